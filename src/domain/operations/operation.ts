import type { FieldChange, Actor } from '../person.ts';
import type { Network } from '../network.ts';
import type { ErrorCode, ErrorDetails } from '../../errors.ts';
import type { Decided, Questions } from './identity-questions.ts';
import type { ExportCounts, ExportRequest } from './export-facts.ts';
import type {
  AskedColumn,
  ColumnsQuestion,
  ImportAnswers,
  ImportQuestion,
} from './import-question.ts';
import type { SyncFacts } from './sync-facts.ts';
import type { UndoFacts, Undone } from './undo-facts.ts';

/**
 * Operation: one import, export or sync, with its record in the history. An undo is an operation of kind import.
 *
 * The states of an import, and who moves it:
 *
 *   choosing ──the admin names the network──▶ planning ──the plan job──▶ preview
 *   planning ──the file leaves something open──▶ asking ──the admin answers──▶ planning
 *   preview ──the admin wants to change the columns──▶ asking
 *   preview ──the admin presses Import──▶ queued ──the apply job has its turn──▶ applying ──▶ completed
 *
 *   choosing, planning, asking, preview and queued end as `cancelled` at once when the admin cancels; `applying` ends
 *   so at its next checkpoint, with the counts of what was written. planning and applying end as `failed` when
 *   the file can't be used or five tries made no progress. completed, failed and cancelled are final.
 *
 * An export is asked for as a whole, so it begins later and has fewer:
 *
 *   queued ──the export job──▶ applying (writing its file) ──▶ completed
 *
 *   queued ends as `cancelled` at once, applying when the job next looks; failed as above.
 *
 * A sync goes the way of an import without a file: queued ──▶ planning ──▶ preview (the first one only) ──▶ queued ──▶ applying.
 *
 * An undo begins as queued, and goes on as an import does: queued ──its turn──▶ applying ──▶ completed.
 *
 * The record (with its etag) decides, not the queue's message: a message for an operation that has moved on is dropped.
 */
export const operationStates = [
  'choosing',
  'planning',
  'asking',
  'preview',
  'queued',
  'applying',
  'completed',
  'failed',
  'cancelled',
] as const;

export type OperationState = (typeof operationStates)[number];

export const operationKinds = ['import', 'export', 'sync'] as const;
export type OperationKind = (typeof operationKinds)[number];

/** The word that the history, the cards and the notices show. These six are public. */
export type StatusWord = 'Processing' | 'Queued' | 'Waiting' | 'Completed' | 'Failed' | 'Cancelled';

const words: Readonly<Record<OperationState, StatusWord>> = {
  choosing: 'Waiting',
  planning: 'Processing',
  asking: 'Waiting',
  preview: 'Waiting',
  queued: 'Queued',
  applying: 'Processing',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export function statusWord(state: OperationState): StatusWord {
  return words[state];
}

export function isEnded(state: OperationState): boolean {
  return state === 'completed' || state === 'failed' || state === 'cancelled';
}

export interface Counts {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** single values that couldn't be used while their row could; absent: none */
  readonly leftOut?: number;
}

export const noCounts: Counts = { added: 0, updated: 0, unchanged: 0, rejected: 0 };

/** A rejected row, or someone whom a sync can't take, as a preview shows them. */
export interface ProblemSample {
  /** physical line of the file, the header being 1; 0 in a sync */
  readonly line: number;
  /** code of the reason; its sentence stands in src/text/ */
  readonly reason: string;
  readonly column?: string;
  readonly value?: string;
  /** for a phone that stands again below: the line that counts */
  readonly laterLine?: number;
  /** in a sync: of whom, as Entra calls them */
  readonly name?: string;
  /** further reasons of the same row */
  readonly more?: readonly FurtherReason[];
}

export type FurtherReason = Pick<ProblemSample, 'reason' | 'column' | 'value'>;

/** A person whom the import would add or change, as a preview shows them. */
export interface ChangeSample {
  readonly line: number;
  readonly name: string;
  readonly phone: string;
  /** empty for someone who is added */
  readonly changes: readonly FieldChange[];
}

/** What the plan found, kept with the operation so that the preview can be drawn again at any time. */
export interface Preview {
  readonly delimiter: string;
  readonly encoding: string;
  readonly notUnderstood: readonly string[];
  /** how many there are, where not all are named; absent: all are */
  readonly notUnderstoodCount?: number;
  /** how each column was read, so that it can be changed; absent in older previews */
  readonly columns?: readonly AskedColumn[];
  /** further columns of the file, which aren't among these */
  readonly moreColumns?: number;
  /** the organization's own attributes, which a column may be */
  readonly ownAttributes?: ColumnsQuestion['own'];
  /** the first few, by line */
  readonly problems: readonly ProblemSample[];
  /** the first few rows that count without a value or two, by line; absent in older previews */
  readonly leftOutSample?: readonly ProblemSample[];
  readonly addedSample: readonly ChangeSample[];
  readonly updatedSample: readonly ChangeSample[];
  /** of a sync: people whom it would remove */
  readonly removedSample?: readonly ChangeSample[];
  /** of a sync: people who are held until an admin says who they are */
  readonly heldSample?: readonly ChangeSample[];
  /** people whom this import moves from the other network */
  readonly moved: number;
  /** how many of them to Others, the rest to Employee; absent in older previews, where nobody knows */
  readonly movedToOthers?: number;
  /** what has to be answered before the import; absent: nothing */
  readonly questions?: Questions;
  /** people among the added who had been deleted, and come back with their record; absent in older previews */
  readonly broughtBack?: number;
}

/** Where an operation's own card was last shown, so that it can be updated in place. */
export interface CardPlace {
  readonly conversation: string;
  readonly activity: string;
  /** the platform's id of the person whose chat it is: their client may refresh the card when it is viewed */
  readonly user?: string;
  /** when it last went back as the answer to a press (milliseconds since 1970): the screen may not show it yet */
  readonly answeredAt?: number;
}

export interface OperationKey {
  /** the organization's Entra tenant id */
  readonly tenant: string;
  readonly kind: OperationKind;
  /** inverted time + random: also the row key, so that a partition lists newest first */
  readonly id: string;
}

export interface Operation extends OperationKey {
  readonly state: OperationState;
  /** ISO 8601, UTC */
  readonly at: string;
  readonly by: Actor;
  readonly locale: string;
  /** IANA name; dates in notices are in this zone */
  readonly timeZone?: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly network?: Network;
  /** the plan's counts until applying begins; from then on what was really written */
  readonly counts: Counts;
  /** counts of the plan, kept to show what had been promised */
  readonly planned?: Counts;
  readonly rowsTotal?: number;
  readonly rowsDone: number;
  /** starts since the last progress: see jobs/ */
  readonly tries: number;
  /** of an export: what was asked for */
  readonly request?: ExportRequest;
  /** of an export that runs or has ended: what stands in its file; `counts.rejected` are the people that could not be read */
  readonly exported?: ExportCounts;
  /** of an export: the schedule that asked for it, if it was one */
  readonly schedule?: string;
  /** of a sync: why it looks at everyone, and what came of it besides `counts` */
  readonly sync?: SyncFacts;
  /** of an undo: `counts` are then those who are back (added), put back (updated), were so already (unchanged), or are left (rejected) */
  readonly undo?: UndoFacts;
  /** of an import or undo: that it was undone */
  readonly undone?: Undone;
  /** of an import: what was answered in its preview */
  readonly decided?: Decided;
  readonly confirmedAt?: string;
  readonly confirmedBy?: Actor;
  readonly endedAt?: string;
  readonly cancelAsked?: boolean;
  readonly failure?: { readonly code: ErrorCode; readonly details: ErrorDetails };
  /** blob name of the file as it came; of an export: of the file that was written, once it is completed */
  readonly original: string;
  /** blob name of the error log, once there is one */
  readonly errorLog?: string;
  readonly preview?: Preview;
  /** of an import in the state `asking` */
  readonly question?: ImportQuestion;
  /** of an import: what was answered so far */
  readonly answers?: ImportAnswers;
  /** how far the job came, for the job that goes on; its shape is the job's own affair */
  readonly checkpoint?: unknown;
  readonly card?: CardPlace;
  /** optimistic concurrency: every update names the version it was made from */
  readonly etag: string;
}

const latest = 9_999_999_999_999;

/** A new operation's id: newest sorts first. `random` is 8 hex digits or more. */
export function operationId(now: number, random: string): string {
  return `${String(latest - now).padStart(13, '0')}-${random}`;
}

export function isOperationId(value: unknown): value is string {
  return typeof value === 'string' && /^\d{13}-[0-9a-f]{8,32}$/.test(value);
}
