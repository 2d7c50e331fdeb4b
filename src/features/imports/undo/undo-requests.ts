import { randomBytes } from 'node:crypto';
import type { Actor } from '../../../domain/person.ts';
import { AppError } from '../../../errors.ts';
import { beginOperation } from '../../../jobs/begin-operation.ts';
import { changeOperation } from '../../../jobs/change-operation.ts';
import {
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
import { sumOf, undoFromTheStart, undoImport, type UndoDeps } from './flow.ts';
import { whatChanged } from '../../../domain/operations/what-changed.ts';
import type { Undone } from '../../../domain/operations/undo-facts.ts';
import { defined } from '../../../lib/defined.ts';

export interface UndoRequestsDeps extends UndoDeps {
  readonly operations: OperationStore;
  readonly jobs: JobSender;
  /** The next sync compares everybody and asks before it writes, so that it doesn't do again what is undone. */
  resetSync(tenant: string, by: Actor): Promise<void>;
  /** what a look may take of a turn's twelve seconds; by default five of them */
  readonly longestLookMs?: number;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

interface AskedUndo {
  readonly by: Actor;
  readonly locale: string;
  readonly timeZone?: string;
}

/** The effects that an undo would have. */
export interface UndoForecast {
  /** people who would be deleted, get earlier values back, and be restored */
  readonly removed: number;
  readonly updated: number;
  readonly back: number;
  /** people who were changed later and would stay; undefined: nobody has looked, the other numbers are the most */
  readonly left?: number;
  /** of a file for a group: people who leave the group; absent: it is of another kind */
  readonly leaving?: number;
}

export interface UndoRequests {
  /**
   * Asks for an import, a sync, or an undo, to be undone. Asked again, it is the same undo.
   * @throws AppError `operation-gone | nothing-to-undo | undo-too-late`
   */
  ask(key: OperationKey, asked: AskedUndo): Promise<Operation>;
  /**
   * Looks what an undo would do; where that takes longer than a turn may, it answers by the operation's record.
   * @returns undefined: it was asked for already
   * @throws AppError `operation-gone | nothing-to-undo | undo-too-late`
   */
  forecast(key: OperationKey): Promise<UndoForecast | undefined>;
}

/**
 * First, the undo's id is written into the record of the undone operation. So a repeated action, and an attempt
 * after a crash, lead to the same undo. Then the job's message is sent, then the undo's own record is written.
 */
export function createUndoRequests(deps: UndoRequestsDeps): UndoRequests {
  const { operations, jobs, now, longestLookMs = 5_000 } = deps;

  /** @throws AppError `nothing-to-undo | undo-too-late` */
  function mustBeUndoable(operation: Operation): void {
    if (!isUndoable(operation)) throw new AppError('nothing-to-undo');
    if (!isInTimeToUndo(operation, now())) throw new AppError('undo-too-late', { days: undoDays });
  }

  async function idFor(key: OperationKey): Promise<{ of: Operation; id: string }> {
    const id = operationId(now(), randomBytes(8).toString('hex'));
    const noted = await changeOperation(operations, key, (latest) => {
      if (latest.undone !== undefined) return undefined;
      mustBeUndoable(latest);
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
      const { tenant, kind } = of;
      const what = whatChanged(of);
      const bulk = what === 'import' || what === 'sync' ? undefined : what;
      const undo: OperationKey = { tenant, kind, id };
      const before = await operations.read(undo);
      if (before !== undefined) return before;
      const at = new Date(now()).toISOString();
      if (kind === 'sync') await deps.resetSync(tenant, by);
      const message = { v: 1, type: 'undo-import', tenant, operation: id } as const;
      await jobs.send(kind === 'sync' ? { ...message, kind } : message);
      return beginOperation(operations, {
        ...undo,
        state: 'queued',
        at,
        by,
        locale,
        ...defined({ timeZone }),
        fileName: of.fileName,
        ...defined({ madeFrom: of.madeFrom }),
        ...(of.network !== undefined && { network: of.network }),
        rowsTotal: peopleWritten(of),
        confirmedAt: at,
        confirmedBy: by,
        undo: {
          of: of.id,
          ofAt: of.at,
          again: of.undo !== undefined && !of.undo.again,
          removed: 0,
          ...defined({ bulk }),
          ...(of.sync !== undefined && of.sync.merged > 0 && { merged: of.sync.merged }),
        },
      });
    },

    async forecast(key) {
      const of = await operations.read(key);
      if (of === undefined) throw new AppError('operation-gone', { kind: key.kind });
      if (of.undone !== undefined) return undefined;
      mustBeUndoable(of);
      const { by, undo, sync, counts } = of;
      const signal = AbortSignal.timeout(longestLookMs);
      try {
        const looked = await undoImport(deps, {
          operation: {
            ...of,
            id: '',
            undo: { of: of.id, ofAt: of.at, again: false, removed: 0 },
            rowsTotal: peopleWritten(of),
          },
          by,
          from: undoFromTheStart,
          dryRun: true,
          signal,
          now,
          onProgress: () => undefined,
        });
        const { removed, updated, back, left } = sumOf(Object.values(looked.shards));
        return { removed, updated, back, left };
      } catch (error) {
        if (!signal.aborted) throw error;
        const { removed: back = counts.deleted ?? 0 } = undo ?? sync ?? {};
        return { removed: counts.added, updated: counts.updated, back };
      }
    },
  };
}
