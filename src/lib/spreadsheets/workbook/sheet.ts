/** The type of a column's cells. Texts stay texts, whatever is in them or typed over them. */
export type CellKind = 'text' | 'number' | 'date' | 'date-time' | 'explanation';

export interface SheetColumn {
  readonly header: string;
  readonly kind: CellKind;
  /** in characters; absent: fits its first rows */
  readonly width?: number;
  /** highlighted, since a value is required */
  readonly isRequired?: boolean;
  /** the values that its cells allow */
  readonly choices?: readonly string[];
  /** the choices are only suggested */
  readonly othersToo?: boolean;
}

/** A sheet to be written: a bold header that stays visible, and rows. */
export interface Sheet {
  /** at most 31 characters, none of `[]:*?/\` */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** texts; a number as a decimal with a point, a date as YYYY-MM-DD, with a time as YYYY-MM-DDTHH:MM:SS; an empty one leaves its cell blank */
  readonly rows: AsyncIterable<readonly (readonly string[])[]>;
  /** whether the header has filter buttons */
  readonly canFilter?: boolean;
  readonly isRightToLeft?: boolean;
}

/** Most rows, including the header. */
export const maxSheetRows = 1_048_576;
