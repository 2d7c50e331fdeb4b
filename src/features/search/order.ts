import type { Cursor } from './entry.ts';

/** An order of names, shared by locales that sort letters in the same way. */
export interface NameOrder {
  /** the same for locales with the same order */
  readonly key: string;
  /** ignores accents and case, compares numbers by value; equal names are ordered by id */
  compare(one: Cursor, other: Cursor): number;
}

/*
 * Letters that languages sort differently: accented ones, those of other alphabets and their place among them,
 * digraphs, and a few Chinese characters. A locale's order of them identifies its order.
 */
const probe = [
  ...Array.from(
    'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþßāăąćčďđēęěģğīįıķĺļľłńņňŋőœŕřśşšťţūůűųźżžơưə',
  ),
  ...Array.from('αβωабвгґдеєжзиіїйклэюяաაאבגדهويءأابتثپچکกขคअआकखगকখகఅಅഅਅઅअंひらアイウカガ가나다한'),
  ...Array.from('一丁七万三上下中人作你佐佳加北十南口吉名周王李張张陳陈刘劉山田鈴高林'),
  ...['cha', 'cz', 'dza', 'dz', 'dža', 'gya', 'gz', 'lla', 'lz', 'lja', 'nja', 'nya', 'nz', 'ngz'],
  ...['sza', 'sz', 'zsa', 'zz', 'aaz', 'aez', 'oez', 'uez', 'rrz', 'xha', 'xz', 'tha', 'thz', 'tz'],
];

const options: Intl.CollatorOptions = { sensitivity: 'base', numeric: true };
/** Unicode's own order, which English, German, French, Italian, Portuguese, Dutch and others use unchanged. */
const rootCollator = new Intl.Collator('en', options);

export const rootOrder: NameOrder = orderBy('root', rootCollator);

const known = new Map<string, NameOrder>();
/** Bounded, since locales come from messages. */
const maxKnown = 200;

/** The order of a locale; Unicode's own for an invalid one. */
export function orderOf(locale: string): NameOrder {
  const there = known.get(locale);
  if (there !== undefined) return there;
  const order = makeOrder(locale);
  if (known.size >= maxKnown) known.clear();
  known.set(locale, order);
  return order;
}

function makeOrder(locale: string): NameOrder {
  const collator = collatorOf(locale);
  if (collator === undefined) return rootOrder;
  const signature = signatureOf(collator);
  if (signature === signatureOf(rootCollator)) return rootOrder;
  for (const order of known.values()) if (order.key === signature) return order;
  return orderBy(signature, collator);
}

function collatorOf(locale: string): Intl.Collator | undefined {
  try {
    return new Intl.Collator(locale, options);
  } catch {
    return undefined;
  }
}

function signatureOf(collator: Intl.Collator): string {
  const sorted = probe.toSorted((one, other) => collator.compare(one, other));
  return sorted.reduce((signature, letters, index) => {
    const before = sorted[index - 1];
    const same = before !== undefined && collator.compare(before, letters) === 0;
    return `${signature}${same ? '=' : '<'}${letters}`;
  }, '');
}

function orderBy(key: string, collator: Intl.Collator): NameOrder {
  return {
    key,
    compare: (one, other) =>
      collator.compare(one.name, other.name) ||
      (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
  };
}
