import {
  builtInAttributes,
  isNameAttribute,
  type AttributeDefinition,
  type AttributeKey,
  type BuiltInAttribute,
} from '../../../domain/attributes.ts';
import type { CountryCode } from '../../../domain/phone.ts';
import { headerKey } from '../../../lib/spreadsheets/header-key.ts';
import { evidenceOf, mostly, type Evidence } from './cell-evidence.ts';
import { areCountries } from './country-cell.ts';
import { withoutFalseFriends } from './false-friends.ts';
import { isOf, readHeader, type Column } from './header-column.ts';
import { numberLabelOf, phoneLabels } from './header-sense.ts';
import { isLastNamePrefix } from './last-name-parts.ts';
import { choosePhones, columnsBeside, type PhoneColumn } from './phone-columns.ts';

export interface ChosenColumns {
  /** the attribute of each column */
  readonly attributes: readonly (AttributeKey | undefined)[];
  /** the columns of each attribute, the first to be used in front */
  readonly order: ReadonlyMap<AttributeKey, readonly number[]>;
  readonly phones: readonly PhoneColumn[];
  /** columns that label the number in another column, or have its beginning: read, but not a value */
  readonly labelColumns: readonly number[];
  /** phones that most rows share: they identify nobody */
  readonly sharedPhones: readonly number[];
  /** columns of whole names, with the last name first: Rao, Asha */
  readonly lastNameFirst: readonly number[];
}

export interface ChoosingRules {
  readonly own: readonly AttributeDefinition[];
  readonly country: CountryCode | undefined;
}

/**
 * Decides which column is what, by the names of the columns, by the neighbouring columns, and by the first
 * cells if names leave it open. Several columns may have one attribute: each row then uses the first value that
 * is there.
 * @param headers cleaned, without the empty ones at the end
 * @param rows cells of the first rows
 */
export function chooseColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  { own, country }: ChoosingRules,
): ChosenColumns {
  const known = new Map<number, Evidence>();
  const evidence = (column: number): Evidence => {
    const found = known.get(column) ?? evidenceOf(rows, column, country);
    known.set(column, found);
    return found;
  };
  const ownByKey = new Map(own.map(({ key, name }) => [headerKey(name), key]));
  const ownOf = (header: string) =>
    ownByKey.get(headerKey(header)) ?? ownByKey.get(headerKey(undecorated(header)));
  const attributes = headers.map((header): AttributeKey | undefined => ownOf(header));
  const read = headers.map((header, column) => readHeader(header, column));
  const free = read.filter(({ column }) => attributes[column] === undefined);
  const columns = inContext(withoutFalseFriends(free, rows, country))
    .map((each) => byCells(each, evidence, rows))
    .filter(({ header }) => header !== '');

  const order = new Map<AttributeKey, readonly number[]>();
  attributes.forEach((attribute, column) => {
    if (attribute !== undefined) order.set(attribute, [...(order.get(attribute) ?? []), column]);
  });
  const resolved = withEmailByCells(
    namesResolved(columns, evidence, rows).filter(isNeededName(rows)),
    evidence,
    rows,
  );
  for (const attribute of builtInAttributes) {
    if (attribute === 'phone') continue;
    const chosen = bestClass(resolved.filter(isOf(attribute)), rows);
    if (chosen.length > 0)
      order.set(
        attribute,
        chosen.map(({ column }) => column),
      );
  }
  const lastNames = order.get('lastName') ?? [];
  const prefixes = resolved.filter(({ header }) => isLastNamePrefix(header));
  if (lastNames.length > 0 && prefixes.length > 0)
    order.set('lastName', [...lastNames, ...prefixes.map(({ column }) => column)]);
  const lastNameFirst = wholeNamesToSplit(resolved, order, evidence);
  // The column with both names is used before other names.
  if (lastNameFirst.length > 0)
    order.set('displayName', [...new Set([...lastNameFirst, ...(order.get('displayName') ?? [])])]);
  const { phones, shared } = choosePhones(resolved, headers, order, evidence);
  if (phones.length > 0)
    order.set(
      'phone',
      phones.map(({ column }) => column),
    );
  const all = [...attributes];
  for (const [attribute, chosen] of order) for (const column of chosen) all[column] = attribute;
  return {
    attributes: all,
    order,
    phones,
    labelColumns: columnsBeside(phones),
    sharedPhones: shared,
    lastNameFirst,
  };
}

/**
 * Whole names with the last name first. They aren't split if other columns have the first and the last name, or
 * if the column is called a display name, since many organizations write theirs with the last name first.
 */
function wholeNamesToSplit(
  columns: readonly Column[],
  order: ReadonlyMap<AttributeKey, readonly number[]>,
  evidence: (column: number) => Evidence,
): number[] {
  if (order.has('firstName') || order.has('lastName')) return [];
  return (order.get('displayName') ?? []).filter((column) => {
    if (columns.some((each) => each.column === column && each.isPlain)) return false;
    const found = evidence(column);
    return mostly(found.withComma, found);
  });
}

/** Words that programs and people add to a name without changing its meaning. */
function undecorated(header: string): string {
  return header
    .replace(/\([^)]{0,100}\)|\[[^\]]{0,100}\]/gu, ' ')
    .replace(/[*:]/gu, ' ')
    .replace(/\b(?:required|optional|mandatory)\b/giu, ' ');
}

/**
 * Neighbouring columns may say whose a column is: "Contact No." after "Spouse" is the spouse's. Columns count
 * as the other person's while their names could be anyone's, and only after the row's own.
 */
function inContext(columns: readonly Column[]): Column[] {
  let isElse = false;
  /** the other person has a number already */
  let hasNumber = false;
  const ownBefore = new Set<BuiltInAttribute>();
  return columns.map((each) => {
    const { sense, header } = each;
    if (sense.somebodyElse === true) {
      isElse = sense.attribute === undefined && isFamily(header);
      hasNumber = false;
      return each;
    }
    const { attribute } = sense;
    const isGeneral = attribute === 'phone' || attribute === 'email' || attribute === 'displayName';
    if (!isGeneral || (sense.phone === 'work' && attribute === 'phone')) {
      if (attribute !== undefined) isElse = false;
      if (attribute !== undefined) ownBefore.add(attribute);
      return each;
    }
    // A mobile number after that, if the row's own has not appeared yet, is the row's own.
    const isOwnNumber = hasNumber && sense.phone === 'mobile' && !ownBefore.has('phone');
    if (isElse && !isOwnNumber && (attribute === 'phone' || ownBefore.has(attribute))) {
      hasNumber ||= attribute === 'phone';
      return { ...each, sense: { rank: 0, not: true, somebodyElse: true } };
    }
    ownBefore.add(attribute);
    return each;
  });
}

/**
 * A manager's name is often beside the employee's number. Only family and emergency contacts have their own
 * number after them.
 */
function isFamily(header: string): boolean {
  return !/manager|supervisor|report|approv|lead|head|boss|vorgesetzt|führungskraft|teamleit|jefe|superior|supérieur|responsab|gestor|chefe|leidinggevende|kierownik|przełożon|руковод|начальник|yönetici|müdür|atasan|المدير|प्रबंधक|מנהל|经理|上司|상사|assisten|assistant|asisten|asystent|помощник|ассистент|секретар|se[ck]ret|yardımc|助理|秘書|秘书|비서|ผู้ช่วย|trợ lý|مساعد|सहायक|recruit|owner|created|modified/iu.test(
    header,
  );
}

/** Words for a contact person and for their numbers. */
const contacts = new Set(['contact', 'contacts', 'kontakt', 'contacto', 'contato', 'contatto']);

/** Corrects a name by the cells under it. */
function byCells(
  each: Column,
  evidence: (column: number) => Evidence,
  rows: readonly (readonly string[])[],
): Column {
  const { sense, column, header } = each;
  const { attribute } = sense;
  // Home, Work, Other over numbers.
  if (attribute === undefined || (attribute === 'location' && !each.isPlain)) {
    const label = sense.somebodyElse === true ? undefined : numberLabelOf(header);
    if (label !== undefined && mayBeContact(rows, column) && areNumbers(evidence(column)))
      return {
        ...each,
        sense: { attribute: 'phone', phone: label, rank: phoneLabels.indexOf(label) },
      };
  }
  const not = (): Column => ({ ...each, sense: { rank: 0, not: true } });
  if (sense.country === true)
    return areCountries(rows.map((row) => row[column] ?? '')) ? each : not();
  if (attribute === undefined || sense.not === true) return each;
  if (attribute === 'phone') {
    const found = evidence(column);
    const isNames = mostly(found.names + found.withComma, found) && found.numbers === 0;
    if (isNames && contacts.has(headerKey(header)))
      return { ...each, sense: { attribute: 'displayName', rank: 2 } };
    return mostly(found.emails, found) ? { ...each, sense: { attribute: 'email', rank: 2 } } : each;
  }
  if (attribute === 'email' && sense.weak === true) {
    const found = evidence(column);
    return mostly(found.emails, found) ? each : not();
  }
  if (attribute === 'jobTitle' && sense.weak === true) {
    const found = evidence(column);
    return mostly(found.salutations + found.rights, found) ? not() : each;
  }
  const isPlace = attribute === 'location' || attribute === 'department';
  if ((isPlace || attribute === 'jobTitle') && !each.isPlain && mayBeContact(rows, column)) {
    const found = evidence(column);
    if (areNumbers(found) || mostly(found.emails, found)) return not();
  }
  // Unit 303 is a flat.
  if (attribute === 'department' && sense.weak === true) {
    const found = evidence(column);
    return mostly(found.onlyDigits, found) ? not() : each;
  }
  if (attribute === 'displayName' && sense.rank >= 1) {
    const found = evidence(column);
    if (sense.weak === true && !mostly(found.names + found.withComma, found)) return not();
    if (mostly(found.emails, found)) return { ...each, sense: { attribute: 'email', rank: 3 } };
    return mostly(found.numbers, found) && header !== '' ? not() : each;
  }
  return each;
}

const contact = /@|(?:\p{Nd}\D*){6}/u;

/** A look at one cell spares most columns the counting. */
function mayBeContact(rows: readonly (readonly string[])[], column: number): boolean {
  const filled = rows.find((cells) => (cells[column] ?? '') !== '')?.[column];
  return filled !== undefined && contact.test(filled.slice(0, 60));
}

function areNumbers(found: Evidence): boolean {
  return mostly(found.phones, found);
}

/**
 * "Employee" or "Customer name" over names is the name where nothing else is, or where it contains the other
 * name.
 */
function isNeededName(rows: readonly (readonly string[])[]) {
  return ({ column, sense }: Column, _: number, columns: readonly Column[]): boolean => {
    if (sense.attribute !== 'displayName' || sense.weak !== true) return true;
    const surer = columns.find(
      (each) =>
        each.sense.weak !== true &&
        each.sense.not !== true &&
        isNameAttribute(each.sense.attribute),
    );
    return surer === undefined || isPartOf(rows, surer.column, column);
  };
}

/**
 * Where no column is called so, the one column with addresses of mail whose name means nothing else. Several
 * people don't share theirs, and one person's has a part of the name.
 */
function withEmailByCells(
  columns: readonly Column[],
  evidence: (column: number) => Evidence,
  rows: readonly (readonly string[])[],
): Column[] {
  if (columns.some(isOf('email'))) return [...columns];
  const [only, other] = columns.filter(({ column, sense }) => {
    if (sense.attribute !== undefined || sense.not === true) return false;
    const found = evidence(column);
    return mostly(found.emails, found);
  });
  if (only === undefined || other !== undefined) return [...columns];
  const { filled, distinct } = evidence(only.column);
  const names = columns.filter(
    ({ sense }) => isNameAttribute(sense.attribute) && sense.not !== true,
  );
  const isTheirs = filled === 1 ? isNamedSo(rows, only.column, names) : distinct * 10 > filled * 9;
  if (!isTheirs) return [...columns];
  return columns.map((each) =>
    each === only ? { ...each, sense: { attribute: 'email', rank: 3 } } : each,
  );
}

/** Whether the only address has a word of the person's name, if names are known and can be in addresses. */
function isNamedSo(
  rows: readonly (readonly string[])[],
  column: number,
  names: readonly Column[],
): boolean {
  const row = rows.find((cells) => (cells[column] ?? '') !== '') ?? [];
  const words = names
    .flatMap((name) => (row[name.column] ?? '').toLowerCase().split(/[\s,.]+/u))
    .filter((word) => /^[a-z]{2,}$/u.test(word));
  const address = (row[column] ?? '').toLowerCase();
  return words.length === 0 || words.some((word) => address.includes(word));
}

/**
 * A name that may be any is the missing one: the last name beside a first name, the first beside a last,
 * otherwise the whole. A column that contains the other's values is the whole one too.
 */
function namesResolved(
  columns: readonly Column[],
  evidence: (column: number) => Evidence,
  rows: readonly (readonly string[])[],
): Column[] {
  const certain = columns.filter(({ sense }) => sense.anyName !== true);
  const first = certain.find(({ sense }) => sense.attribute === 'firstName');
  const last = certain.find(({ sense }) => sense.attribute === 'lastName');
  const hasWhole = certain.some(({ sense }) => sense.attribute === 'displayName');
  const meaningOf = ({ column, sense }: Column): BuiltInAttribute | undefined => {
    const beside = first ?? last;
    if (first !== undefined && last !== undefined) return 'displayName';
    if (beside !== undefined && isPartOf(rows, beside.column, column)) return 'displayName';
    if (first !== undefined) return 'lastName';
    if (last !== undefined || hasWhole) return 'firstName';
    const found = evidence(column);
    return mostly(found.severalWords, found) ? 'displayName' : sense.attribute;
  };
  // Name, Name: the first and the last.
  const [one, second, third] = columns.filter(({ sense }) => sense.anyName === true);
  const areTwo =
    certain.every(({ sense }) => !isNameAttribute(sense.attribute)) &&
    second !== undefined &&
    third === undefined &&
    one?.header === second.header &&
    ![one, second].some(({ column }) => mostly(evidence(column).severalWords, evidence(column)));
  return columns.map((each) => {
    if (each.sense.anyName !== true) return each;
    const attribute = areTwo
      ? each === one
        ? 'firstName'
        : 'lastName'
      : (meaningOf(each) ?? 'displayName');
    return { ...each, sense: { attribute, rank: 0.5 } };
  });
}

/** Whether the values of one column are part of those of another, with more text beside them. */
function isPartOf(rows: readonly (readonly string[])[], part: number, whole: number): boolean {
  let asked = 0;
  let inside = 0;
  for (const cells of rows) {
    const [short, long] = [cells[part]?.trim() ?? '', cells[whole]?.trim() ?? ''];
    if (short === '' || long === '') continue;
    asked += 1;
    if (long.length > short.length && long.toLowerCase().includes(short.toLowerCase())) inside += 1;
  }
  return asked > 0 && inside * 5 >= asked * 4;
}

function isFilled(rows: readonly (readonly string[])[]) {
  return ({ column }: Column): boolean => rows.some((cells) => (cells[column] ?? '') !== '');
}

/** The better class of an attribute's columns, in the order in which a row uses them. */
function bestClass(columns: readonly Column[], rows: readonly (readonly string[])[]): Column[] {
  const strong = columns.filter(({ sense }) => sense.weak !== true);
  // Programs write columns that nobody fills.
  const isOnlyWeakFilled =
    strong.length < columns.length && !strong.some(isFilled(rows)) && columns.some(isFilled(rows));
  const best = strong.length === 0 || isOnlyWeakFilled ? columns : strong;
  return best.toSorted(
    (one, other) => one.sense.rank - other.sense.rank || one.column - other.column,
  );
}
