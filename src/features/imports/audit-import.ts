import type { AuditLog } from '../../domain/audit.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import { recordEnded } from '../../domain/operations/record-ended.ts';

/**
 * Records an ended import in the organization's audit. Each person's history says who was changed and how.
 * Idempotent.
 */
export function createAuditImport(audit: AuditLog) {
  return async (operation: Operation): Promise<void> => {
    if (operation.confirmedAt === undefined) return;
    const { counts, network = '', state, undo } = operation;
    const facts = { state, network, ...modeOf(operation), ...counts, ...answersOf(operation) };
    if (undo === undefined) return recordEnded(audit, operation, facts);
    const undone = { ...facts, deleted: undo.removed };
    await recordEnded(audit, operation, undone, 'import-undone');
  };
}

function modeOf({ mode }: Operation): Record<string, string> {
  return mode === undefined ? {} : { mode };
}

/** The admin's answers in the preview. */
function answersOf({ decided }: Operation): Record<string, string> {
  const { likely, reused, each, missing, sure } = decided ?? {};
  const single = Object.entries(each ?? {}).map(([n, answer]) => `${n}: ${answer}`);
  return {
    ...(likely !== undefined && { likely }),
    ...(reused !== undefined && { reused }),
    ...(single.length > 0 && { each: single.join(', ') }),
    ...(missing !== undefined && { missing }),
    ...(sure === true && { sure: 'yes' }),
  };
}
