import type { AuditLog } from '../../domain/audit.ts';
import { contentsOf, type ExportContents } from '../../domain/operations/export-facts.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import { recordEnded } from '../../domain/operations/record-ended.ts';

/** In the audit, where it isn't the file's. */
const formats: Partial<Record<ExportContents, string>> = { everything: 'archive', audit: 'audit' };

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
      format: formats[contentsOf(request)] ?? request?.format ?? '',
    });
  };
}
