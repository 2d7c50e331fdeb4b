import type { OperationKey } from '../../domain/operations/operation.ts';

type Sync = Pick<OperationKey, 'tenant' | 'id'>;

/** Names of a sync's blobs: ids and slashes. */
export const syncFiles = {
  /** a page read from Entra; the job's own */
  page: ({ tenant, id }: Sync, number: number) =>
    `${tenant}/${id}/page-${String(number).padStart(6, '0')}.json`,
  /** all of these pages */
  pages: ({ tenant, id }: Sync) => `${tenant}/${id}/page-`,
  /** the log entries of a part; a prefix of the part's name lists all that begin with it */
  logged: ({ tenant, id }: Sync, part: string) => `${tenant}/${id}/logged-${part}`,
  /** all of the job's own files */
  folder: ({ tenant, id }: Sync) => `${tenant}/${id}/`,
  /** the log: what couldn't be synced, and of whom */
  log: ({ tenant, id }: Sync) => `${tenant}/${id}/error-log.csv`,
};
