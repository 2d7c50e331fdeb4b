import type { AttributeKey } from '../../../domain/attributes.ts';
import type { Network } from '../../../domain/network.ts';
import type { PersonFields } from '../../../domain/person.ts';
import type { NumberHabit, PhoneProblem } from '../../../domain/phone.ts';
import type { ValueProblem } from '../../../domain/values.ts';

/** Why a row was rejected. Each has one sentence in `src/text/`. */
export type RowProblem =
  | PhoneProblem
  | ValueProblem
  /** a quotation mark opens a cell and is never closed */
  | 'quote-not-closed'
  | 'line-too-long'
  /** a number that many rows have: a switchboard's, which identifies nobody */
  | 'phone-shared'
  // about a value of a row that counts
  | 'phone-two-numbers'
  | 'phone-extension-left'
  /** the number that counts is a landline in a column for mobile numbers, and another column has a mobile one */
  | 'mobile-elsewhere'
  | 'email-second'
  /** the end of a contact is missing, so its last value may be cut */
  | 'contact-not-closed'
  /** more cells with something in them than there are columns */
  | 'too-many-cells'
  /** the cell of the column Network names none */
  | 'network-not-valid'
  // reported by the plan, which knows the other rows and the directory
  | 'same-phone-later'
  /** another row of the file is the same person by another key, and counts */
  | 'same-person-later'
  /** no phone, and its email and employee ID belong to two people */
  | 'keys-disagree'
  /** the email or employee ID is somebody's with another name */
  | 'name-disagrees'
  /** the phone number is a deleted person's with another name */
  | 'phone-of-deleted'
  /** the admin chose to leave it out */
  | 'left-out-by-choice'
  /** someone else has the phone by now */
  | 'phone-of-another'
  | 'required-missing'
  | 'changed-meanwhile'
  | 'in-other-network'
  | 'linked'
  /** this value comes from Entra and can only be changed there; the rest of the row counts */
  | 'locked'
  /** the directory has this employee ID with the zeros in front that a spreadsheet removes */
  | 'zeros-lost'
  /** one of Rollcall's exports says that this person is deleted, and they aren't */
  | 'marked-deleted'
  // said of rows of people who are to join a group
  | 'name-missing'
  /** no more may be added in 24 hours */
  | 'group-limit'
  // said of rows of people who are to be deleted
  | 'nobody-found'
  /** nobody has the number, and another key is somebody's */
  | 'another-phone'
  | 'keys-of-several'
  /** who has the key is called otherwise, and nothing else agrees */
  | 'maybe-someone-else'
  | 'linked-stays'
  | 'stays-in-other-network'
  // reported when an import ends before it is fully applied
  | 'not-applied';

/** One problem of a row, or of one of its values. */
export interface Problem {
  readonly reason: RowProblem;
  /** the header of the column, as sent */
  readonly column?: string;
  /** the value, as sent: at most 80 characters, in one line */
  readonly value?: string;
}

/** A value that can't be used, while its row can. The directory's value stays. */
export interface LeftOut extends Problem {
  readonly column: string;
}

/**
 * A data record that isn't imported, with the first reason. With `leftOut` it is imported, without the values
 * in the reasons.
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

/** How a phone number was read that can be read in two ways; `other` is E.164. */
export interface PhoneReading {
  readonly as: NumberHabit;
  readonly other: string;
}

/** A data record that can be imported. */
export interface Row {
  readonly line: number;
  readonly record: number;
  /**
   * cleaned values; an empty cell is an absent field; `phone` is E.164, or '' for a person who is marked as
   * deleted and had none, or who is found by an email or an employee ID
   */
  readonly fields: PersonFields & { readonly phone: string };
  /** attributes whose value the row clears */
  readonly cleared?: readonly AttributeKey[];
  /** the row's own network; absent: the one chosen for the import */
  readonly network?: Network;
  /** marked as deleted in one of Rollcall's exports: it must not add, change or restore anyone */
  readonly deleted?: true;
  /** its phone number can be read in another way, and neither the cell nor its column decides */
  readonly reading?: PhoneReading;
  /** values that can't be used; the row counts without them */
  readonly leftOut?: readonly LeftOut[];
}

export function isRejection(entry: Row | Rejection): entry is Rejection {
  return 'reason' in entry;
}
