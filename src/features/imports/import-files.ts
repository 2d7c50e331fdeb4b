import type { OperationKey } from '../../domain/operations/operation.ts';

/**
 * Where an import's files lie. Names are made of ids only: a file's own name is a label, never a path. Each
 * organization has a folder of its own.
 */
export const importFiles = {
  /** in the files' container: what people may download */
  original: (key: FileOwner) => `${key.tenant}/${key.id}/original.csv`,
  /** the rows that the preview asks about, for people to read */
  asked: (key: FileOwner) => `${key.tenant}/${key.id}/questions.csv`,
  errorLog: (key: FileOwner) => `${key.tenant}/${key.id}/error-log.csv`,
  /** in the work container: what the jobs keep for themselves while the import is under way */
  work: (key: FileOwner) => `${key.tenant}/${key.id}/`,
  rejections: (key: FileOwner) => `${key.tenant}/${key.id}/rejections.jsonl`,
  /** kept for as long as the import can be undone; of an undo: whom it may write */
  plan: (key: FileOwner, shard: string) => `${key.tenant}/${key.id}/plan-${shard}.jsonl`,
  /** whom it deletes, for people to read */
  leavingList: (key: FileOwner) => `${key.tenant}/${key.id}/leaving.csv`,
  /** the same for the job: leaving-line.ts; kept as long as the plan */
  leaving: (key: FileOwner, shard: string) => `${key.tenant}/${key.id}/leaving-${shard}.jsonl`,
  /** the rows that a preview asks about, for the job: asked-line.ts; kept as long as the plan */
  askedLines: (key: FileOwner) => `${key.tenant}/${key.id}/asked.jsonl`,
  /** of an undo: whom it left, by shard */
  left: (key: FileOwner, shard: string) => `${key.tenant}/${key.id}/left-${shard}.jsonl`,
} as const;

type FileOwner = Pick<OperationKey, 'tenant' | 'id'>;
