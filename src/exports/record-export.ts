import { createHash } from 'node:crypto';
import type { AuditEntry, AuditLog } from '../directory/audit.ts';
import type { Operation } from '../operations/operation.ts';

/**
 * Records in the organization's audit that people's data left it: who exported which network, how many people, and what about
 * them. Doing it again does nothing new.
 */
export function createRecordExport(audit: AuditLog) {
  return async (operation: Operation): Promise<void> => {
    if (operation.state !== 'completed' || operation.endedAt === undefined) return;
    const entries = [entryOf(operation, operation.endedAt)];
    await audit.intend(operation.tenant, entries);
    await audit.record(operation.tenant, entries);
  };
}

function entryOf({ id, by, fileName, request, exported }: Operation, at: string): AuditEntry {
  const facts = {
    network: request?.network ?? '',
    people: exported?.people ?? 0,
    ...(exported?.since !== undefined && { since: exported.since }),
    columns: request === undefined || request.columns === 'all' ? 'all' : request.columns.join(' '),
    format: request?.format ?? '',
  };
  return {
    id: createHash('sha256').update(`export ${id}`).digest('hex').slice(0, 16),
    at,
    by,
    from: 'export',
    what: 'export-completed',
    subject: { type: 'operation', id, name: fileName },
    operation: id,
    changes: Object.entries(facts).map(([field, value]) => ({
      field,
      before: '',
      after: String(value),
    })),
  };
}
