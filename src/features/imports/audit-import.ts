import type { AuditedEvent, AuditLog } from '../../domain/audit.ts';
import { groupOf } from '../../domain/operations/group-facts.ts';
import { whatChanged } from '../../domain/operations/what-changed.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import { recordEnded } from '../../domain/operations/record-ended.ts';
import { defined } from '../../lib/defined.ts';

/**
 * Records an ended import, or an undo, in the organization's audit. Each person's history says who was changed and how.
 * Idempotent.
 */
export function createAuditImport(audit: AuditLog) {
  return async (operation: Operation): Promise<void> => {
    if (operation.confirmedAt === undefined) return;
    const { kind, counts, network, state, undo } = operation;
    const where = kind === 'import' ? { network: network ?? '' } : {};
    const group = groupOf(operation);
    const facts = {
      ...{ state, ...where, ...(group !== undefined && { group: group.name }) },
      ...{ ...modeOf(operation), ...counts, ...answersOf(operation) },
    };
    if (undo === undefined) return recordEnded(audit, operation, facts);
    const undone = { ...facts, deleted: undo.removed };
    await recordEnded(audit, operation, undone, undoneEvent(operation));
  };
}

function modeOf({ mode }: Operation): Record<string, string> {
  return mode === undefined ? {} : { mode };
}

function undoneEvent(operation: Operation): AuditedEvent {
  const what = whatChanged(operation);
  if (what === 'import' || what === 'sync') return `${what}-undone`;
  return 'bulk-undone';
}

/** The admin's answers in the preview. */
function answersOf({ decided }: Operation): Record<string, string> {
  const { likely, reused, each, missing, sure } = decided ?? {};
  const single = Object.entries(each ?? {}).map(([n, answer]) => `${n}: ${answer}`);
  return {
    ...defined({ likely, reused }),
    ...(single.length > 0 && { each: single.join(', ') }),
    ...defined({ missing }),
    ...(sure === true && { sure: 'yes' }),
  };
}
