import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { DeletedFilter } from '../../domain/operations/deleted-filter.ts';
import { operationId, type Operation } from '../../domain/operations/operation.ts';
import type { JobSender, OperationStore } from '../../domain/operations/ports.ts';
import type { Actor } from '../../domain/person.ts';
import { beginOperation } from '../../jobs/begin-operation.ts';
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
    return beginOperation(operations, {
      ...{ tenant, kind: 'import', id, state: 'queued', at, by, locale },
      ...defined({ timeZone }),
      ...{ fileName: '', rowsTotal: total, confirmedAt: at, confirmedBy: by },
      restores: filter,
    });
  };
}
