import type { PeopleStore } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';
import { freshId } from './identity.ts';
import type { Alias, AliasStore } from './ports.ts';

/** An organization's aliases, and which of their ids have a person. */
export interface KnownAliases {
  readonly all: readonly Alias[];
  /** whether an alias points from or to this id */
  has(id: string): boolean;
  /** Looks who is there, before `livesSomeoneAt` is asked. */
  look(): Promise<void>;
  livesSomeoneAt(id: string): boolean;
}

/** An alias that was just written may be part of a change in progress. */
const underWayMs = 3_600_000;

export async function readAliases(
  { aliases, store }: { readonly aliases: AliasStore; readonly store: Pick<PeopleStore, 'read'> },
  tenant: string,
): Promise<KnownAliases> {
  const all: Alias[] = [];
  for await (const page of aliases.all(tenant)) all.push(...page);
  const ids = new Set(all.flatMap(({ derived, person }) => [derived, person]));
  let inhabited: ReadonlySet<string> = new Set();
  return {
    all,
    has: (id) => ids.has(id),
    async look() {
      inhabited = await whoIsThere(store, tenant, ids);
    },
    livesSomeoneAt: (id) => inhabited.has(id),
  };
}

/** Those of the ids at which there is a person; there are few ids, so that each is asked for. */
export async function whoIsThere(
  store: Pick<PeopleStore, 'read'>,
  tenant: string,
  ids: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  for (const [shard, some] of Map.groupBy(ids, shardOf)) {
    for (let start = 0; start < some.length; start += readAtOnce) {
      const people = await store.read(tenant, shard, some.slice(start, start + readAtOnce));
      for (const id of people.keys()) there.add(id);
    }
  }
  return there;
}

const readAtOnce = 100;

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
