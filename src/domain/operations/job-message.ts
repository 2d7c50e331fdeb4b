import { z } from 'zod';
import type { Right } from '../roles.ts';
import type { ExportContents } from './export-facts.ts';
import { undoableKinds } from './undo-facts.ts';

const id = z.string().min(1).max(100);
/** ISO 8601, UTC */
const moment = z.iso.datetime();

function job<Shape extends z.ZodRawShape>(right: Right | 'none', ids: Shape) {
  return { right, ids: z.object({ v: z.literal(1), tenant: id, ...ids }) };
}

/** Of an undo, `kind` is that of its record; absent: an import. */
const operationIds = { operation: id, kind: z.enum(undoableKinds).optional() };
const operationJob = (right: Right) => job(right, operationIds);

/**
 * Every job, by the type of its message: the ids that the message holds, and the right that the admin who requested it
 * must still have when the worker starts (`none`: the product's own work, done on no one's behalf).
 * The state is in the records. A worker may read messages of a later version, and of earlier ones for a week.
 */
export const jobTypes = {
  /** `again`: a preview is to be planned again; its record says so only after the message is sent */
  'plan-import': job('import', { ...operationIds, again: z.literal(true).optional() }),
  'apply-import': operationJob('import'),
  'import-part': operationJob('import'),
  'undo-import': operationJob('import'),
  /** All deleted people, or those of an operation, are to be restored. */
  'restore-deleted': operationJob('delete-people'),
  'export-people': operationJob('export'),
  /** An export of the whole organization, as an archive. */
  'export-everything': operationJob('everything'),
  /** An export of the audit. */
  'export-audit': operationJob('read-audit'),
  'sync-people': operationJob('sync'),
  /** An archive of the whole organization is checked, or brought in. */
  'import-everything': operationJob('everything'),
  /**
   * Much has changed, so the segments of the organization's directory view should be rewritten. `operation`: the import that
   * added people, some of whom may be there twice; absent, as from earlier versions: none.
   */
  'refresh-view': job('none', { operation: id.optional() }),
  /** A scheduled export is due at a time, which identifies the run. Stays in the queue until then. */
  'run-schedule': job('export', { schedule: id, at: moment }),
  /** The daily sync of an organization is due at a time, which identifies the run. Stays in the queue until then. */
  'run-sync': job('sync', { at: moment }),
  /** The members of a group have to be provisioned, or the group no longer exists. */
  'follow-group': job('none', { group: id }),
  /**
   * A deleted person is to be erased from all stores; the mark in the person's row says that a tenant admin decided it.
   * `reference` is random: it replaces their name, and is the audit entry's id. `by`: Entra object id of the admin.
   */
  'erase-person': job('none', {
    person: z.string().regex(/^[0-9a-f]{32}$/u),
    reference: z.string().regex(/^[0-9a-f]{16}$/u),
    by: id,
    at: moment,
  }),
  /** The picture of someone with an account may have changed, or has never been looked for. */
  'fetch-picture': job('none', { person: z.string().regex(/^[0-9a-f]{32}$/u) }),
} as const;

export type JobType = keyof typeof jobTypes;

/** The message of a job; of any job, without a type. */
export type JobMessage<Type extends JobType = JobType> = {
  [T in Type]: Readonly<{ type: T } & z.infer<(typeof jobTypes)[T]['ids']>>;
}[Type];

/** The job of an export, by what its file has. */
export const exportJobs = {
  people: 'export-people',
  everything: 'export-everything',
  audit: 'export-audit',
} as const satisfies Record<ExportContents, JobType>;

/** The jobs of an operation with a record. */
export type OperationJobMessage = Extract<JobMessage, { readonly operation: string }>;

/** Parses a job's message; undefined when this version doesn't understand it. */
export function parseJobMessage(body: unknown): JobMessage | undefined {
  if (typeof body !== 'object' || body === null || !('type' in body)) return undefined;
  const { type } = body;
  if (typeof type !== 'string' || !Object.hasOwn(jobTypes, type)) return undefined;
  const parsed = jobTypes[type as JobType].ids.safeParse(body);
  return parsed.success ? ({ ...parsed.data, type } as JobMessage) : undefined;
}
