import { hash } from 'node:crypto';
import type { AuditLog } from '../../domain/audit.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { nameOf, type Actor } from '../../domain/person.ts';
import { withinTime } from '../../lib/within-time.ts';
import { whyNotMerged, type MergeRefusal } from './merge-by-hand.ts';
import type { ApartStore, LikelyDuplicate, PeopleOrganization } from './ports.ts';
import { defined } from '../../lib/defined.ts';

/** Two records that look like one person, as they are now. */
export interface DuplicatePair extends LikelyDuplicate {
  readonly people: readonly [StoredPerson, StoredPerson];
  /** why they can't be merged */
  readonly refusal?: MergeRefusal;
}

interface DuplicatesPage {
  /** the newest first */
  readonly pairs: readonly DuplicatePair[];
  readonly total: number;
  /** there are more pairs than are examined at once */
  readonly more: boolean;
  /** from 0 */
  readonly page: number;
  readonly pages: number;
  /** an import is running: the newest people may be missing */
  readonly updating: boolean;
}

export interface DuplicateCount {
  readonly pairs: number;
  readonly more: boolean;
}

/** Records that look like one person. */
export interface Duplicates {
  page(tenant: string, page: number, size: number): Promise<DuplicatesPage>;
  /** Number of pairs; undefined if it isn't known in time: the calculation continues for the next question. */
  count(tenant: string, patienceMs: number): Promise<DuplicateCount | undefined>;
  /** The same, only if it is known already. */
  knownCount(tenant: string): Promise<DuplicateCount | undefined>;
  /** Remembers for good that two records are two people. @returns the two; undefined when one of them is gone */
  keepApart(
    tenant: string,
    by: Actor,
    ids: readonly [string, string],
  ): Promise<readonly [StoredPerson, StoredPerson] | undefined>;
}

/** The part of the directory view that finds pairs. */
interface DuplicateFinder {
  duplicates(
    tenant: string,
    dateKeys: readonly string[],
  ): Promise<{
    readonly pairs: readonly LikelyDuplicate[];
    readonly more: boolean;
    readonly updating: boolean;
  }>;
  knownDuplicates(
    tenant: string,
    dateKeys: readonly string[],
  ): Promise<{ readonly pairs: readonly LikelyDuplicate[]; readonly more: boolean }> | undefined;
}

interface DuplicatesDeps {
  readonly directory: DuplicateFinder;
  readonly apart: ApartStore;
  readonly organizations: Pick<PeopleOrganization, 'attributes'>;
  readonly people: { get(tenant: string, id: string): Promise<StoredPerson | undefined> };
  readonly audit: AuditLog;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export function createDuplicates(deps: DuplicatesDeps): Duplicates {
  const { directory, apart, organizations, people, audit, now } = deps;

  async function dateKeysOf(tenant: string): Promise<string[]> {
    const attributes = await organizations.attributes(tenant);
    return attributes.flatMap(({ key, type }) => (type === 'date' ? [key] : []));
  }

  async function notApart<Pair extends LikelyDuplicate>(
    tenant: string,
    pairs: readonly Pair[],
  ): Promise<readonly Pair[]> {
    if (pairs.length === 0) return pairs;
    const known = new Set((await apart.all(tenant)).map(keyOf));
    return known.size === 0
      ? pairs
      : pairs.filter(({ one, other }) => !known.has(keyOf([one, other])));
  }

  async function found(tenant: string) {
    const { pairs, ...rest } = await directory.duplicates(tenant, await dateKeysOf(tenant));
    return { ...rest, pairs: await notApart(tenant, pairs) };
  }

  async function pairOf(
    tenant: string,
    likely: LikelyDuplicate,
  ): Promise<DuplicatePair | undefined> {
    const both = await bothOf(tenant, [likely.one, likely.other]);
    if (both === undefined) return undefined;
    const refusal = whyNotMerged(...both);
    return { ...likely, people: both, ...defined({ refusal }) };
  }

  async function bothOf(tenant: string, [one, other]: readonly [string, string]) {
    const [first, second] = await Promise.all([people.get(tenant, one), people.get(tenant, other)]);
    if (first === undefined || second === undefined) return undefined;
    if (first.deletedAt !== undefined || second.deletedAt !== undefined) return undefined;
    return [first, second] as const;
  }

  return {
    async page(tenant, wanted, size) {
      const { pairs, more, updating } = await found(tenant);
      const pages = Math.max(1, Math.ceil(pairs.length / size));
      const page = Math.min(Math.max(0, wanted), pages - 1);
      const shown = pairs.slice(page * size, (page + 1) * size);
      const read = await Promise.all(shown.map((pair) => pairOf(tenant, pair)));
      return {
        pairs: read.filter((pair) => pair !== undefined),
        total: pairs.length,
        ...{ more, page, pages, updating },
      };
    },
    async count(tenant, patienceMs) {
      const counting = found(tenant).then(({ pairs, more }) => ({ pairs: pairs.length, more }));
      // The next caller gets the failure.
      counting.catch(() => undefined);
      const counted = await withinTime(patienceMs, counting);
      return counted === 'late' ? undefined : counted;
    },
    async knownCount(tenant) {
      const known = await directory.knownDuplicates(tenant, await dateKeysOf(tenant));
      if (known === undefined) return undefined;
      return { pairs: (await notApart(tenant, known.pairs)).length, more: known.more };
    },
    async keepApart(tenant, by, ids) {
      const both = await bothOf(tenant, ids);
      if (both === undefined) return undefined;
      const [one, other] = both;
      const at = new Date(now()).toISOString();
      const first = await apart.put(tenant, ids, { at, by });
      // With its own id and the first time, so that it is recorded once, even if the process died before.
      const id = hash('sha256', `${tenant}\n${keyOf(ids)}`, 'hex').slice(0, 16);
      await audit.record(tenant, [
        {
          ...{ id, ...first },
          from: 'chat',
          what: 'duplicate-dismissed',
          subject: { type: 'person', id: one.id, name: nameOf(one.fields) },
          changes: [{ field: 'duplicate', before: other.id, after: nameOf(other.fields) }],
        },
      ]);
      return both;
    },
  };
}

function keyOf([one, other]: readonly [string, string]): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
