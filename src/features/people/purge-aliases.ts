import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';
import { freshId } from './identity.ts';
import type { Alias, AliasStore } from './ports.ts';

/** An organization's aliases, and which of their ids have a person. */
export interface KnownAliases {
  readonly all: readonly Alias[];
  /** whether an alias points from or to this id */
  has(id: string): boolean;
  /** Notes the people at these ids. */
  see(people: readonly StoredPerson[]): void;
  leave(id: string): void;
  livesSomeoneAt(id: string): boolean;
}

/** An alias that was just written may be part of a change in progress. */
const underWayMs = 3_600_000;

export async function readAliases(aliases: AliasStore, tenant: string): Promise<KnownAliases> {
  const all: Alias[] = [];
  for await (const page of aliases.all(tenant)) all.push(...page);
  const ids = new Set(all.flatMap(({ derived, person }) => [derived, person]));
  const inhabited = new Set<string>();
  return {
    all,
    has: (id) => ids.has(id),
    see(people) {
      for (const { id } of people) if (ids.has(id)) inhabited.add(id);
    },
    leave: (id) => void inhabited.delete(id),
    livesSomeoneAt: (id) => inhabited.has(id),
  };
}

/**
 * Removes aliases that aren't needed: if neither the phone's own id nor the alias's has a person, the phone can
 * use its own id again. The other id is closed before, so that nobody who read the alias adds a person there.
 * Then the phone's own id is opened, and the alias is removed only if it is unchanged since it was read.
 * (identity.ts says what holds at every moment.) An alias that is still needed but points to a closed id,
 * because its person was purged, gets a fresh one. Closed ids stay: a row without any fact about a person.
 */
export async function cleanUpAliases(
  deps: {
    readonly store: PeopleStore;
    readonly aliases: AliasStore;
    readonly now: () => number;
  },
  tenant: string,
  known: KnownAliases,
): Promise<number> {
  const { store, aliases, now } = deps;
  const lives = async (id: string) => (await store.read(tenant, shardOf(id), [id])).has(id);
  const at = () => new Date(now()).toISOString();

  const pointedTo = new Set<string>();
  for (const { derived, person } of known.all) if (derived !== person) pointedTo.add(person);

  async function isRemoved(alias: Alias): Promise<boolean> {
    const { derived, person } = alias;
    // Two phones must never get the same place. Once the other alias is gone, the next run removes this one.
    if (pointedTo.has(derived) || known.livesSomeoneAt(derived)) return false;
    if (derived !== person) {
      const closed = await aliases.close(tenant, person, at());
      if (!closed && (await lives(person))) return false;
    }
    if (await lives(derived)) return false;
    await aliases.open(tenant, derived);
    if (await aliases.remove(tenant, alias)) return true;
    await aliases.close(tenant, derived, at());
    return false;
  }

  let count = 0;
  for (const alias of known.all) {
    const { derived, person, version } = alias;
    const isOld = now() - Date.parse(alias.at) > underWayMs;
    if (!isOld || known.livesSomeoneAt(person)) continue;
    if (await isRemoved(alias)) count += 1;
    else if (await aliases.isClosed(tenant, person)) {
      await aliases.put(tenant, { derived, person: freshId(), at: at() }, version);
    }
  }
  return count;
}
