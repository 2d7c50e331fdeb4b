import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';
import { freshId } from './identity.ts';
import type { Alias, AliasStore } from './ports.ts';

/** An organization's aliases, and which of the ids in them have someone living there. */
export interface KnownAliases {
  readonly all: readonly Alias[];
  /** whether an alias points from or to this id */
  has(id: string): boolean;
  /** Takes note of who lives where. */
  see(people: readonly StoredPerson[]): void;
  leave(id: string): void;
  livesSomeoneAt(id: string): boolean;
}

/** An alias that was just written may be part of a change under way. */
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
 * Removes aliases that nobody needs: where nobody lives at the id that the phone gives, and nobody at the one that the
 * alias points to, the phone may as well have the id that it gives again. The other id is closed before, so that
 * whoever read the alias adds nobody there; the phone's own id is opened; and the alias goes only if it is still as it was
 * read. (What holds at every instant stands in identity.ts.) An alias that is still needed but points to a closed id,
 * because its person was purged, gets a fresh one. Closed ids stay: a row without any fact about anyone.
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
    // Two phones must not come to have the same place. Once the other alias is gone, the next run removes this one.
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
