import type { AttributeKey } from '../attributes.ts';
import type { FieldChange, Actor } from '../person.ts';
import type { Network } from '../network.ts';
import type { NumberHabit } from '../phone-readings.ts';
import type { ErrorCode, ErrorDetails } from '../../errors.ts';
import type { BulkFacts } from './bulk-facts.ts';
import type { Decided, Questions } from './identity-questions.ts';
import type { InboxMode } from '../inbox.ts';
import type { GroupFacts } from './group-facts.ts';
import type { DeletedFilter } from './deleted-filter.ts';
import type { ImportMode } from './import-mode.ts';
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
 * Operation: one import, export or sync, with its record in the history. An undo is an operation of the kind of what it undoes.
 *
 * The states of an import and their transitions:
 *
 *   choosing ──the admin names the network──▶ planning ──the plan job──▶ preview
 *   planning ──the file leaves something open──▶ asking ──the admin answers──▶ planning
 *   preview ──the admin wants to change the columns──▶ asking
 *   preview ──the admin selects Import──▶ queued ──first in the write queue──▶ applying ──▶ completed
 *
 *   choosing, planning, asking, preview and queued end as `cancelled` at once when the admin cancels; `applying` ends
 *   so at its next checkpoint, with the counts of what was written. planning and applying end as `failed` when
 *   the file can't be used or five attempts made no progress. completed, failed and cancelled are final.
 *
 * An export needs no answers, so it starts at `queued` and has fewer states:
 *
 *   queued ──the export job──▶ applying (writing its file) ──▶ completed
 *
 *   queued ends as `cancelled` at once, applying at the job's next check; failed as above.
 *
 * A sync has the states of an import, without a file: queued ──▶ planning ──▶ preview (the first one only) ──▶ queued ──▶ applying.
 *
 * An undo starts as queued, and continues like an import: queued ──first in the write queue──▶ applying ──▶ completed.
 *
 * The record (with its etag) decides, not the queue's message: a message for an operation that has moved on is dropped.
 */
export const operationStates = [
  'choosing',
  'planning',
  'asking',
  'preview',
  'held',
  'queued',
  'applying',
  'completed',
  'failed',
  'cancelled',
] as const;

export type OperationState = (typeof operationStates)[number];

export const operationKinds = ['import', 'export', 'sync'] as const;
export type OperationKind = (typeof operationKinds)[number];

/** The status shown in the history, on cards and in notices. These words are public. */
export const statusWords = [
  'Processing',
  'Queued',
  'Waiting',
  'Held',
  'Completed',
  'Failed',
  'Cancelled',
] as const;
export type StatusWord = (typeof statusWords)[number];

const words: Readonly<Record<OperationState, StatusWord>> = {
  choosing: 'Waiting',
  planning: 'Processing',
  asking: 'Waiting',
  preview: 'Waiting',
  held: 'Held',
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
  /** single values that were left out while their row was imported; absent: none */
  readonly leftOut?: number;
  /** people deleted by an import; absent: it deletes no one */
  readonly deleted?: number;
  /** people who aren't in the file and were to be deleted, but changed after the preview; absent: none */
  readonly stayed?: number;
}

export const noCounts: Counts = { added: 0, updated: 0, unchanged: 0, rejected: 0 };

/** A rejected row, or a person that a sync can't import, as a preview shows them. */
export interface ProblemSample {
  /** physical line of the file, counting the header as 1; 0 in a sync */
  readonly line: number;
  /** code of the reason; its sentence is in src/text/ */
  readonly reason: string;
  readonly column?: string;
  readonly value?: string;
  /** for a phone number that is repeated further down: the line that is used */
  readonly laterLine?: number;
  /** in a sync: the person's name in Entra */
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
  /** empty for a person who is added */
  readonly changes: readonly FieldChange[];
}

/** Columns of one attribute, in the order in which a row's value is looked for. */
export interface ReadOrder {
  readonly attribute: AttributeKey;
  readonly columns: readonly string[];
}

/** The location of the rows in a workbook or an archive, and the parts that weren't read. */
export interface PreviewSource {
  /** the file in the archive */
  readonly archived?: string;
  readonly sheet?: string;
  /** the first ones with content, and their number */
  readonly otherSheets?: readonly string[];
  readonly otherSheetsCount?: number;
  /** rows that are read although the sheet hides them */
  readonly hiddenRows?: number;
}

/** The results of the plan, kept with the operation so that the preview can be redrawn at any time. */
export interface Preview {
  readonly delimiter: string;
  readonly encoding: string;
  /** location of the rows in the file; absent: a text file, or an older preview */
  readonly source?: PreviewSource;
  readonly notUnderstood: readonly string[];
  /** their number, where not all are named; absent: all are */
  readonly notUnderstoodCount?: number;
  /** how each column was read, so that it can be changed; absent in older previews */
  readonly columns?: readonly AskedColumn[];
  /** number of further columns */
  readonly moreColumns?: number;
  /** of attributes that several columns map to: their names, the one that is read first at the front */
  readonly order?: readonly ReadOrder[];
  /** columns of names that were split at the comma */
  readonly split?: readonly string[];
  /** columns that are one last name together */
  readonly together?: readonly string[];
  /** a column that isn't read, and its mark on rows of people who left */
  readonly leavers?: { readonly column: string; readonly value: string };
  /** the record that names the columns, where it isn't the first of the file */
  readonly headerLine?: number;
  /** lines below the header that are nobody's (totals, remarks, the header once more), and the first of them */
  readonly notPeople?: { readonly lines: number; readonly first: number };
  /** the organization's own attributes that a column can map to */
  readonly ownAttributes?: ColumnsQuestion['own'];
  /** the first ones, by line */
  readonly problems: readonly ProblemSample[];
  /** the first rows imported without some values, by line; absent in older previews */
  readonly leftOutSample?: readonly ProblemSample[];
  readonly addedSample: readonly ChangeSample[];
  readonly updatedSample: readonly ChangeSample[];
  /** people whom a sync would remove, or an import delete */
  readonly removedSample?: readonly ChangeSample[];
  /** of an import that deletes: people who stay because they are linked */
  readonly stayingSample?: readonly ChangeSample[];
  /** of an import that deletes, or may: whom it is about */
  readonly leaving?: Leaving;
  /** of a sync: people on hold until an admin identifies them */
  readonly heldSample?: readonly ChangeSample[];
  /** people whom this import moves from the other network */
  readonly moved: number;
  /** number of them moved to Others, the rest to Employee; absent in older previews, which don't tell them apart */
  readonly movedToOthers?: number;
  /** of phone numbers that can be read in two ways, and nothing decides: how they were read; absent: there are none */
  readonly numbers?: Readonly<Partial<Record<NumberHabit, ReadNumbers>>>;
  /** the questions to answer before the import; absent: none */
  readonly questions?: Questions;
  /** people among the added who had been deleted, and are restored with their record; absent in older previews */
  readonly broughtBack?: number;
}

/** Phone numbers of a file that were read in one of two ways, with the first of them. */
export interface ReadNumbers {
  readonly rows: number;
  /** its digits, as sent */
  readonly sent: string;
  /** E.164 */
  readonly phone: string;
}

/** The people whom an import deletes; where the file is the whole network, those who aren't in it. */
export interface Leaving {
  readonly people: number;
  /** people who stay because they are linked */
  readonly linked: number;
  /** people who stay because a row that can't be used may be about them */
  readonly held?: number;
  /** rows of which it can't be told whom they are about */
  readonly unread?: number;
  /** blob name of the list of all of them; absent: there is no one on it */
  readonly list?: string;
}

/** The place where an operation's own card was last shown, so that it can be updated. */
export interface CardPlace {
  readonly conversation: string;
  readonly activity: string;
  /** Teams' id of the chat's owner: their client may refresh the card when it is viewed */
  readonly user?: string;
  /** when it was last returned as the answer to a card action (milliseconds since 1970): the screen may not show it yet */
  readonly answeredAt?: number;
  /** it was opened after the operation's end, so it stays open when it is redrawn */
  readonly isOpened?: true;
}

/** The contents of an archive of everything. */
interface ArchiveCounts {
  readonly people: number;
  /** deleted people who can still be restored */
  readonly deleted: number;
  readonly attributes: number;
  readonly roles: number;
  /** names of the people with these roles, as far as a card names them; absent in older records */
  readonly admins?: readonly string[];
  readonly operations: number;
  /** entries of the audit */
  readonly audit: number;
  /** `checkCodeOf`; absent in older records */
  readonly checkCode?: string;
}

export interface OperationKey {
  /** the organization's Entra tenant id */
  readonly tenant: string;
  readonly kind: OperationKind;
  /** inverted time + random: also the row key, so that a partition lists the newest first */
  readonly id: string;
}

export interface Operation extends OperationKey {
  readonly state: OperationState;
  /** ISO 8601, UTC */
  readonly at: string;
  readonly by: Actor;
  readonly locale: string;
  /** IANA name of the zone for dates in notices */
  readonly timeZone?: string;
  readonly fileName: string;
  readonly fileBytes: number;
  /** of an import: SHA-256 of the file's bytes, base64url; absent in older records */
  readonly contents?: string;
  /** of an import: whether all of the file's bytes are UTF-8; absent in older records */
  readonly isUtf8?: boolean;
  readonly network?: Network;
  /** of an import: the meaning of its file; absent: `update` */
  readonly mode?: ImportMode;
  /** of an import that was made from a list of people, and not from a file of an admin's, and of its undo; absent: from a file */
  readonly madeFrom?: 'list';
  /** of an import whose file came through the inbox: what the organization had chosen; absent: it was sent in the chat */
  readonly inbox?: Exclude<InboxMode, 'off'>;
  /** the plan's counts until applying starts; from then on the actual results */
  readonly counts: Counts;
  /** counts of the plan, kept to show what the preview had announced */
  readonly planned?: Counts;
  readonly rowsTotal?: number;
  readonly rowsDone: number;
  /** attempts since the last progress: see jobs/ */
  readonly tries: number;
  /** of an archive of everything that is imported: what it has */
  readonly brings?: ArchiveCounts;
  /** of an operation that an archive brought: the id of that archive's import */
  readonly broughtIn?: string;
  /** of an export: the request; of an import: only that it is an archive of everything */
  readonly request?: ExportRequest;
  /** of a running or ended export: the contents of its file; `counts.rejected` are the people that could not be read */
  readonly exported?: ExportCounts;
  /** of an export: the schedule that started it, if any */
  readonly schedule?: string;
  /** of a sync: why it reads everyone, and results beyond `counts` */
  readonly sync?: SyncFacts;
  /**
   * of an undo: `counts` then mean people restored (added), reverted (updated), already so (unchanged), or left
   * as they are (rejected)
   */
  readonly undo?: UndoFacts;
  /** of a file of a group admin: the group that its people join, or the groups to choose from */
  readonly group?: GroupFacts;
  /** of a bulk change: what was done, and to whom */
  readonly bulk?: BulkFacts;
  /**
   * it restores deleted people: all who match; its record is of kind import. `named`: the people's records name it, so it
   * can be undone; absent in older records.
   */
  readonly restores?: DeletedFilter & { readonly named?: true };
  /** of an import, sync or undo: present when it was undone */
  readonly undone?: Undone;
  /** of an import: the answers to its preview's questions */
  readonly decided?: Decided;
  readonly confirmedAt?: string;
  readonly confirmedBy?: Actor;
  readonly endedAt?: string;
  readonly cancelAsked?: boolean;
  readonly failure?: { readonly code: ErrorCode; readonly details: ErrorDetails };
  /** blob name of the file as sent; of an export: of the written file, once completed */
  readonly original: string;
  /** blob name of the error log, once there is one */
  readonly errorLog?: string;
  readonly preview?: Preview;
  /** of an import in the state `asking` */
  readonly question?: ImportQuestion;
  /** of an import: the answers so far */
  readonly answers?: ImportAnswers;
  /** the job's progress, for the next attempt; its shape is private to the job */
  readonly checkpoint?: unknown;
  readonly card?: CardPlace;
  /** optimistic concurrency: every update names the version that it was derived from */
  readonly etag: string;
}

const latest = 9_999_999_999_999;

/** A new operation's id; the newest sorts first. `random` is 8 hex digits or more. */
export function operationId(now: number, random: string): string {
  return `${String(latest - now).padStart(13, '0')}-${random}`;
}

/**
 * The ids of the operations of a span of time: those from `first` on, and before `last`.
 * @param since milliseconds since 1970, inclusive
 * @param until milliseconds since 1970, exclusive
 */
export function operationIdsWithin(
  since = 0,
  until = latest,
): { readonly first: string; readonly last: string } {
  const inverted = (at: number) => String(latest - at).padStart(13, '0');
  return { first: inverted(until - 1), last: inverted(since - 1) };
}

export function isOperationId(value: unknown): value is string {
  return typeof value === 'string' && /^\d{13}-[0-9a-f]{8,32}$/.test(value);
}
