import { daysKept, isOwnKey, type AttributeKey, type OwnKey } from '../../domain/attributes.ts';
import { newAuditId, upkeep, type AuditEntry, type AuditLog } from '../../domain/audit.ts';
import type { ChangeFeed, PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { shardOf, shards } from '../../domain/person-id.ts';
import type { Person } from '../../domain/person.ts';
import type { AliasStore, ApartStore, ExpiredAttributes } from './ports.ts';
import { readAliases, cleanUpAliases, whoIsThere, type KnownAliases } from './purge-aliases.ts';

export interface PurgeDeps {
  readonly store: PeopleStore;
  readonly aliases: AliasStore;
  readonly attributes: ExpiredAttributes;
  readonly apart: Pick<ApartStore, 'all' | 'forget'>;
  readonly changeFeed: ChangeFeed;
  readonly audit: AuditLog;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export interface Purged {
  readonly people: number;
  readonly attributes: number;
  readonly aliases: number;
}

/** One process's clock must not purge what can be restored by another's. */
const clocksApartMs = 3_600_000;
const keptMs = daysKept * 24 * 3_600_000 + clocksApartMs;
/** People changed concurrently, which is also the size of one change feed note and one audit write. */
const concurrency = 8;
const inBatch = 100;

/**
 * Deletes for good what was deleted more than 30 days ago: people, with their aliases and what was said of them in pairs, and
 * the data of removed attributes. Goes through an organization's deleted people, shard by shard, and through everyone only
 * when an attribute's time is over. Each person is removed or written on the version that was read, so a person restored
 * at that moment stays. Run again, it continues with the rest.
 */
export function createPurge(deps: PurgeDeps) {
  const { store, attributes, now } = deps;

  const isOverdue = ({ deletedAt = '' }: Pick<Person, 'deletedAt'>) =>
    now() - Date.parse(deletedAt) > keptMs;

  return async (tenant: string, signal?: AbortSignal): Promise<Purged> => {
    const expired = new Set(await attributes.expired(tenant));
    const known = await readAliases(deps, tenant);
    // Read first: a pair that is noted during the run is of people who are there.
    const paired = new Set((await deps.apart.all(tenant)).flat());
    let people = 0;
    let left = 0;
    for (const shard of shards) {
      for await (const page of store.scanDeleted(tenant, shard, signal)) {
        signal?.throwIfAborted();
        const overdue = page.filter(isOverdue).map(({ id }) => id);
        for (const ids of batches(overdue, inBatch)) {
          const those = [...(await store.read(tenant, shard, ids)).values()].filter(isOverdue);
          const needed = await stillNeeded(store, tenant, those);
          const old = those.filter(({ id }) => !needed.has(id));
          people += (await removed(deps, tenant, old, known)).size;
        }
      }
      if (expired.size === 0) continue;
      for await (const page of store.scan(tenant, shard, signal)) {
        signal?.throwIfAborted();
        const holders = page.filter((person) => holds(person, expired));
        left += await emptied(deps, tenant, shard, holders, expired);
      }
    }
    // An attribute is forgotten when nobody has a value of it. Otherwise the next run tries again.
    if (left === 0) for (const key of expired) await attributes.forget(tenant, key);
    const there = await whoIsThere(store, tenant, paired);
    for (const person of paired) if (!there.has(person)) await deps.apart.forget(tenant, person);
    await known.look();
    const aliases = await cleanUpAliases(deps, tenant, known);
    return { people, attributes: left === 0 ? expired.size : 0, aliases };
  };
}

/** Records merged into one that is kept: as long as it is, their phone numbers lead to it, and their history is its own. */
async function stillNeeded(
  store: PeopleStore,
  tenant: string,
  overdue: readonly StoredPerson[],
): Promise<ReadonlySet<string>> {
  const needed = new Set<string>();
  for (const { id, mergedInto } of overdue) {
    if (mergedInto === undefined) continue;
    const survivor = (await store.read(tenant, shardOf(mergedInto), [mergedInto])).get(mergedInto);
    if (survivor?.absorbed?.includes(id) === true) needed.add(id);
  }
  return needed;
}

/** @returns ids of those who are gone */
async function removed(
  { aliases, changeFeed, audit, now }: PurgeDeps,
  tenant: string,
  old: readonly StoredPerson[],
  known: KnownAliases,
): Promise<ReadonlySet<string>> {
  const gone = new Set<string>();
  for (const batch of batches(old, inBatch)) {
    const at = new Date(now()).toISOString();
    const entries = new Map(batch.map(({ id }) => [id, purgedEntry(id, at)]));
    await audit.intend(tenant, [...entries.values()]);
    await changeFeed.people(tenant, [...entries.keys()]);
    const stayed: AuditEntry[] = [];
    for (const few of batches(batch, concurrency)) {
      await Promise.all(
        few.map(async ({ id, etag }) => {
          // An id that a phone's place ever moved from or to is closed, so that a plan made back then adds
          // nobody there.
          const done = known.has(id)
            ? await aliases.replaceByClosed(tenant, id, etag, at)
            : await aliases.removePerson(tenant, id, etag);
          const entry = entries.get(id);
          if (done || entry === undefined) return;
          stayed.push(entry);
          entries.delete(id);
        }),
      );
    }
    await audit.record(tenant, [...entries.values()]);
    await audit.withdraw(tenant, stayed);
    for (const id of entries.keys()) gone.add(id);
  }
  return gone;
}

/** @returns how many couldn't be written because they were changed at that moment */
async function emptied(
  { store, changeFeed }: PurgeDeps,
  tenant: string,
  shard: string,
  holders: readonly StoredPerson[],
  expired: ReadonlySet<OwnKey>,
): Promise<number> {
  let left = 0;
  for (const batch of batches(holders, inBatch)) {
    await changeFeed.people(
      tenant,
      batch.map(({ id }) => id),
    );
    const writes = batch.map((person) => {
      const { etag, ...kept } = person;
      return { type: 'update', person: without(kept, expired), etag } as const;
    });
    if ((await store.write(tenant, shard, writes)) === 'written') continue;
    for (const write of writes) {
      if ((await store.write(tenant, shard, [write])) === 'conflict') left += 1;
    }
  }
  return left;
}

function holds({ fields, history }: Person, expired: ReadonlySet<OwnKey>): boolean {
  const isExpired = (key: string) => isOwnKey(key) && expired.has(key);
  return (
    Object.keys(fields).some(isExpired) ||
    history.some(({ changes }) => changes.some(({ field }) => isExpired(field)))
  );
}

/** The person without the values of these attributes, also in the history. Nothing else changes. */
function without(person: Person, expired: ReadonlySet<OwnKey>): Person {
  const fields: Partial<Record<AttributeKey, string>> = { ...person.fields };
  for (const key of expired) Reflect.deleteProperty(fields, key);
  const history = person.history.flatMap((entry) => {
    const changes = entry.changes.filter(({ field }) => !(isOwnKey(field) && expired.has(field)));
    return changes.length > 0 ? { ...entry, changes } : [];
  });
  return { ...person, fields, history };
}

/** Without the name: the entries made while the person was known have it. */
function purgedEntry(id: string, at: string): AuditEntry {
  return {
    id: newAuditId(),
    at,
    by: upkeep,
    from: 'upkeep',
    what: 'person-purged',
    subject: { type: 'person', id },
    changes: [],
  };
}

function* batches<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
