import type { SharedAttribute } from '../../domain/attributes.ts';
import type { Network } from '../../domain/network.ts';
import type { ValueCount } from './answers.ts';
import { valuesOf } from './browse.ts';
import { findDuplicates, type LikelyPairs } from './duplicates.ts';
import type { OrganizationView } from './organization-view.ts';

/** Pairs as they were worked out for a state of an organization's view. */
interface WorkedOut {
  readonly version: number;
  readonly of: string;
  readonly pairs: Promise<LikelyPairs>;
}

/** Values of attributes as they were counted for a state of an organization's view. */
interface Counted {
  readonly version: number;
  readonly values: Map<string, Promise<ValueCount[]>>;
}

/** Answers that take long to work out, kept for each state of an organization's view. */
export function createWorkedOut() {
  const worked = new WeakMap<OrganizationView, WorkedOut>();
  const counted = new WeakMap<OrganizationView, Counted>();
  /** organizations whose pairs are being worked out */
  const working = new WeakSet<OrganizationView>();

  const knownPairs = (organization: OrganizationView, dateKeys: readonly string[]) => {
    const of = [...dateKeys].sort().join(' ');
    const there = worked.get(organization);
    return there?.version === organization.version && there.of === of ? there.pairs : undefined;
  };

  const pairs = (organization: OrganizationView, dateKeys: readonly string[]) => {
    const there = knownPairs(organization, dateKeys);
    if (there !== undefined) return there;
    working.add(organization);
    const found = findDuplicates(organization.shards, new Set(dateKeys)).finally(() =>
      working.delete(organization),
    );
    const { version } = organization;
    worked.set(organization, { version, of: [...dateKeys].sort().join(' '), pairs: found });
    // A failure is reported to the caller, and isn't kept.
    found.catch(() => worked.delete(organization));
    return found;
  };

  /** @param isChanging nothing is worked out now: it would be useless at once */
  const pairsInPassing = (
    organization: OrganizationView,
    dateKeys: readonly string[],
    isChanging: boolean,
  ): Promise<LikelyPairs> | undefined => {
    const known = knownPairs(organization, dateKeys);
    if (known !== undefined || isChanging || working.has(organization)) return known;
    return pairs(organization, dateKeys);
  };

  const values = (
    organization: OrganizationView,
    network: Network,
    attribute: SharedAttribute,
  ): Promise<ValueCount[]> => {
    const { version, shards } = organization;
    const there = counted.get(organization);
    const known =
      there?.version === version ? there.values : new Map<string, Promise<ValueCount[]>>();
    counted.set(organization, { version, values: known });
    const key = `${network} ${attribute}`;
    const counts = known.get(key) ?? valuesOf(shards, network, attribute);
    known.set(key, counts);
    return counts;
  };

  return { pairs, knownPairs, pairsInPassing, values };
}
