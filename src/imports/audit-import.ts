import { createHash } from 'node:crypto';
import type { AuditEntry, AuditLog } from '../directory/audit.ts';
import type { Operation } from '../operations/operation.ts';

/**
 * Records an ended import in the organization's audit: one entry, whatever the number of people; who was changed and how
 * stands with each person. Doing it again does nothing new, so it runs whenever an import's end is looked at.
 */
export function createAuditImport(audit: AuditLog) {
  return async (operation: Operation): Promise<void> => {
    if (operation.confirmedAt === undefined || operation.endedAt === undefined) return;
    const entries = [entryOf(operation, operation.endedAt)];
    await audit.intend(operation.tenant, entries);
    await audit.record(operation.tenant, entries);
  };
}

function entryOf(operation: Operation, at: string): AuditEntry {
  const { id, counts, fileName, network = '', state } = operation;
  const facts = { state, network, ...counts };
  return {
    id: createHash('sha256').update(`import ${id}`).digest('hex').slice(0, 16),
    at,
    by: operation.confirmedBy ?? operation.by,
    from: 'import',
    what: 'import-completed',
    subject: { type: 'operation', id, name: fileName },
    operation: id,
    changes: Object.entries(facts).map(([field, value]) => ({
      field,
      before: '',
      after: String(value),
    })),
  };
}
