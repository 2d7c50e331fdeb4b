import { createImportRequests, type ImportRequests } from '../features/imports/import-requests.ts';
import type { Dependencies } from './dependencies.ts';
import type { Shared } from './shared.ts';

/** Requests about imports: by admins in the web role, and by the inbox in the worker. */
export function composeImportRequests(
  { settings, storage }: Pick<Dependencies, 'settings' | 'storage'>,
  { jobs, now }: Pick<Shared, 'jobs' | 'now'>,
): ImportRequests {
  return createImportRequests({
    operations: storage.operations,
    files: storage.files,
    work: storage.work,
    jobs,
    writeQueue: storage.writeQueue,
    formerWorkUnits: storage.formerWorkUnits,
    maxFileBytes: settings.MAX_FILE_MB * 1024 * 1024,
    now,
  });
}
