import { noExportCounts } from '../../domain/operations/export-facts.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { exportFiles } from './export-files.ts';
import type { Exported, ExportToWrite } from './export-people.ts';
import type { AuditFile } from './ports.ts';
import { readAhead } from './read-ahead.ts';

export interface AuditDeps {
  readonly files: FileStore;
  readonly auditFile: AuditFile;
}

/**
 * Writes the audit to a file. Like that of an export of people it is complete at the end or absent, and memory
 * holds one page of entries. How many there are is known only at the end.
 */
export async function exportAudit(
  { files, auditFile }: AuditDeps,
  run: ExportToWrite,
): Promise<Exported> {
  const { operation, request, folder, text, signal } = run;
  let entries = 0;
  const pages = auditFile(operation.tenant, text, (more) => (entries += more));
  async function* bytesOf(): AsyncGenerator<Buffer> {
    for await (const page of readAhead(pages)) {
      signal.throwIfAborted();
      yield page;
      run.onProgress(entries, 0);
    }
  }
  const file = exportFiles.file(folder, request.format);
  try {
    const { bytes } = await files.write(file, bytesOf(), { signal });
    return { counts: { ...noExportCounts, entries }, damaged: 0, bytes, file };
  } catch (error) {
    await files.removeAll(folder).catch(() => undefined);
    signal.throwIfAborted();
    throw error;
  }
}
