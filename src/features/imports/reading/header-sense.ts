import { isNameAttribute, type BuiltInAttribute } from '../../../domain/attributes.ts';
import { headerWords, type WordKind } from './header-words.ts';
import { defined } from '../../../lib/defined.ts';

/** Which of a person's numbers a column of phones has; the first identifies them best. */
export const phoneLabels = ['mobile', 'phone', 'work', 'other', 'home', 'main'] as const;
export type PhoneLabel = (typeof phoneLabels)[number];

/** The meaning of a header's words. */
export interface HeaderSense {
  /** the attribute; absent: the words don't say */
  readonly attribute?: BuiltInAttribute;
  /** a name that may be the first, the last or the whole one, depending on the other columns */
  readonly anyName?: true;
  /** how clear the header is, from 0: columns of one attribute are used in this order */
  readonly rank: number;
  /** a second choice, of another kind: only if no column of a better class is there */
  readonly weak?: true;
  readonly phone?: PhoneLabel;
  /** of another person than the row's: a manager, a spouse, an emergency contact */
  readonly somebodyElse?: true;
  /** says which of the numbers the next column has (Mobile, Work): `Phone 1 - Label` */
  readonly labels?: 'phone' | 'email';
  /** has what comes before the number in the next column: the country's or the city's code */
  readonly before?: 'country' | 'city';
  /** names the country of the row, in which numbers without a code are called */
  readonly country?: true;
  /** about something else, or about a value without being it (a status, a type) */
  readonly not?: true;
}

const unknown: HeaderSense = { rank: 0 };
const other: HeaderSense = { rank: 0, not: true };

/** Longer headers are sentences, whose first words count. */
const maxLength = 120;

/**
 * Reads a header by its words, in any of the supported languages. It has a meaning of its own or none. The
 * cells may add more.
 */
export function senseOf(header: string): HeaderSense {
  const key = header.slice(0, maxLength);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const sense = read(key);
  if (kept.size >= maxKept) kept.clear();
  kept.set(key, sense);
  return sense;
}

const kept = new Map<string, HeaderSense>();
const maxKept = 5_000;

function read(header: string): HeaderSense {
  const whole = wordsIn(header);
  if (whole.text === '') return unknown;
  const inside = technicalName(header);
  if (hasNameBesideOther(header)) return other;
  const sense = readWords(whole);
  if (inside === undefined) return sense;
  // `Office phone [telephoneNumber] Required`: both names mean one thing, and the plain one was written by
  // people.
  const plain = readWords(wordsIn(header.replace(brackets, ' ')));
  if (plain.attribute !== undefined || plain.not === true) return plain;
  return sense.attribute === undefined ? readWords(wordsIn(inside)) : sense;
}

const and = /[&+/]|\s(?:and|und|y|e|et|dan)\s/iu;
const others = new Set<unknown>(['jobTitle', 'department', 'location', 'employeeId']);

/** Name & Designation: both in one cell, so it is neither. */
function hasNameBesideOther(header: string): boolean {
  const parts = header.split(and);
  if (parts.length !== 2) return false;
  const [one, second] = parts.map((part) => readWords(wordsIn(part)).attribute);
  return (
    (isNameAttribute(one) && others.has(second)) || (others.has(one) && isNameAttribute(second))
  );
}

const brackets = /\([^)]{0,100}\)|\[[^\]]{0,100}\]/gu;

function technicalName(header: string): string | undefined {
  return /[[(]([^\])]{1,100})[\])]/u.exec(header)?.[1];
}

interface Words {
  /** with a blank between words, and at both ends */
  readonly text: string;
  /** without blanks */
  readonly key: string;
  readonly list: readonly string[];
}

function wordsOf(list: readonly string[]): Words {
  return { text: list.length === 0 ? '' : ` ${list.join(' ')} `, key: list.join(''), list };
}

/** accents, and the vowels and signs of Hebrew and Arabic, which few write */
const marks = /[\u0300-\u036F\u0591-\u05C7\u064B-\u0655\u0670]/gu;

/** The words of a header, without case and accents. Camel case and digits separate words too. */
function wordsIn(header: string): Words {
  const parted = header
    .normalize('NFKC')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L})/gu, '$1 $2');
  const list = fold(parted)
    .replace(/[^\p{L}\p{M}\p{N}#]+/gu, ' ')
    .replaceAll('#', ' number ')
    .split(' ')
    .filter((word) => word !== '' && word !== 'required' && word !== 'optional');
  return wordsOf(list);
}

function fold(text: string): string {
  // Most words are in ASCII, and there are thousands.
  if (isPlain.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(/[łøđıßæœ]/gu, (letter) => plainLetters[letter] ?? letter);
}

// eslint-disable-next-line no-control-regex -- all of ASCII
const isPlain = /^[\u0000-\u007F]*$/;

/** Letters that Unicode doesn't decompose, and people replace by these. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

interface Vocabulary {
  readonly words: ReadonlySet<string>;
  readonly phrases: readonly string[];
  readonly stems: readonly string[];
}

let vocabularies: ReadonlyMap<WordKind, Vocabulary> | undefined;

/** The table by kind, built at its first use. */
function vocabularyOf(kind: WordKind): Vocabulary {
  vocabularies ??= new Map(
    (Object.keys(headerWords) as WordKind[]).map((each) => [each, makeVocabulary(each)]),
  );
  return vocabularies.get(kind) ?? makeVocabulary(kind);
}

function makeVocabulary(kind: WordKind): Vocabulary {
  const entries = headerWords[kind].split(',').map((entry) => fold(entry.trim()));
  const whole = entries.filter((entry) => !entry.startsWith('~'));
  return {
    words: new Set(whole.filter((entry) => !entry.includes(' '))),
    phrases: whole.filter((entry) => entry.includes(' ')),
    stems: entries
      .filter((entry) => entry.startsWith('~'))
      .map((entry) => entry.slice(1).replaceAll(' ', '')),
  };
}

function has({ text, key, list }: Words, kind: WordKind): boolean {
  const { words, phrases, stems } = vocabularyOf(kind);
  return (
    list.some((word) => words.has(word)) ||
    phrases.some((phrase) => text.includes(` ${phrase} `)) ||
    stems.some((stem) => key.includes(stem))
  );
}

/** Whether the whole header is one of these names, except for a number after it. */
function isWholly({ list }: Words, kind: WordKind): boolean {
  const { words, phrases, stems } = vocabularyOf(kind);
  const name = list.filter((word) => !/^\p{N}+$/u.test(word)).join(' ');
  if (words.has(name) || phrases.includes(name)) return true;
  return stems.includes(name.replaceAll(' ', ''));
}

function readWords(words: Words): HeaderSense {
  if (words.text === '') return unknown;
  const is = (kind: WordKind) => has(words, kind);
  const aboutEmail = is('email');
  const aboutPhone = !aboutEmail && (is('phone') || is('mobile') || is('numberToCall'));
  const before = codeBefore(words);
  if (before !== undefined) return { ...other, before };
  if (countryWords.has(words.list.join(' '))) return { ...other, country: true };
  if ((aboutPhone || aboutEmail) && is('label'))
    return { rank: 0, not: true, labels: aboutPhone ? 'phone' : 'email' };
  if (is('somebodyElse')) return somebodyElse(words, aboutPhone, aboutEmail);
  if (aboutEmail) return emailSense(words);
  if (aboutPhone) return phoneSense(words);
  return idSense(words) ?? nameSense(words) ?? placeSense(words);
}

function somebodyElse(words: Words, aboutPhone: boolean, aboutEmail: boolean): HeaderSense {
  const isPerson = !isWholly(words, 'jobTitle');
  if (!isPerson) return placeSense(words);
  const attribute = aboutPhone ? 'phone' : aboutEmail ? 'email' : undefined;
  return { rank: 0, not: true, somebodyElse: true, ...defined({ attribute }) };
}

/** A country that is called so alone. That of a birth, a passport or a bank is another. */
const countryWords = new Set(
  [
    ...['country', 'country name', 'country or region', 'country region', 'work country', 'land'],
    ...['office country', 'business country region', 'pays', 'pais', 'paese', 'kraj', 'ulke'],
    ...['страна', 'देश', 'الدولة', 'البلد', 'negara', '国家', '国', '국가'],
  ].map(fold),
);

/** Words for a telephone may be beside it: Mobile country code. */
function codeBefore(words: Words): HeaderSense['before'] {
  const list = words.list.filter((word) => !phoneWords.has(word));
  const rest = wordsOf(list);
  if (isWholly(words, 'callingCode') || isWholly(rest, 'callingCode')) return 'country';
  return isWholly(words, 'areaCode') || isWholly(rest, 'areaCode') ? 'city' : undefined;
}

const phoneWords = new Set('phone mobile telephone tel cell telefon contact number'.split(' '));

function emailSense(words: Words): HeaderSense {
  if (has(words, 'name') || without(words, 'notTheValue', emailMayHave)) return other;
  const isHome = has(words, 'home');
  const digit = Number(words.list.find((word) => /^\d$/u.test(word)) ?? 1);
  const rank = (isHome ? 2 : has(words, 'company') || has(words, 'work') ? 0.5 : 0) + digit / 100;
  return { attribute: 'email', rank };
}
/** An email address is an address, and a mail ID isn't a number. */
const emailMayHave = new Set(['mail', 'state', 'file', 'change', 'group']);

function phoneSense(words: Words): HeaderSense {
  if (without(words, 'notTheValue', phoneMayHave)) return other;
  const label = phoneLabelOf(words);
  const isShared = has(words, 'company') && (has(words, 'main') || has(words, 'primary'));
  if (isShared || isWholly(words, 'main') || has(words, 'switchboard'))
    return { ...other, phone: 'main' };
  if (has(words, 'place') && !has(words, 'mobile')) return { ...other, phone: 'main' };
  const digit = Number(words.list.find((word) => /^\d$/u.test(word)) ?? 1);
  const behind = label === 'phone' && has(words, 'messenger') ? 0.5 : 0;
  return {
    attribute: 'phone',
    phone: label,
    rank: phoneLabels.indexOf(label) + behind + digit / 100,
  };
}
const phoneMayHave = new Set(['country', 'state', 'file', 'im', 'format', 'area', 'data']);

/** Which of a person's numbers the words mean, in a header or in a cell with a label. */
function phoneLabelOf(words: Words): PhoneLabel {
  if (has(words, 'ifDifferent')) return 'other';
  // Kept beside the number to call, and often the same.
  if (has(words, 'messenger')) return 'phone';
  if (has(words, 'mobile')) return 'mobile';
  if (has(words, 'company') || (has(words, 'main') && !has(words, 'work'))) return 'main';
  if (has(words, 'otherNumber')) return 'other';
  if (has(words, 'work')) return 'work';
  return has(words, 'home') ? 'home' : 'phone';
}

/**
 * The label in a cell for the number beside it. @returns undefined if it isn't a number to call the person: a
 * fax, a spouse's
 */
export function labelInCell(cell: string): PhoneLabel | undefined {
  const words = wordsIn(cell);
  if (without(words, 'notTheValue', new Set()) || has(words, 'somebodyElse')) return undefined;
  return phoneLabelOf(words);
}

/** Which of a person's numbers a column has whose name is one word for that, without any for a telephone. */
export function numberLabelOf(header: string): PhoneLabel | undefined {
  const words = wordsIn(header.slice(0, maxLength));
  if (isWholly(words, 'home')) return has(words, 'otherNumber') ? 'other' : 'home';
  return isWholly(words, 'work') ? 'work' : undefined;
}

function without(words: Words, kind: 'notTheValue', allowed: ReadonlySet<string>): boolean {
  const list = words.list.filter((word) => !allowed.has(word));
  return has(wordsOf(list), kind);
}

function idSense(words: Words): HeaderSense | undefined {
  if (has(words, 'employeeId') && !has(words, 'department') && !has(words, 'name'))
    return { attribute: 'employeeId', rank: 0 };
  if (has(words, 'userName')) return { attribute: 'email', rank: 5, weak: true };
  const isEmployees = has(words, 'employee') && has(words, 'id');
  if (isEmployees && !has(words, 'name') && !has(words, 'notTheValue'))
    return { attribute: 'employeeId', rank: 1 };
  return undefined;
}

/** Beside the word for a name, these words still mean a person's name. */
const ofAPerson = new Set(
  'legal preferred official your the of contact person member student user employee worker staff team full complete customer volunteer teacher driver resident agent technician colleague candidate guest attendee participant applicant candidate camper player athlete pupil learner trainee intern contractor nurse doctor patient emp display'.split(
    ' ',
  ),
);

/** A customer can be a company, and a contact person can be someone other than the person of the row. */
const maybeOthers = new Set([
  ...['customer name', 'client name', 'contact person', 'ansprechpartner', 'contactpersoon'],
  ...['persona de contacto', 'pessoa de contato', 'personne de contact', 'interlocuteur'],
]);

/** Over names, the name of whom the list is about. */
const people = new Set(
  'trainee participant attendee volunteer member candidate applicant driver resident learner pupil intern teilnehmer mitglied participante membre anggota peserta'.split(
    ' ',
  ),
);

/** Words around a name in the questions of a form: What is your full name? */
const ofAQuestion = new Set('what is s your please enter provide'.split(' '));

function nameSense(header: Words): HeaderSense | undefined {
  const words = wordsOf(header.list.filter((word) => !ofAQuestion.has(word)));
  const name = words.list.join(' ');
  if (maybeOthers.has(name)) return { attribute: 'displayName', rank: 2, weak: true };
  if (name === 'team name' || name === 'crew name') return undefined;
  if (isWholly(words, 'fullName')) return { attribute: 'displayName', rank: 0 };
  if (has(words, 'notTheValue') || has(words, 'company')) return undefined;
  if (isWholly(words, 'employee') || people.has(name))
    return { attribute: 'displayName', rank: 2, weak: true };
  if (isWholly(words, 'name') || isWholly(words, 'firstName') || isWholly(words, 'lastName'))
    return oneName(words);
  const left = wordsOf(
    withoutEmployee(words).filter((word) => !ofAPerson.has(word) && !/^\p{N}+$/u.test(word)),
  );
  if (left.key === words.key || left.key === '') return namesTogether(words);
  if (isWholly(left, 'fullName')) return { attribute: 'displayName', rank: 0.5 };
  const isPreferred = words.list.includes('preferred');
  const sense = oneName(left);
  if (sense === undefined) return namesTogether(left);
  return { ...sense, rank: sense.rank + (isPreferred ? 1 : 0.5) };
}

/**
 * The words without those for an employee, and without the articles between them: Nombre del empleado, ФИО сотрудника, Mitarbeitername,
 * 员工姓名. What is left of a compound is a name's word, or only an ending.
 */
function withoutEmployee(words: Words): readonly string[] {
  const { phrases, stems, words: wholeWords } = vocabularyOf('employee');
  let { text } = words;
  for (const phrase of phrases) text = text.replace(` ${phrase} `, ' ');
  const left = text.split(' ').flatMap((word) => {
    if (word === '' || wholeWords.has(word)) return [];
    const stem = stems.find((each) => word.includes(each));
    if (stem === undefined) return [word];
    const rest = word.replace(stem, '');
    if (rest === '名') return ['name'];
    return nameKinds.some((kind) => isWholly(wordsOf([rest]), kind)) ? [rest] : [];
  });
  const hasNone = left.join('') === words.key;
  return hasNone ? left : left.filter((word) => !articles.has(word));
}

const nameKinds = ['name', 'fullName', 'firstName', 'lastName'] as const;
const articles = new Set(
  'de del de la el los du des le les l d der die das den dem van het di della dello dell do da dos'.split(
    ' ',
  ),
);

/** First name and last name in one header: the whole name. */
function namesTogether(words: Words): HeaderSense | undefined {
  const first = phraseIn(words, 'firstName');
  const last = phraseIn(words, 'lastName');
  if (first && last) return { attribute: 'displayName', rank: 1 };
  if (first) return { attribute: 'firstName', rank: 1 };
  if (last) return { attribute: 'lastName', rank: 1 };
  return phraseIn(words, 'fullName') ? { attribute: 'displayName', rank: 1 } : undefined;
}

/** A name of two words or of some length inside a header. Single short ones may mean anything (first, last, ad). */
function phraseIn({ text, list }: Words, kind: WordKind): boolean {
  const { words, phrases } = vocabularyOf(kind);
  return (
    phrases.some((phrase) => text.includes(` ${phrase} `)) ||
    list.some((word) => word.length >= 6 && words.has(word))
  );
}

function oneName(words: Words): HeaderSense | undefined {
  const isFirst = isWholly(words, 'firstName');
  const isLast = isWholly(words, 'lastName');
  if (isWholly(words, 'name')) return { attribute: 'displayName', rank: 1, anyName: true };
  if (isFirst) return { attribute: 'firstName', rank: 0 };
  return isLast ? { attribute: 'lastName', rank: 0 } : undefined;
}

function placeSense(words: Words): HeaderSense {
  const isTitle = has(words, 'jobTitle');
  const isDepartment = has(words, 'department');
  const isLocation = has(words, 'location');
  if (!isTitle && !isDepartment && !isLocation && !has(words, 'city'))
    return has(words, 'notTheValue') || has(words, 'company') || has(words, 'name')
      ? other
      : unknown;
  if (has(words, 'notTheValue') || isNumbered(words)) return other;
  const exact = (kind: WordKind, base: number) => (isWholly(words, kind) ? base : base + 1);
  if (isDepartment && !isWholly(words, 'location') && !isWholly(words, 'jobTitle'))
    return {
      attribute: 'department',
      rank: exact('department', departmentRank(words)),
      ...weakIf(departmentRank(words) > 1),
    };
  if (isLocation && !isWholly(words, 'jobTitle'))
    return { attribute: 'location', rank: exact('location', 0) };
  if (isTitle) {
    const isWeak = isWholly(words, 'jobTitle') && weakTitles.has(words.list.join(' '));
    return { attribute: 'jobTitle', rank: exact('jobTitle', isWeak ? 2 : 0), ...weakIf(isWeak) };
  }
  if (has(words, 'home') || words.list.some((word) => ofAnAddress.has(word))) return other;
  return { attribute: 'location', rank: 3, weak: true };
}

/** Beside a city, these words mean a home or a mailing address. */
const ofAnAddress = new Set(
  'mailing billing shipping postal address primary secondary permanent residential street birth'.split(
    ' ',
  ),
);

const numberWords = new Set(
  'id ids code codes number no nr num codigo codice kode kod kodu код'.split(' '),
);

/** A department's code isn't its name. */
function isNumbered({ list }: Words): boolean {
  return list.some((word) => numberWords.has(word));
}

function weakIf(isWeak: boolean): { readonly weak?: true } {
  return isWeak ? { weak: true } : {};
}

/** Forms of address as often as jobs. */
const weakTitles = new Set(
  'title titre titel tittel occupation role rank post kind job'.split(' '),
);

/** A team counts as the department only if no column has departments. */
function departmentRank({ list }: Words): number {
  const isDepartment = list.some((word) => !parts.has(word));
  return isDepartment ? 0 : 2;
}
const parts = new Set(
  'division team unit section business name org path area equipe equipo'.split(' '),
);
