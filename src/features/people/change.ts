import { newAuditId, type AuditEntry, type AuditLog } from '../../domain/audit.ts';
import { changed, momentAfter } from '../../domain/changed-person.ts';
import type { ChangeFeed, PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';
import {
  nameOf,
  type Actor,
  type FieldChange,
  type HistoryEntry,
  type Person,
} from '../../domain/person.ts';
import { defined } from '../../lib/defined.ts';

export interface ChangeDeps {
  readonly store: PeopleStore;
  readonly changeFeed: ChangeFeed;
  readonly audit: AuditLog;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export interface Change {
  readonly tenant: string;
  readonly by: Actor;
  readonly what: AuditEntry['what'];
  /** absent: an admin in the chat */
  readonly from?: AuditEntry['from'];
  /** the operation that makes the change, if any */
  readonly operation?: string;
  readonly person: Person;
  /** the version that the person's new state was made from; absent: a new person */
  readonly etag?: string;
  readonly changes: readonly FieldChange[];
  /** Runs before the person is written, with the entry kept aside already. @returns false to give up */
  before?(): Promise<boolean>;
  /** Runs once the person is written. If the process dies before, `complete` does it (people.ts). */
  after?(): Promise<void>;
}

/**
 * Makes one change of one person: keeps the audit's entry aside, notes the person in the change feed, writes
 * the person on the version that was read, and records the entry.
 * @returns 'given-up' when `before` returned false
 */
export async function makeChange(
  { store, changeFeed, audit }: ChangeDeps,
  change: Change,
): Promise<'written' | 'conflict' | 'given-up'> {
  const { tenant, person, etag } = change;
  const entries = [entryOf(change)];
  await audit.intend(tenant, entries);
  const goesOn = (await change.before?.()) ?? true;
  if (!goesOn) {
    await audit.withdraw(tenant, entries);
    return 'given-up';
  }
  await changeFeed.people(tenant, [person.id]);
  const write =
    etag === undefined
      ? ({ type: 'add', person } as const)
      : ({ type: 'update', person, etag } as const);
  const outcome = await store.write(tenant, shardOf(person.id), [write]);
  if (outcome === 'conflict') {
    await audit.withdraw(tenant, entries);
    return outcome;
  }
  try {
    await change.after?.();
  } catch {
    // The person is written, so this isn't a failure. The entry stays aside, and completing it does the rest.
    return outcome;
  }
  await audit.record(tenant, entries);
  return outcome;
}

/** A change of a person as they were read, with nothing to do around it. */
export type PlainChange = Omit<Change, 'before' | 'after' | 'etag'> & { readonly etag: string };

/**
 * Makes up to 100 changes of people of one shard in one transaction.
 * @returns those that were made: all of them, or as a rule none, since one of the people isn't as they were read
 */
export async function makeChanges(
  { store, changeFeed, audit }: ChangeDeps,
  changes: readonly PlainChange[],
): Promise<readonly PlainChange[]> {
  const [first] = changes;
  if (first === undefined) return [];
  const { tenant } = first;
  const shard = shardOf(first.person.id);
  const entries = changes.map(entryOf);
  const ids = changes.map(({ person }) => person.id);
  await audit.intend(tenant, entries);
  await changeFeed.people(tenant, ids);
  const writes = changes.map(({ person, etag }) => ({ type: 'update', person, etag }) as const);
  if ((await store.write(tenant, shard, writes)) === 'written') {
    await audit.record(tenant, entries);
    return changes;
  }
  // Very long texts are written in several transactions, so some may have been made.
  const there = await store.read(tenant, shard, ids);
  const made = entries.filter((entry) => wasMade(entry, there.get(entry.subject.id)));
  await audit.record(tenant, made);
  await audit.withdraw(
    tenant,
    entries.filter((entry) => !made.includes(entry)),
  );
  return changes.filter((_, place) => made.some((entry) => entry === entries[place]));
}

/**
 * A change of an existing person, from the state that was read.
 * @param within absent: an admin makes it in the chat
 */
export function changeOf(
  before: StoredPerson,
  changes: readonly FieldChange[],
  by: Actor,
  now: number,
  within: Pick<HistoryEntry, 'operation' | 'via'> = { via: 'admin' },
): Pick<Change, 'person' | 'changes'> & { readonly etag: string } {
  return {
    person: changed(before, changes, by, momentAfter(before, now), within),
    etag: before.etag,
    changes,
  };
}

function entryOf({ by, what, person, changes, from = 'chat', operation }: Change): AuditEntry {
  return {
    id: newAuditId(),
    at: person.changedAt,
    by,
    from,
    what,
    subject: { type: 'person', id: person.id, name: nameOf(person.fields) },
    changes,
    ...defined({ operation }),
  };
}

/** Whether the person's record has the change of an entry. */
export function wasMade(entry: AuditEntry, person: Person | undefined): boolean {
  // Said before the file is made, so that no file is without its entry.
  if (entry.what === 'person-exported') return true;
  if (entry.what === 'person-purged') return person === undefined;
  if (person === undefined) return false;
  if (entry.what === 'person-added' && person.addedAt === entry.at) return true;
  return person.history.some(({ at, by }) => at === entry.at && by.id === entry.by.id);
}
