import type { Network } from '../../../src/domain/network.ts';
import type { Person, Source } from '../../../src/domain/person.ts';
import { fold, wordsOf } from '../../../src/features/search/fold.ts';

/*
 * The directory as one would write it without a thought for speed: what the view is held to. It shares with it how texts
 * are folded (which has tests of its own), nothing else.
 */
const nameOf = ({ fields }: Person): string =>
  fields.displayName ??
  ([fields.firstName, fields.lastName].filter((name) => name !== undefined).join(' ') ||
    (fields.phone ?? ''));

export function inOrder(people: Iterable<Person>, locale: string): Person[] {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  return [...people]
    .filter(({ deletedAt }) => deletedAt === undefined)
    .sort((one, other) => compare(nameOf(one), nameOf(other)) || (one.id < other.id ? -1 : 1));
}

export function matching(
  people: readonly Person[],
  filter: { network: Network; department?: string; source?: Source },
): Person[] {
  return people.filter(
    ({ network, fields, source }) =>
      network === filter.network &&
      (filter.department === undefined ||
        fold(fields.department ?? '') === fold(filter.department)) &&
      (filter.source === undefined || filter.source === source),
  );
}

/** Ids, best first. */
export function found(people: readonly Person[], text: string): string[] {
  const ranked = people.map((person) => ({ person, rank: rank(person, text) }));
  return [0, 1, 2, 3].flatMap((wanted) =>
    ranked.filter(({ rank: has }) => has === wanted).map(({ person }) => person.id),
  );
}

function rank(person: Person, text: string): number | undefined {
  const { displayName, firstName, lastName, email: mail, employeeId: number } = person.fields;
  const phone = (person.fields.phone ?? '').slice(1);
  const words = [
    ...new Set(
      [displayName ?? nameOf(person), firstName, lastName].flatMap((name) => wordsOf(name ?? '')),
    ),
  ];
  const email = fold(mail ?? '');
  const employeeId = fold(number ?? '');
  const typed = fold(text);
  const isPhone = /^\+?[\d\s()-]+$/.test(typed);
  const called = isPhone ? typed.replace('(0)', '').replace(/\D/g, '') : '';
  const abroad = typed.startsWith('+') || /^00[1-9]/.test(called);
  const digits = !isPhone ? '' : abroad ? called : typed.replace(/\D/g, '');
  const full = typed.startsWith('+') ? digits : digits.replace(/^00/, '');
  const home = digits.replace(/^0+/, '');
  const pieces = [digits, home, ...(/^8.{10}$/.test(digits) ? [digits.slice(1)] : [])];
  const national = abroad ? (typed.startsWith('+') || full.length < 4 ? [] : [digits]) : pieces;
  const ends = national.filter((piece) => piece.length >= 4);
  const startsWell = abroad && full.length >= 4 && phone.startsWith(full);
  const whole = ends.some(
    (end) =>
      phone === end || (end.length >= 7 && phone.endsWith(end) && phone.length <= end.length + 3),
  );
  if (typed === email || typed === employeeId || (startsWell && phone === full) || whole) return 0;
  const typedWords = wordsOf(text);
  const begins = typedWords.every((word) => words.some((one) => one.startsWith(word)));
  if (typedWords.length > 0 && !typed.includes('@') && begins) return 1;
  if (email.startsWith(typed) || employeeId.startsWith(typed) || startsWell) return 2;
  if (ends.some((end) => phone.endsWith(end))) return 2;
  if (typed.length < 2) return undefined;
  const name = words.join(' ');
  const anywhere = text
    .split(/\s+/)
    .filter((token) => fold(token) !== '')
    .every((token) => {
      const inName = wordsOf(token).join(' ');
      const plain = fold(token);
      const named = inName !== '' && name.includes(inName);
      return named || email.includes(plain) || employeeId.includes(plain);
    });
  if (anywhere) return 3;
  return !abroad && home.length >= 5 && phone.includes(home) ? 3 : undefined;
}
