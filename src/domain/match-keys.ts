import { isOfForeignAccount, type Person, type PersonFields } from './person.ts';

/*
 * Match keys: the values that identify a person. Rows of a file, forms, group members, sign-ins and syncs all
 * use these rules, so that two people are never mixed up, and one person never gets two records.
 */

const matchKeys = ['phone', 'entraId', 'email', 'employeeId'] as const;
export type MatchKey = (typeof matchKeys)[number];

/** All match keys, the most trusted first. */
export type MatchOrder = readonly [MatchKey, ...MatchKey[]];

export const usualMatchOrder: MatchOrder = matchKeys;

/** The orders that an organization can select. */
export const matchOrders = [
  usualMatchOrder,
  ['entraId', 'phone', 'email', 'employeeId'],
  ['email', 'phone', 'entraId', 'employeeId'],
  ['employeeId', 'phone', 'entraId', 'email'],
] as const satisfies readonly MatchOrder[];

/** The form in which an order is stored and returned by a card. */
export function packMatchOrder(order: MatchOrder): string {
  return order.join(',');
}

/** Missing keys follow in the default order; unknown ones, as of a later version, are left out. */
export function parseMatchOrder(text: string | undefined): MatchOrder {
  const named = (text ?? '')
    .split(/[\s,;]+/u)
    .flatMap((word) => matchKeys.find((key) => key.toLowerCase() === word.toLowerCase()) ?? []);
  const [first = 'phone', ...others] = new Set([...named, ...matchKeys]);
  return [first, ...others];
}

/** The values from which a person's identity is determined. */
export interface Described {
  readonly fields: PersonFields;
  readonly entraId?: string;
}

/**
 * The identity of a person.
 *
 * `one`: a single record, without contradictions. `doubtful`: an admin has to decide, since the phone number is
 * new and another key is this person's (`new-phone`), only one key is theirs (`someone-else`), or the
 * keys belong to several people (`several`); `person` is then the one of the most trusted key.
 */
export type Recognised<P> =
  | { readonly is: 'nobody' }
  | { readonly is: 'one'; readonly person: P; readonly by: MatchKey }
  | {
      readonly is: 'doubtful';
      readonly why: 'new-phone' | 'someone-else' | 'several';
      readonly person: P;
      readonly by: MatchKey;
      readonly others: readonly P[];
    };

/**
 * The only rule that identifies a person.
 * @param found the matches by key; of deleted people only the owner of the phone number
 */
export function recognise<P extends Pick<Person, 'id' | 'fields' | 'entraId'>>(
  described: Described,
  found: Readonly<Partial<Record<MatchKey, P>>>,
  order: MatchOrder = usualMatchOrder,
): Recognised<P> {
  const inOrder = order.flatMap((key) => {
    const person = found[key];
    return person === undefined ? [] : [{ key, person }];
  });
  const [first] = inOrder;
  if (first === undefined) return { is: 'nobody' };
  const { person, key: by } = first;
  const others = inOrder
    .map((one) => one.person)
    .filter(
      (other, index, all) =>
        other.id !== person.id && all.findIndex(({ id }) => id === other.id) === index,
    );
  if (others.length > 0) return { is: 'doubtful', why: 'several', person, by, others };
  // An account belongs to one person, whatever else has changed.
  if (found.entraId !== undefined) return { is: 'one', person, by };
  if (found.phone !== undefined) {
    if (!isSomebodyElse(person.fields, described.fields)) return { is: 'one', person, by };
    return { is: 'doubtful', why: 'someone-else', person, by, others };
  }
  const { phone = '' } = described.fields;
  const has = person.fields.phone ?? '';
  // An email or employee ID may belong to another person by now.
  if (isGivenOn(person.fields, described.fields, by, inOrder.length > 1))
    return { is: 'doubtful', why: 'someone-else', person, by, others };
  if (phone === '' || has === phone) return { is: 'one', person, by };
  // The record has no phone number yet, and nothing else contradicts the match.
  if (has === '' && compareNames(person.fields, described.fields) !== 'differs')
    return { is: 'one', person, by };
  return { is: 'doubtful', why: 'new-phone', person, by, others };
}

/**
 * Whether a value is theirs, or was that of a record merged into theirs. An address chosen by another
 * organization identifies nobody.
 */
export function isKnownBy(person: Person, key: 'email' | 'employeeId', value: string): boolean {
  if (value === '' || (key === 'email' && isOfForeignAccount(person))) return false;
  const values = [person.fields[key] ?? '', ...(person.alsoKnownBy?.[key] ?? [])];
  return values.some((one) => one.toLowerCase() === value.toLowerCase());
}

type Comparison = 'agrees' | 'differs' | 'unknown';

/**
 * Whether values with the same phone number belong to another person: the name doesn't match, no other key
 * does, and names, email and employee ID differ where both sides have them. A single difference is no proof:
 * people marry, and addresses change. A completely different name is, and with another key that differs it is even
 * where a key matches: who takes over a post may get its number and its mailbox. Names that only share a word may be those of
 * a household: then both other keys differ, or one of them and the first name.
 */
export function isSomebodyElse(before: PersonFields, after: PersonFields): boolean {
  const names = compareNames(before, after);
  const others = [
    compareTexts(before.email, after.email),
    compareTexts(before.employeeId, after.employeeId),
  ];
  if (names === 'agrees') {
    const differing = others.filter((one) => one === 'differs').length;
    if (differing === 0 || others.includes('agrees') || isPartOfName(before, after)) return false;
    return differing === 2 || areOtherFirstNames(before, after);
  }
  const differing = [names, ...others].filter((one) => one === 'differs').length;
  if (others.includes('agrees')) return differing === 2 && isAnotherWholeName(before, after);
  return differing >= 2 || (differing === 1 && isAnotherWholeName(before, after));
}

/**
 * Whether the owner of an account is someone else than the person of a record with the same email: mailboxes are given to
 * new owners. No admin can be asked at a sign-in, so only full names decide, and only names in the same script: a list may
 * have a name in Arabic that the account has in Latin letters.
 */
export function isAnothersMailbox(record: PersonFields, account: PersonFields): boolean {
  const isLatin = (fields: PersonFields) =>
    [...nameWords(fields)].some((word) => /\p{Script=Latin}/u.test(word));
  return isAnotherWholeName(record, account) && isLatin(record) === isLatin(account);
}

/**
 * Whether an email or employee ID that agrees belongs to someone else by now: the full name differs, or the name and the
 * other key. A person without a phone number has no other key, so a different name is enough, unless both keys agree.
 */
function isGivenOn(
  before: PersonFields,
  after: PersonFields,
  by: MatchKey,
  bothAgree: boolean,
): boolean {
  const other = by === 'email' ? 'employeeId' : 'email';
  if (compareNames(before, after) !== 'differs') return false;
  if ((after.phone ?? '') === '' && !bothAgree) return true;
  return (
    isAnotherWholeName(before, after) || compareTexts(before[other], after[other]) === 'differs'
  );
}

function compareTexts(one = '', other = ''): Comparison {
  if (one === '' || other === '') return 'unknown';
  return one.toLowerCase() === other.toLowerCase() ? 'agrees' : 'differs';
}

/** Names match when they share a word: a first name survives a wedding, a last name a nickname. */
export function compareNames(one: PersonFields, other: PersonFields): Comparison {
  const ones = nameWords(one);
  const others = nameWords(other);
  if (ones.size === 0 || others.size === 0) return 'unknown';
  return [...ones].some((word) => others.has(word)) ? 'agrees' : 'differs';
}

/** One has all words of the other: a middle name, a name in another order, or only a part of the name. */
function isPartOfName(one: PersonFields, other: PersonFields): boolean {
  const [ones, others] = [nameWords(one), nameWords(other)];
  const isIn = (some: ReadonlySet<string>, all: ReadonlySet<string>) =>
    [...some].every((word) => all.has(word));
  return isIn(ones, others) || isIn(others, ones);
}

/** The first names, or else the first words of the whole names, have no word in common. */
function areOtherFirstNames(one: PersonFields, other: PersonFields): boolean {
  const first = ({ firstName = '', displayName = '' }: PersonFields) => {
    const [word = ''] = displayName.trim().split(/\s/u, 1);
    return nameWords({ firstName: firstName === '' ? word : firstName });
  };
  const [ones, others] = [first(one), first(other)];
  const isDisjoint = ![...ones].some((word) => others.has(word));
  return ones.size > 0 && others.size > 0 && isDisjoint;
}

function isAnotherWholeName(one: PersonFields, other: PersonFields): boolean {
  if (compareNames(one, other) !== 'differs') return false;
  return nameWords(one).size >= 2 && nameWords(other).size >= 2;
}

/** Case and accents don't distinguish names. */
function nameWords({ displayName = '', firstName = '', lastName = '' }: PersonFields): Set<string> {
  const words = `${displayName} ${firstName} ${lastName}`
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word !== ''));
}
