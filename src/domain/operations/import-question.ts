import type { AttributeKey } from '../attributes.ts';

/*
 * What an import asks its admin before it can be planned, and what they answered. The question is kept with the operation while
 * it waits (state `asking`); the answers stay for as long as its record, since each plan of the file reads them.
 */

/** A column of the file, as the card of columns shows it. */
export interface AskedColumn {
  /** 0-based position in the file: input `c0`, `c1`, … */
  readonly column: number;
  /** as sent; '' where the file has no header or none for this column */
  readonly header: string;
  /** the first values, two at most */
  readonly samples: readonly string[];
  /** what the column is taken for; absent: it is left out */
  readonly guess?: ColumnMeaning;
}

/** What a column may be: an attribute, or one of those that decide about the row. */
export type ColumnMeaning = AttributeKey | 'network' | 'change';

/** How an admin says that a column is left out. */
export const leaveOut = 'none';

/** By one of these a person can be recognised: a file without any of them says nothing of anybody. */
export const recognisedBy: readonly ColumnMeaning[] = ['phone', 'email', 'employeeId'];

/** So many columns the card of columns shows at a time, and so many are kept with an operation. */
export const columnsOnCard = 12;
export const maxAskedColumns = 60;

export interface ColumnsQuestion {
  readonly kind: 'columns';
  /** why it is asked: no column has phone numbers, the file has no header, or the admin wants to change what was guessed */
  readonly why: 'no-phone' | 'no-header' | 'asked';
  readonly columns: readonly AskedColumn[];
  /** further columns of the file, which are left out whatever is answered */
  readonly more?: number;
  /** index in `columns` of the first that the card shows; absent: 0 */
  readonly from?: number;
  /** the organization's own attributes, which a column may be */
  readonly own?: readonly { readonly key: AttributeKey; readonly name: string }[];
  /** an answer came with which nobody could be recognised */
  readonly incomplete?: true;
}

export interface EncodingQuestion {
  readonly kind: 'encoding';
  /** the likeliest first, the same text in each */
  readonly candidates: readonly { readonly encoding: string; readonly sample: string }[];
}

/** Dates that can be read in two ways, asked for once per column. */
export interface DatesQuestion {
  readonly kind: 'dates';
  readonly columns: readonly {
    readonly column: number;
    readonly header: string;
    readonly samples: readonly string[];
  }[];
}

export type ImportQuestion = ColumnsQuestion | EncodingQuestion | DatesQuestion;

export const dateOrders = ['day-first', 'month-first'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** What the admin answered so far. */
export interface ImportAnswers {
  /** by position; a column that isn't named here is left out */
  readonly columns?: Readonly<Record<string, ColumnMeaning>>;
  /** false: the first row is a person's */
  readonly header?: boolean;
  readonly encoding?: string;
  /** by position of the column */
  readonly dates?: Readonly<Record<string, DateOrder>>;
}
