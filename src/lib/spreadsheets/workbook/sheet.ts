/** What a column's cells are. Texts stay texts, whatever is in them and whatever is typed over them. */
export type CellKind = 'text' | 'number' | 'date' | 'explanation';

export interface SheetColumn {
  readonly header: string;
  readonly kind: CellKind;
  /** in characters; absent: what fits its first rows */
  readonly width?: number;
  /** stands out: it has to be filled in */
  readonly isRequired?: boolean;
  /** what may be chosen in its cells */
  readonly choices?: readonly string[];
}

/** A sheet to be written: a header in bold that stays in sight, and rows. */
export interface Sheet {
  /** at most 31 characters, none of `[]:*?/\` */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** texts; a number as a decimal with a point, a date as YYYY-MM-DD; an empty one leaves its cell blank */
  readonly rows: AsyncIterable<readonly (readonly string[])[]>;
  /** whether the header has buttons to filter by */
  readonly canFilter?: boolean;
  readonly isRightToLeft?: boolean;
}

/** Of rows, the header among them. */
export const maxSheetRows = 1_048_576;
