import type { OperationKey } from '../../domain/operations/operation.ts';

/**
 * Names of an import's blobs. They consist of ids only: a file's own name is a label, never a path. Each
 * organization has a folder of its own.
 */
export const importFiles = {
  /** in the files' container: files that people can download */
  original: (key: FileOwner) => `${key.tenant}/${key.id}/original.csv`,
  /** the rows that the preview asks about, as a readable file */
  asked: (key: FileOwner) => `${key.tenant}/${key.id}/questions.csv`,
  errorLog: (key: FileOwner) => `${key.tenant}/${key.id}/error-log.csv`,
  /** in the work container: the jobs' own files while the import runs */
  work: (key: FileOwner) => `${key.tenant}/${key.id}/`,
  rejections: (key: FileOwner) => `${key.tenant}/${key.id}/rejections.jsonl`,
  /** kept as long as the import can be undone; an undo's has the ids of people it may change */
  plan: (key: FileOwner, shard: string) => `${key.tenant}/${key.id}/plan-${shard}.jsonl`,
  /** whom it deletes, for people to read */
  leavingList: (key: FileOwner) => `${key.tenant}/${key.id}/leaving.csv`,
  /** the same for the job: leaving-line.ts; kept as long as the plan */
  leaving: (key: FileOwner, shard: string) => `${key.tenant}/${key.id}/leaving-${shard}.jsonl`,
  /** the asked rows for the job (asked-line.ts), kept as long as the plan */
  askedLines: (key: FileOwner) => `${key.tenant}/${key.id}/asked.jsonl`,
  /** an undo's people who were left as they are, by shard */
  left: (key: FileOwner, shard: string) => `${key.tenant}/${key.id}/left-${shard}.jsonl`,
} as const;

type FileOwner = Pick<OperationKey, 'tenant' | 'id'>;
