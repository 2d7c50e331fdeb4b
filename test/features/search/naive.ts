import type { OwnKey } from '../../../src/domain/attributes.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { Filter } from '../../../src/features/search/filter.ts';
import { fold, wordsOf } from '../../../src/lib/fold.ts';

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

export function matching(people: readonly Person[], filter: Filter): Person[] {
  const { missing, own, search, operation, added, addedSince = 0, changedSince = 0 } = filter;
  const seconds = (time: string) => Date.parse(time) / 1_000;
  return people.filter((person) => {
    const { network, fields, source, addedAt, addedIn, changedAt, history } = person;
    const value = fold(fields[own?.key ?? 'phone'] ?? '');
    const wanted = fold(own?.value ?? '');
    const signedIn = person.signedIn ?? source === 'signin';
    const conditions = [
      network === filter.network,
      source === (filter.source ?? source),
      signedIn === (filter.signedIn ?? signedIn),
      ...(['department', 'location', 'jobTitle'] as const).map(
        (key) => filter[key] === undefined || fold(fields[key] ?? '') === fold(filter[key] ?? ''),
      ),
      missing === undefined || (fields[missing] ?? '') === '',
      own === undefined ||
        (own.part === true ? value.includes(wanted) && value !== '' : value === wanted),
      search === undefined || rank(person, search.text, [...search.own] as OwnKey[]) !== undefined,
      operation === undefined ||
        addedIn === operation ||
        history.some((entry) => entry.operation === operation),
      operation === undefined ||
        added === undefined ||
        added.is ===
          ((addedIn ?? history.find((entry) => entry.operation)?.operation) === operation &&
            seconds(addedAt) >= added.since),
      seconds(addedAt) >= addedSince,
      seconds(changedAt) >= changedSince,
    ];
    return conditions.every(Boolean);
  });
}

/** Ids, best first. */
export function found(
  people: readonly Person[],
  text: string,
  own: readonly OwnKey[] = [],
): string[] {
  const ranked = people.map((person) => ({ person, rank: rank(person, text, own) }));
  return [0, 1, 2, 3].flatMap((wanted) =>
    ranked.filter(({ rank: has }) => has === wanted).map(({ person }) => person.id),
  );
}

function rank(person: Person, text: string, own: readonly OwnKey[]): number | undefined {
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
  const values = own.map((key) => fold(person.fields[key] ?? '')).filter((value) => value !== '');
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
  if (values.includes(typed)) return 0;
  if (typed === email || typed === employeeId || (startsWell && phone === full) || whole) return 0;
  const typedWords = wordsOf(text);
  const begins = typedWords.every((word) => words.some((one) => one.startsWith(word)));
  if (typedWords.length > 0 && !typed.includes('@') && begins) return 1;
  if (email.startsWith(typed) || employeeId.startsWith(typed) || startsWell) return 2;
  if (values.some((value) => value.startsWith(typed))) return 2;
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
      const inOwn = values.some((value) => value.includes(plain));
      return named || inOwn || email.includes(plain) || employeeId.includes(plain);
    });
  if (anywhere) return 3;
  return !abroad && home.length >= 5 && phone.includes(home) ? 3 : undefined;
}
