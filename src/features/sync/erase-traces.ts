import { erasedValue, type EraseTraces, type Erased } from '../../domain/erasure.ts';
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

/** The question stays, since Entra still has that account; the next sync compares it again. */
function withoutMatch(one: HeldPerson): HeldPerson {
  const person = { ...one.held.person, name: erasedValue, phone: '' };
  return { ...one, changes: [], held: { ...one.held, person, others: [] } };
}

async function eraseFrom(work: FileStore, name: string, { ids, phones }: Erased): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of work.open(name)) chunks.push(chunk);
  const people = JSON.parse(Buffer.concat(chunks).toString()) as LoggedPerson[];
  const others = people.filter((logged) => {
    const text = JSON.stringify(logged);
    return ![...ids, ...phones].some((one) => text.includes(`"${one}"`));
  });
  if (others.length === people.length) return;
  await work.write(name, [Buffer.from(JSON.stringify(others))]);
}
