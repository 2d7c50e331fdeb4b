import {
  erasedValue,
  type EraseTraces,
  type Erased,
  type FindTraces,
  type Traced,
} from '../../domain/erasure.ts';
import type { FileStore, OperationStore } from '../../domain/operations/ports.ts';
import { isEnded } from '../../domain/operations/operation.ts';
import { isUndoable } from '../../domain/operations/undoable.ts';
import type { HeldPeopleStore, HeldPerson } from './ports.ts';
import { syncFiles } from './sync-files.ts';
import type { LoggedPerson } from './sync-log.ts';

export interface SyncTracesDeps {
  readonly operations: OperationStore;
  /** jobs' own files */
  readonly work: FileStore;
  /** people whom a sync couldn't match with certainty */
  readonly held: Pick<HeldPeopleStore, 'all' | 'put'>;
}

const pageSize = 50;

/**
 * Removes a person from the data that syncs keep for their log and their undo. Doesn't touch files that people can download.
 * Leaves a running sync for later.
 */
export function createSyncTraces({ operations, work, held }: SyncTracesDeps): EraseTraces {
  return async (erased, signal) => {
    let outcome: 'done' | 'later' = 'done';
    for (const one of await held.all(erased.tenant)) {
      if (erased.ids.has(one.held.person.id)) await held.put(erased.tenant, withoutMatch(one));
    }
    let from: string | undefined;
    do {
      const page = await operations.page(erased.tenant, 'sync', pageSize, from);
      for (const sync of page.operations) {
        signal.throwIfAborted();
        const waits = sync.state === 'preview' || sync.state === 'held';
        if (!isEnded(sync.state) && !waits) outcome = 'later';
        if (!waits && !isUndoable(sync)) continue;
        // Of one that waits, what it would do; of one that can be undone, what it did.
        const parts = syncFiles.logged(sync, waits ? 'would' : 'did');
        for await (const files of work.list(parts)) {
          for (const { name } of files) await eraseFrom(work, name, erased);
        }
      }
      from = page.next;
    } while (from !== undefined);
    return outcome;
  };
}

/** Reads the questions about a person that syncs keep, and what the logs of syncs have of them. */
export function createSyncFindings({
  operations,
  work,
  held,
}: Pick<SyncTracesDeps, 'operations' | 'work'> & {
  readonly held: Pick<HeldPeopleStore, 'all'>;
}): FindTraces {
  return async (subject, signal) => {
    const { tenant, ids, phones, accounts } = subject;
    const found: object[] = (await held.all(tenant)).filter(
      ({ entraId, phone, held: { person, others } }) =>
        accounts.has(entraId) ||
        phones.has(phone) ||
        [person.id, ...others].some((id) => ids.has(id)),
    );
    let from: string | undefined;
    do {
      const page = await operations.page(tenant, 'sync', pageSize, from);
      for (const sync of page.operations) {
        signal.throwIfAborted();
        if (isEnded(sync.state) && !subject.operations.has(sync.id)) continue;
        for await (const files of work.list(syncFiles.logged(sync, ''))) {
          for (const { name } of files) {
            const logged = (await peopleIn(work, name)).filter((one) => isTheirs(one, subject));
            found.push(...logged.map((one) => ({ sync: sync.id, ...one })));
          }
        }
      }
      from = page.next;
    } while (from !== undefined);
    return found;
  };
}

async function peopleIn(work: FileStore, name: string): Promise<LoggedPerson[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of work.open(name)) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString()) as LoggedPerson[];
}

function isTheirs(logged: LoggedPerson, { ids, phones }: Traced): boolean {
  const text = JSON.stringify(logged);
  return [...ids, ...phones].some((one) => text.includes(`"${one}"`));
}

/** The question stays, since Entra still has that account; the next sync compares it again. */
function withoutMatch(one: HeldPerson): HeldPerson {
  const person = { ...one.held.person, name: erasedValue, phone: '' };
  return { ...one, changes: [], held: { ...one.held, person, others: [] } };
}

async function eraseFrom(work: FileStore, name: string, erased: Erased): Promise<void> {
  const people = await peopleIn(work, name);
  const others = people.filter((logged) => !isTheirs(logged, erased));
  if (others.length === people.length) return;
  await work.write(name, [Buffer.from(JSON.stringify(others))]);
}
