import type { OperationKey } from '../../domain/operations/operation.ts';

type Sync = Pick<OperationKey, 'tenant' | 'id'>;

/** Names of a sync's blobs: ids and slashes. */
export const syncFiles = {
  /** what was read of Entra, a page in each; the job's own */
  page: ({ tenant, id }: Sync, number: number) =>
    `${tenant}/${id}/page-${String(number).padStart(6, '0')}.json`,
  /** all of these pages */
  pages: ({ tenant, id }: Sync) => `${tenant}/${id}/page-`,
  /** what a part of it did; the beginning of the part's name gives all that begin so */
  logged: ({ tenant, id }: Sync, part: string) => `${tenant}/${id}/logged-${part}`,
  /** all of the job's own */
  folder: ({ tenant, id }: Sync) => `${tenant}/${id}/`,
  /** the log: what could not be taken over, and of whom */
  log: ({ tenant, id }: Sync) => `${tenant}/${id}/error-log.csv`,
};
