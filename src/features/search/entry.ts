import {
  isOwnKey,
  sharedAttributes,
  type OwnKey,
  type SharedAttribute,
} from '../../domain/attributes.ts';
import type { Network } from '../../domain/network.ts';
import { hasSignedIn, isOfForeignAccount, type Person, type Source } from '../../domain/person.ts';
import { fold } from '../../lib/fold.ts';
import type { Writable } from '../../lib/writable.ts';

/** The part of a person that lists and searches show. */
export interface ViewEntry extends Readonly<Partial<Record<SharedAttribute, string>>> {
  readonly id: string;
  readonly network: Network;
  /** display name, or else first and last name, or else the phone number */
  readonly name: string;
  /** E.164; empty where a person has none */
  readonly phone: string;
  readonly email?: string;
  readonly employeeId?: string;
  readonly source: Source;
  readonly linked: boolean;
}

/**
 * A position in the order of the directory: that of a current or former person. Unlike an offset it stays
 * correct while others are added and deleted.
 */
export interface Cursor {
  readonly name: string;
  readonly id: string;
}

/** A person in the view: the list entry, and the searchable names. */
export interface Viewed {
  readonly entry: ViewEntry;
  /** all names as entered: display, first and last */
  readonly names: string;
  /** further evidence for finding duplicates */
  readonly likeness: Hints;
  /** values of own attributes, by key */
  readonly own: readonly (readonly [OwnKey, string])[];
  readonly signedIn: boolean;
  /** seconds since 1970, 0 where it isn't known */
  readonly changedAt: number;
  /** the operations that added or changed them, as far as their history goes back */
  readonly operations: readonly string[];
}

/** Values of a person that reveal duplicates and are in no list. */
export interface Hints {
  /** values of own attributes that are dates, as `key=YYYY-MM-DD` */
  readonly dates: readonly string[];
  /** further emails and employee IDs by which they are recognised, of records merged into theirs; folded */
  readonly emails: readonly string[];
  readonly employeeIds: readonly string[];
  /** the account belongs to another organization, so its email proves nothing */
  readonly isForeign: boolean;
  /** when they were added: seconds since 1970, 0 where it isn't known */
  readonly addedAt: number;
}

/** @returns undefined for a deleted person: they aren't in the view */
export function viewed(person: Person): Viewed | undefined {
  return person.deletedAt === undefined ? listed(person) : undefined;
}

/** A person's list entry, deleted or not. */
export function listed(person: Person): Viewed {
  const { fields } = person;
  const first = trimmed(fields.firstName);
  const last = trimmed(fields.lastName);
  const full = first === '' || last === '' ? first + last : `${first} ${last}`;
  const display = trimmed(fields.displayName);
  const phone = trimmed(fields.phone);
  const email = trimmed(fields.email);
  const name = display || full || phone || email;
  const { id, network, source, linked } = person;
  const entry: Writable<ViewEntry> = { id, network, name, phone, source, linked };
  if (email !== '') entry.email = email;
  for (const key of sharedAttributes) {
    const value = trimmed(fields[key]);
    if (value !== '') entry[key] = value;
  }
  const employeeId = trimmed(fields.employeeId);
  if (employeeId !== '') entry.employeeId = employeeId;
  const own = ownOf(person);
  return {
    entry,
    names: full === '' || full === display ? display : `${display} ${full}`,
    likeness: hintsOf(person, own),
    own,
    signedIn: hasSignedIn(person),
    changedAt: secondsOf(person.changedAt),
    operations: operationsOf(person),
  };
}

function ownOf({ fields }: Person): (readonly [OwnKey, string])[] {
  const own: (readonly [OwnKey, string])[] = [];
  for (const key of Object.keys(fields).filter(isOwnKey).sort()) {
    const value = trimmed(fields[key]);
    if (value !== '') own.push([key, value]);
  }
  return own;
}

function operationsOf({ addedIn, changedIn, history }: Person): string[] {
  const operations: string[] = [];
  const add = (operation: string | undefined) => {
    if (operation !== undefined && !operations.includes(operation)) operations.push(operation);
  };
  add(addedIn);
  add(changedIn);
  for (const { operation } of history) add(operation);
  return operations;
}

function secondsOf(time: string): number {
  const at = Date.parse(time);
  return Number.isNaN(at) ? 0 : Math.max(0, Math.floor(at / 1_000));
}

const day = /^\d{4}-\d\d-\d\d$/;

function hintsOf(person: Person, own: Viewed['own']): Hints {
  const { fields, alsoKnownBy } = person;
  const dates = own.flatMap(([key]) =>
    day.test(fields[key] ?? '') ? [`${key}=${fields[key] ?? ''}`] : [],
  );
  return {
    dates,
    emails: (alsoKnownBy?.email ?? []).map(fold),
    employeeIds: (alsoKnownBy?.employeeId ?? []).map(fold),
    isForeign: isOfForeignAccount(person),
    addedAt: secondsOf(person.addedAt),
  };
}

// The separators between the parts of a person's text in the view must not occur in it; reading and forms
// reject them anyway.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u001F]+/g;

function trimmed(value: string | undefined): string {
  if (value === undefined || value === '') return '';
  return value.replace(controls, ' ').trim();
}
