import { exportFiles } from '../../src/features/exports/export-files.ts';
import { exportPeople } from '../../src/features/exports/export-people.ts';
import { noCounts, operationId, type Operation } from '../../src/domain/operations/operation.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import { textFor } from '../../src/text/text.ts';

/** Exports everybody of an organization once. @returns bytes of the file and of its roster */
export async function exportOnce(storage: Storage, tenant: string) {
  const operation: Operation = {
    ...{ tenant, kind: 'export', id: operationId(Date.now(), '0123456789abcdef') },
    ...{ state: 'applying', at: new Date().toISOString(), by: { id: 'sample-admin', name: '' } },
    ...{ locale: 'en', fileName: 'people.csv', fileBytes: 0, original: '', etag: '' },
    ...{ counts: noCounts, rowsDone: 0, tries: 1 },
  };
  const folder = exportFiles.folderOfTry(operation, '0123456789abcdef');
  const settings = {
    delimiter: () => Promise.resolve(',' as const),
    attributes: () => Promise.resolve([]),
  };
  const { bytes } = await exportPeople(
    { people: storage.people, files: storage.files, settings },
    {
      ...{ operation, folder, text: textFor('en'), signal: new AbortController().signal },
      request: { network: 'All', columns: 'all', changes: { kind: 'all' }, format: 'csv' },
      onProgress: () => undefined,
    },
  );
  let rosterBytes = 0;
  for await (const chunk of storage.files.open(exportFiles.snapshot(folder)))
    rosterBytes += chunk.length;
  return { fileBytes: bytes, rosterBytes };
}
