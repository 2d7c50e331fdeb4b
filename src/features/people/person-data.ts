import { newAuditId, type AuditEntry, type AuditLog } from '../../domain/audit.ts';
import { erasureMark, type PersonPlace, type Subject } from '../../domain/erasure.ts';
import { presentRecordOf } from '../../domain/merged-into.ts';
import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';
import { nameOf, type Actor } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import { currentDeadline } from '../../lib/deadline.ts';
import { phonesOf } from './jobs/erase-person-job.ts';

export interface PersonDataDeps {
  readonly store: Pick<PeopleStore, 'read'>;
  /** the same list that an erasure goes through */
  readonly places: readonly Pick<PersonPlace, 'holds' | 'find'>[];
  readonly audit: AuditLog;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** All that is held of one person. */
export interface PersonData {
  /** the person, and the records that were merged into theirs */
  readonly records: readonly StoredPerson[];
  /** what each place holds, by its name */
  readonly held: Readonly<Record<string, readonly object[]>>;
}

/** A person's data for a request of theirs. The audit says that it was exported, before anybody has it. */
export function createPersonData({ store, places, audit, now }: PersonDataDeps) {
  async function read(tenant: string, id: string): Promise<StoredPerson | undefined> {
    return (await store.read(tenant, shardOf(id), [id])).get(id);
  }

  return async (tenant: string, by: Actor, id: string): Promise<PersonData> => {
    const signal = currentDeadline()?.signal ?? new AbortController().signal;
    const person = await presentRecordOf(read, tenant, id);
    if (person === undefined || person.deletedAt === erasureMark) throw new AppError('person-gone');
    const others = await Promise.all((person.absorbed ?? []).map((one) => read(tenant, one)));
    const records = [person, ...others.filter((one) => one !== undefined)];
    const subject = subjectOf(tenant, records, person.absorbed);
    const held: Record<string, readonly object[]> = {};
    for (const { holds, find } of places) held[holds] = await find(subject, signal);
    const entry = entryOf(person, by, now());
    await audit.intend(tenant, [entry]);
    await audit.record(tenant, [entry]);
    return { records, held };
  };
}

function subjectOf(
  tenant: string,
  records: readonly StoredPerson[],
  absorbed: readonly string[] = [],
): Subject {
  const operations = records.flatMap(({ addedIn, changedIn, history }) => [
    ...[addedIn, changedIn],
    ...history.flatMap(({ operation, undoes }) => [operation, undoes]),
  ]);
  return {
    tenant,
    ids: new Set([...records.map(({ id }) => id), ...absorbed]),
    phones: phonesOf(records),
    accounts: new Set(records.flatMap(({ entraId }) => entraId ?? [])),
    operations: new Set(operations.filter((id) => id !== undefined)),
  };
}

function entryOf({ id, fields }: StoredPerson, by: Actor, now: number): AuditEntry {
  return {
    id: newAuditId(),
    at: new Date(now).toISOString(),
    by,
    from: 'chat',
    what: 'person-exported',
    subject: { type: 'person', id, name: nameOf(fields) },
    changes: [],
  };
}
