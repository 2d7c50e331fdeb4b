import { newAuditId, type AuditEntry, type AuditLog } from '../../../domain/audit.ts';
import { groupOf } from '../../../domain/operations/group-facts.ts';
import type { Operation } from '../../../domain/operations/operation.ts';
import type { OperationStore } from '../../../domain/operations/ports.ts';
import { isInTimeToUndo, isUndoable, undoDays } from '../../../domain/operations/undoable.ts';
import type { Actor } from '../../../domain/person.ts';
import { AppError } from '../../../errors.ts';
import { changeOperation } from '../../../jobs/change-operation.ts';

/** Takes the people of a file out of their group again. They are few, so it is done in the turn. */
export interface UndoJoining {
  /** @returns how many people would leave; undefined: it was undone already. @throws AppError as `undo` */
  forecast(operation: Operation, by: Actor): Promise<number | undefined>;
  /**
   * Repeated, it takes out whom an interrupted one left, and does nothing more.
   * @throws AppError `nothing-to-undo`, `undo-too-late`, `group-gone`, `not-a-group-admin`
   */
  undo(operation: Operation, by: Actor): Promise<Operation>;
}

export interface UndoJoiningDeps {
  readonly operations: OperationStore;
  readonly audit: Pick<AuditLog, 'intend' | 'record'>;
  readonly groups: {
    joined(tenant: string, by: Actor, group: string, operation: string): Promise<number>;
    leave(tenant: string, by: Actor, group: string, operation: string): Promise<number>;
  };
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export function createUndoJoining({
  operations,
  audit,
  groups,
  now,
}: UndoJoiningDeps): UndoJoining {
  function groupToLeave(operation: Operation) {
    const group = groupOf(operation);
    if (group === undefined || !isUndoable(operation)) throw new AppError('nothing-to-undo');
    if (!isInTimeToUndo(operation, now())) throw new AppError('undo-too-late', { days: undoDays });
    return group;
  }

  return {
    async forecast(operation, by) {
      if (operation.undone !== undefined) return undefined;
      const group = groupToLeave(operation);
      return groups.joined(operation.tenant, by, group.id, operation.id);
    },
    async undo(operation, by) {
      if (operation.undone !== undefined) return operation;
      const { tenant, id, fileName } = operation;
      const group = groupToLeave(operation);
      const at = new Date(now()).toISOString();
      const people = await groups.leave(tenant, by, group.id, id);
      const entry: AuditEntry = {
        id: newAuditId(),
        ...{ at, by, operation: id },
        from: 'chat',
        what: 'import-undone',
        subject: { type: 'operation', id, name: fileName },
        changes: [
          { field: 'group', before: group.name, after: '' },
          { field: 'people', before: String(people), after: '' },
        ],
      };
      await audit.intend(tenant, [entry]);
      await audit.record(tenant, [entry]);
      const noted = await changeOperation(operations, operation, (latest) =>
        latest.undone === undefined ? { ...latest, undone: { by: id, at } } : undefined,
      );
      return noted?.operation ?? operation;
    },
  };
}
