import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { DeletedFilter } from '../../domain/operations/deleted-filter.ts';
import { noCounts, operationId, type Operation } from '../../domain/operations/operation.ts';
import type { JobSender, OperationStore } from '../../domain/operations/ports.ts';
import type { Actor } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import { defined } from '../../lib/defined.ts';

/** The admin who asks, and the language of what they are told later. */
interface Asking {
  readonly by: Actor;
  readonly locale: string;
  /** IANA name */
  readonly timeZone?: string;
}

export interface RestoreDeletedDeps {
  readonly operations: OperationStore;
  readonly jobs: JobSender;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

const looked = 20;

/** Starts restoring all deleted people who match. The same again finds the one that isn't over. */
export function createRestoreDeleted({ operations, jobs, now }: RestoreDeletedDeps) {
  return async (
    tenant: string,
    { by, locale, timeZone }: Asking,
    { filter, total }: { readonly filter: DeletedFilter; readonly total: number },
  ): Promise<Operation> => {
    const { operations: newest } = await operations.page(tenant, 'import', looked);
    const open = newest.find(
      ({ state, restores }) =>
        (state === 'queued' || state === 'applying') &&
        restores !== undefined &&
        isDeepStrictEqual({ ...restores, named: undefined }, { ...filter, named: undefined }),
    );
    if (open !== undefined) return open;
    const at = new Date(now()).toISOString();
    const id = operationId(now(), randomBytes(8).toString('hex'));
    // The message goes first: without it, a record that says queued would wait forever.
    await jobs.send({ v: 1, type: 'restore-deleted', tenant, operation: id });
    const created = await operations.create({
      ...{ tenant, kind: 'import', id, state: 'queued', at, by, locale },
      ...defined({ timeZone }),
      ...{ fileName: '', fileBytes: 0, counts: noCounts, original: '' },
      ...{ rowsTotal: total, rowsDone: 0, tries: 0, confirmedAt: at, confirmedBy: by },
      restores: filter,
    });
    if (created === 'conflict')
      throw new AppError('unexpected', {}, { note: 'operation id taken' });
    return created;
  };
}
