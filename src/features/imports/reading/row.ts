import type { AttributeKey } from '../../../domain/attributes.ts';
import type { Network } from '../../../domain/network.ts';
import type { PersonFields } from '../../../domain/person.ts';
import type { PhoneProblem } from '../../../domain/phone.ts';
import type { ValueProblem } from '../../../domain/values.ts';

/** Why a row was not taken. Each has one sentence in `src/text/`. */
export type RowProblem =
  | PhoneProblem
  | ValueProblem
  /** a quotation mark opens a cell and is never closed */
  | 'quote-not-closed'
  | 'line-too-long'
  /** a number that many rows have: a switchboard's, which tells nobody from anybody */
  | 'phone-shared'
  // said of a value of a row that counts
  | 'phone-two-numbers'
  | 'phone-extension-left'
  | 'email-second'
  /** the end of a contact is missing, so its last value may be cut */
  | 'contact-not-closed'
  /** more cells with something in them than there are columns */
  | 'too-many-cells'
  /** the cell of the column Network names none */
  | 'network-not-valid'
  // said by the plan, which knows the other rows and the directory
  | 'same-phone-later'
  /** another row of the file is the same person by another key, and counts */
  | 'same-person-later'
  /** without a phone, and its email and employee ID are of two people */
  | 'keys-disagree'
  /** the admin chose to leave it out */
  | 'left-out-by-choice'
  /** somebody else has the phone by now */
  | 'phone-of-another'
  | 'required-missing'
  | 'changed-meanwhile'
  | 'in-other-network'
  | 'linked'
  /** this value comes from Entra, and only there can it be changed; the rest of the row counts */
  | 'locked'
  /** one of our exports says that this person is deleted, and they are here */
  | 'marked-deleted'
  // said of rows of people who are to be deleted
  | 'nobody-found'
  /** nobody has the number, and another key is somebody's */
  | 'another-phone'
  | 'keys-of-several'
  /** who has the key is called otherwise, and nothing else agrees */
  | 'maybe-someone-else'
  | 'linked-stays'
  | 'stays-in-other-network'
  // said when an import ends before all of it is applied
  | 'not-applied';

/** One reason against a row, or against a value of it. */
export interface Problem {
  readonly reason: RowProblem;
  /** the header of the column at fault, as sent */
  readonly column?: string;
  /** the value at fault, as sent: at most 80 characters, for one line of text */
  readonly value?: string;
}

/** A value that can't be used, while its row can: what the directory has stays. */
export interface LeftOut extends Problem {
  readonly column: string;
}

/**
 * A data record of the file that isn't taken over, with the first reason. With `leftOut` it is taken over, and only the values
 * that the reasons name aren't.
 */
export interface Rejection extends Problem {
  /** 1-based physical line on which the record starts, as an editor shows it (the header is usually line 1) */
  readonly line: number;
  /** 0-based index among the data records; blank lines aren't records */
  readonly record: number;
  /** all further reasons, in the order of the columns */
  readonly more?: readonly Problem[];
  readonly leftOut?: true;
  /** with `same-phone-later` and `same-person-later`: the line of the row that counts */
  readonly laterLine?: number;
}

/** A data record that can be taken over. */
export interface Row {
  readonly line: number;
  readonly record: number;
  /**
   * cleaned values; an empty cell is an absent field; `phone` is E.164, or '' for somebody who is marked as deleted and had none,
   * and for whom an email or an employee ID names
   */
  readonly fields: PersonFields & { readonly phone: string };
  /** attributes whose value the row takes away */
  readonly cleared?: readonly AttributeKey[];
  /** the row's own network; absent: the one that was chosen for the import */
  readonly network?: Network;
  /** marked as deleted in one of our exports: it must not add, change or bring back anybody */
  readonly deleted?: true;
  /** values that can't be used; the row counts without them */
  readonly leftOut?: readonly LeftOut[];
}

export function isRejection(entry: Row | Rejection): entry is Rejection {
  return 'reason' in entry;
}
