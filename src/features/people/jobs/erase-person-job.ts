import type { JobMessage } from '../../../domain/operations/job-message.ts';
import type { AuditEntry, AuditLog } from '../../../domain/audit.ts';
import { erasureMark, type EraseTraces, type Erased } from '../../../domain/erasure.ts';
import type { JobSender } from '../../../domain/operations/ports.ts';
import type { ChangeFeed, PeopleStore, StoredPerson } from '../../../domain/people-store.ts';
import { shardOf } from '../../../domain/person-id.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';
import type { AliasStore } from '../ports.ts';
import { readAliases, type KnownAliases } from '../purge-aliases.ts';

export interface ErasePersonDeps {
  readonly store: Pick<PeopleStore, 'read'>;
  readonly aliases: AliasStore;
  readonly changeFeed: ChangeFeed;
  readonly audit: AuditLog;
  /** one for each kind of store; the row in the people's own table comes last */
  readonly traces: readonly EraseTraces[];
  readonly jobs: JobSender;
  readonly nameOf: (tenant: string, admin: string) => Promise<string>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

const waitSeconds = 5;
/** While an import runs. */
const laterSeconds = 60;
const maxWaits = 5;

/**
 * Erases a person from all stores. Each step can be repeated. The row goes last, since it has the phone numbers
 * to look for. Retried until done: giving up would leave data that was promised to be erased.
 */
export function createErasePersonJob(deps: ErasePersonDeps) {
  const read = async (tenant: string, id: string) =>
    (await deps.store.read(tenant, shardOf(id), [id])).get(id);

  return async (message: JobMessage<'erase-person'>, handling: Handling): Promise<Outcome> => {
    const { tenant, person: id, reference } = message;
    const person = await read(tenant, id);
    if (person !== undefined && !wasMarked(person)) {
      // The mark comes after the message. A person who was restored at that moment stays.
      if (person.deletedAt !== undefined && handling.deliveries < maxWaits) {
        return { againInSeconds: waitSeconds };
      }
      handling.log.warn({}, 'a person who was to be erased was restored at that moment');
      return 'done';
    }
    // The person's own row comes last: it names the records that were merged into it.
    const ids = new Set([...(person?.absorbed ?? []), id]);
    const records = await Promise.all(Array.from(ids, (one) => read(tenant, one)));
    const erased: Erased = { tenant, ids, reference, phones: phonesOf(records) };
    const outcomes: ('done' | 'later')[] = [];
    for (const erase of deps.traces) outcomes.push(await erase(erased, handling.signal));
    if (outcomes.includes('later')) return { againInSeconds: laterSeconds };
    const known = await readAliases(deps, tenant);
    for (const one of ids) {
      if (!(await removeRow(tenant, one, known))) return { againInSeconds: waitSeconds };
    }
    await deps.audit.record(tenant, [entryOf(message, await deps.nameOf(tenant, message.by))]);
    await deps.jobs.send({ v: 1, type: 'refresh-view', tenant });
    handling.log.info({}, 'a person was erased');
    return 'done';
  };

  /** As the purge does (purge.ts): an id that an alias leads to or from is closed. */
  async function removeRow(tenant: string, id: string, known: KnownAliases): Promise<boolean> {
    const there = await read(tenant, id);
    if (there === undefined) return true;
    if (there.deletedAt === undefined) return true;
    await deps.changeFeed.people(tenant, [id]);
    const at = new Date(deps.now()).toISOString();
    return known.has(id)
      ? deps.aliases.replaceByClosed(tenant, id, there.etag, at)
      : deps.aliases.removePerson(tenant, id, there.etag);
  }
}

/** Also of a record that is in use again, by a file, a sync or a form: what was known before goes nevertheless. */
function wasMarked({ deletedAt, history }: StoredPerson): boolean {
  const ends = history.flatMap(({ changes }) => changes.filter(({ field }) => field === 'deleted'));
  return deletedAt === erasureMark || ends.some(({ before }) => before === erasureMark);
}

export function phonesOf(records: readonly (StoredPerson | undefined)[]): ReadonlySet<string> {
  const all = records.flatMap((person) => {
    const changes = person?.history.flatMap((entry) => entry.changes) ?? [];
    const were = changes.filter(({ field }) => field === 'phone');
    return [person?.fields.phone, ...were.flatMap(({ before, after }) => [before, after])];
  });
  return new Set(all.flatMap((phone) => (phone === undefined || phone === '' ? [] : [phone])));
}

/** Its id is the reference, so that recording it again changes nothing. */
function entryOf({ by, at, reference }: JobMessage<'erase-person'>, name: string): AuditEntry {
  return {
    id: reference,
    at,
    by: { id: by, name },
    from: 'chat',
    what: 'person-erased',
    subject: { type: 'person', id: reference },
    changes: [],
  };
}
