import type { AuditLog } from '../../domain/audit.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import { recordEnded } from '../../domain/operations/record-ended.ts';

/** Records an ended import in the organization's audit; who was changed and how stands with each person. Idempotent. */
export function createAuditImport(audit: AuditLog) {
  return async (operation: Operation): Promise<void> => {
    if (operation.confirmedAt === undefined) return;
    const { counts, network = '', state, undo } = operation;
    const facts = { state, network, ...counts };
    if (undo === undefined) return recordEnded(audit, operation, facts);
    const undone = { ...facts, deleted: undo.removed };
    await recordEnded(audit, operation, undone, 'import-undone');
  };
}
