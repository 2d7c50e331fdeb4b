import type { Person, PersonFields } from './person.ts';

/*
 * Match keys: what a person is recognised by. Rows of a file, forms, group members, sign-ins and syncs all ask here who somebody
 * is, so that none of them mixes two people up or makes two of one.
 */

export const matchKeys = ['phone', 'entraId', 'email', 'employeeId'] as const;
export type MatchKey = (typeof matchKeys)[number];

/** All match keys, the one that is trusted most first. */
export type MatchOrder = readonly [MatchKey, ...MatchKey[]];

export const usualMatchOrder: MatchOrder = matchKeys;

/** The orders that an organization is offered. */
export const matchOrders = [
  usualMatchOrder,
  ['entraId', 'phone', 'email', 'employeeId'],
  ['email', 'phone', 'entraId', 'employeeId'],
  ['employeeId', 'phone', 'entraId', 'email'],
] as const satisfies readonly MatchOrder[];

/** How an order is kept, and comes back from a card. */
export function packMatchOrder(order: MatchOrder): string {
  return order.join(',');
}

/** Keys that aren't named follow in the usual order; what isn't understood, as by an earlier version, is left out. */
export function parseMatchOrder(text: string | undefined): MatchOrder {
  const named = (text ?? '')
    .split(/[\s,;]+/u)
    .flatMap((word) => matchKeys.find((key) => key.toLowerCase() === word.toLowerCase()) ?? []);
  const [first = 'phone', ...others] = new Set([...named, ...matchKeys]);
  return [first, ...others];
}

/** What somebody is known by, of whom it is to be found out who they are. */
export interface Described {
  readonly fields: PersonFields;
  readonly entraId?: string;
}

/**
 * Who somebody is.
 *
 * `one`: a single record, and nothing speaks against it. `doubtful`: it is to be asked about, since the phone is new and another key
 * is this person's (`new-phone`), the phone is theirs and nothing else is (`someone-else`), or keys are of several people
 * (`several`); `person` is then the one of the key that is trusted most.
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
 * The one rule by which a person is recognised.
 * @param found by key, whom it leads to; of deleted people only the owner of the phone
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
  // An account is one person's, whatever else has changed of them.
  if (found.entraId !== undefined) return { is: 'one', person, by };
  if (found.phone !== undefined) {
    if (!isSomebodyElse(person.fields, described.fields)) return { is: 'one', person, by };
    return { is: 'doubtful', why: 'someone-else', person, by, others };
  }
  const { phone = '' } = described.fields;
  const has = person.fields.phone ?? '';
  if (phone === '' || has === phone) return { is: 'one', person, by };
  // Nobody had told their phone yet, and nothing else contradicts: this is it.
  if (has === '' && compareNames(person.fields, described.fields) !== 'differs')
    return { is: 'one', person, by };
  return { is: 'doubtful', why: 'new-phone', person, by, others };
}

type Comparison = 'agrees' | 'differs' | 'unknown';

/**
 * Whether values of somebody with the same phone are another person's: nothing else agrees, and names, email and employee ID differ
 * as far as both sides tell them. One that differs alone is no proof: people marry, and addresses change. A whole name is.
 */
export function isSomebodyElse(before: PersonFields, after: PersonFields): boolean {
  const compared = [
    compareNames(before, after),
    compareTexts(before.email, after.email),
    compareTexts(before.employeeId, after.employeeId),
  ];
  if (compared.includes('agrees')) return false;
  const differing = compared.filter((one) => one === 'differs').length;
  return differing >= 2 || (differing === 1 && isAnotherWholeName(before, after));
}

function compareTexts(one = '', other = ''): Comparison {
  if (one === '' || other === '') return 'unknown';
  return one.toLowerCase() === other.toLowerCase() ? 'agrees' : 'differs';
}

/** Names agree when they share a word: a first name stays through a wedding, a last name through a nickname. */
export function compareNames(one: PersonFields, other: PersonFields): Comparison {
  const ones = nameWords(one);
  const others = nameWords(other);
  if (ones.size === 0 || others.size === 0) return 'unknown';
  return [...ones].some((word) => others.has(word)) ? 'agrees' : 'differs';
}

function isAnotherWholeName(one: PersonFields, other: PersonFields): boolean {
  if (compareNames(one, other) !== 'differs') return false;
  return nameWords(one).size >= 2 && nameWords(other).size >= 2;
}

/** Case and accents make no other name. */
function nameWords({ displayName = '', firstName = '', lastName = '' }: PersonFields): Set<string> {
  const words = `${displayName} ${firstName} ${lastName}`
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word !== ''));
}
