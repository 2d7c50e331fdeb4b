import type { PersonFields } from '../../directory/person.ts';
import type { PhoneProblem } from '../../directory/phone.ts';
import type { ValueProblem } from '../../directory/values.ts';

/** Why a row was not taken. Each has one sentence in `src/text/`. */
export type RowProblem =
  | PhoneProblem
  | ValueProblem
  /** a letter could not be read: the bytes aren't text in the file's encoding */
  | 'damaged-characters'
  /** a quotation mark opens a cell and is never closed */
  | 'quote-not-closed'
  | 'line-too-long'
  /** more cells with something in them than there are columns */
  | 'too-many-cells'
  // said by the plan, which knows the other rows and the directory
  | 'same-phone-later'
  | 'required-missing'
  | 'changed-meanwhile'
  | 'in-other-network'
  | 'linked';

/** A data record of the file that isn't taken over. */
export interface Rejection {
  /** 1-based physical line on which the record starts, as an editor shows it (the header is usually line 1) */
  readonly line: number;
  /** 0-based index among the data records; blank lines aren't records */
  readonly record: number;
  readonly reason: RowProblem;
  /** the header of the column at fault, as sent */
  readonly column?: string;
  /** the value at fault, as sent: at most 80 characters, for one line of text */
  readonly value?: string;
  /** with `same-phone-later`: the line of the row that counts */
  readonly laterLine?: number;
}

/** A data record that can be taken over. */
export interface Row {
  readonly line: number;
  readonly record: number;
  /** cleaned values; `phone` is E.164 and always there; an empty cell is an absent field */
  readonly fields: PersonFields & { readonly phone: string };
}

export function isRejection(entry: Row | Rejection): entry is Rejection {
  return 'reason' in entry;
}
