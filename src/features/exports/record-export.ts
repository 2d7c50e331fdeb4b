import type { AuditLog } from '../../domain/audit.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import { recordEnded } from '../../domain/operations/record-ended.ts';

/**
 * Audits that people's data left the organization: who exported which network, how many people, and which
 * columns. Idempotent.
 */
export function createRecordExport(audit: AuditLog) {
  return async (operation: Operation): Promise<void> => {
    if (operation.state !== 'completed') return;
    const { request, exported } = operation;
    await recordEnded(audit, operation, {
      network: request?.network ?? '',
      people: exported?.people ?? 0,
      ...(exported?.since !== undefined && { since: exported.since }),
      columns:
        request === undefined || request.columns === 'all' ? 'all' : request.columns.join(' '),
      format: request?.everything === true ? 'archive' : (request?.format ?? ''),
    });
  };
}
