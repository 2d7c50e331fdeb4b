import type { AttributeKey } from '../attributes.ts';
import type { NumberHabit } from '../phone-readings.ts';

/*
 * The questions that an import asks its admin before it can be planned, and the answers. The question is kept
 * with the operation while it waits (state `asking`); the answers stay in its record, since each plan of the
 * file reads them.
 */

/** A column of the file, as the card of columns shows it. */
export interface AskedColumn {
  /** 0-based position in the file: input `c0`, `c1`, … */
  readonly column: number;
  /** as sent; '' where the file has no header or none for this column */
  readonly header: string;
  /** the first values, two at most */
  readonly samples: readonly string[];
  /** the guessed meaning; absent: the column is left out */
  readonly guess?: ColumnMeaning;
}

/** The meaning of a column: an attribute, or a column that decides about the row. */
export type ColumnMeaning = AttributeKey | 'network' | 'change';

/** The answer that leaves a column out. */
export const leaveOut = 'none';

/** Columns that can identify a person: a file without any of them identifies no one. */
export const recognisedBy: readonly ColumnMeaning[] = ['phone', 'email', 'employeeId'];

/** Columns that the card shows at a time; as many are kept with an operation. */
export const columnsOnCard = 12;
export const maxAskedColumns = 60;

export interface ColumnsQuestion {
  readonly kind: 'columns';
  /** why it is asked: no column has phone numbers, the file has no header, or the admin wants to change the guesses */
  readonly why: 'no-phone' | 'no-header' | 'asked';
  readonly columns: readonly AskedColumn[];
  /** number of further columns, which are always left out */
  readonly more?: number;
  /** index in `columns` of the first one on the card; absent: 0 */
  readonly from?: number;
  /** the organization's own attributes that a column can map to */
  readonly own?: readonly {
    readonly key: AttributeKey;
    readonly name: string;
    /** of a date with a time: the zone in which it is read */
    readonly timeZone?: string;
  }[];
  /** the last answer had no column that can identify a person */
  readonly incomplete?: true;
}

export interface EncodingQuestion {
  readonly kind: 'encoding';
  /** most likely first, the same text in each */
  readonly candidates: readonly { readonly encoding: string; readonly sample: string }[];
}

/** Asks once per column for the order of dates that can be read in two ways. */
export interface DatesQuestion {
  readonly kind: 'dates';
  readonly columns: readonly {
    readonly column: number;
    readonly header: string;
    readonly samples: readonly string[];
  }[];
}

/** Several sheets of a workbook have people. */
interface SheetQuestion {
  readonly kind: 'sheet';
  /** in the workbook's order, each with its first person's cells */
  readonly sheets: readonly { readonly name: string; readonly sample: string }[];
}

/** So many sheets can be chosen from. */
export const maxAskedSheets = 20;

export type ImportQuestion = ColumnsQuestion | EncodingQuestion | DatesQuestion | SheetQuestion;

export const dateOrders = ['day-first', 'month-first'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** The admin's answers so far. */
export interface ImportAnswers {
  /** by position; columns without an entry are left out */
  readonly columns?: Readonly<Record<string, ColumnMeaning>>;
  /** false: the first row is data */
  readonly header?: boolean;
  readonly encoding?: string;
  /** the name of the workbook's sheet to read */
  readonly sheet?: string;
  /** by position of the column */
  readonly dates?: Readonly<Record<string, DateOrder>>;
  /** how to read phone numbers that can be read in two ways, where nothing in the file or the directory decides */
  readonly numbers?: NumberHabit;
}
