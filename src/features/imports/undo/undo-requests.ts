import { randomBytes } from 'node:crypto';
import type { Actor } from '../../../domain/person.ts';
import { AppError } from '../../../errors.ts';
import { changeOperation } from '../../../jobs/change-operation.ts';
import {
  noCounts,
  operationId,
  type Operation,
  type OperationKey,
} from '../../../domain/operations/operation.ts';
import type { JobSender, OperationStore } from '../../../domain/operations/ports.ts';
import {
  isInTimeToUndo,
  isUndoable,
  peopleWritten,
  undoDays,
} from '../../../domain/operations/undoable.ts';
import type { Undone } from '../../../domain/operations/undo-facts.ts';

export interface UndoRequestsDeps {
  readonly operations: OperationStore;
  readonly jobs: JobSender;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

interface AskedUndo {
  readonly by: Actor;
  readonly locale: string;
  readonly timeZone?: string;
}

export interface UndoRequests {
  /**
   * Requests the undo of an import, or of an undo. Requested again, it is the same undo.
   * @throws AppError `operation-gone | nothing-to-undo | undo-too-late`
   */
  ask(key: OperationKey, asked: AskedUndo): Promise<Operation>;
}

/**
 * First, the undo's id is written into the record of the undone operation. So a repeated action, and an attempt
 * after a crash, lead to the same undo. Then the job's message is sent, then the undo's own record is written.
 */
export function createUndoRequests({ operations, jobs, now }: UndoRequestsDeps): UndoRequests {
  async function idFor(key: OperationKey): Promise<{ of: Operation; id: string }> {
    const id = operationId(now(), randomBytes(8).toString('hex'));
    const noted = await changeOperation(operations, key, (latest) => {
      if (latest.undone !== undefined) return undefined;
      if (!isUndoable(latest)) throw new AppError('nothing-to-undo');
      if (!isInTimeToUndo(latest, now())) throw new AppError('undo-too-late', { days: undoDays });
      return { ...latest, undone: { by: id } };
    });
    const undone: Undone | undefined = noted?.operation.undone;
    if (noted === undefined) throw new AppError('operation-gone', { kind: key.kind });
    if (undone === undefined)
      throw new AppError('unexpected', {}, { note: 'an undo’s id was not noted' });
    return { of: noted.operation, id: undone.by };
  }

  return {
    async ask(key, { by, locale, timeZone }) {
      const { of, id } = await idFor(key);
      const undo: OperationKey = { tenant: key.tenant, kind: 'import', id };
      const before = await operations.read(undo);
      if (before !== undefined) return before;
      const at = new Date(now()).toISOString();
      await jobs.send({ v: 1, type: 'undo-import', tenant: key.tenant, operation: id });
      const created = await operations.create({
        ...undo,
        state: 'queued',
        at,
        by,
        locale,
        ...(timeZone !== undefined && { timeZone }),
        fileName: of.fileName,
        fileBytes: 0,
        ...(of.network !== undefined && { network: of.network }),
        counts: noCounts,
        rowsTotal: peopleWritten(of),
        rowsDone: 0,
        tries: 0,
        confirmedAt: at,
        confirmedBy: by,
        original: '',
        undo: {
          of: of.id,
          ofAt: of.at,
          again: of.undo !== undefined && !of.undo.again,
          removed: 0,
        },
      });
      if (created !== 'conflict') return created;
      const there = await operations.read(undo);
      if (there === undefined) throw new AppError('operation-gone', { kind: 'import' });
      return there;
    },
  };
}
