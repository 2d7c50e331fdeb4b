import {
  isNameAttribute,
  isOwnKey,
  type AttributeKey,
  type AttributeType,
  type BuiltInAttribute,
} from './attributes.ts';
import { isNobodysEmail } from './nobodys-emails.ts';
import { parseOwnValue, type OwnValueRules } from './own-values.ts';
import { isPlaceholder, isSurelyPlaceholder } from './placeholders.ts';
import { isSpoilt } from './spoilt-letters.ts';
import { misplacedText } from './misplaced-texts.ts';
import { mayBeUnusable, unusableText } from './unusable-texts.ts';
import { cleanText, parseValue, type ValueProblem } from './values.ts';

/** The rest of a cell beside the value that was read from it. */
interface LeftOfCell {
  readonly problem: 'email-second';
  readonly value: string;
}

export type ReadCell =
  { readonly value: string; readonly left?: LeftOfCell } | { readonly problem: ValueProblem };

/** Evidence from the other cells of a column. */
export interface ColumnHabits extends OwnValueRules {
  /** most cells have values, so `n/a` and `-` mark an empty one */
  readonly hasPlaceholders?: boolean;
  /** most cells are dates, so they are what a text column has */
  readonly areDates?: boolean;
  /** every number ends with .0, as programs write a column of numbers with gaps */
  readonly areDecimals?: boolean;
}

/** Erases a person's value when it is in a cell. */
const clearWord = '<clear>';

/** The value of a cell that erases one: no text has this character. */
export const clearedValue = '\u0000';

/** Whether a cell erases a person's value. */
export function clears(text: string): boolean {
  return text.trim().toLowerCase() === clearWord;
}

/** Letters, digits and a few signs that mean nothing but themselves. */
const ordinaryText = /^[A-Za-z0-9](?:[A-Za-z0-9 .'()/_-]*[A-Za-z0-9.)])?$/;
const ordinaryEmail = /^[a-z0-9]+(?:[._-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z0-9]{2,}$/;
/** so that no limit of a value, or of a part of an address, can be reached */
const longestOrdinary = 60;

/** used again for each text */
const bytesOfText = Buffer.alloc(longestOrdinary);

/**
 * The value of a cell that reads as what it says, as most cells of most files do. Only a shorter way to the same:
 * without guards and entities, `readCellValue` reads the same value from it.
 * @returns undefined if the cell has to be read by all rules
 */
export function readOrdinaryCell(
  attribute: Exclude<BuiltInAttribute, 'phone'>,
  text: string,
  habits: ColumnHabits = {},
): string | undefined {
  if (text.length > longestOrdinary || habits.areDecimals === true) return undefined;
  if (attribute === 'email')
    return ordinaryEmail.test(text) && !isNobodysEmail(text) ? text : undefined;
  if (!ordinaryText.test(text)) return undefined;
  const empty = emptyCell(attribute, text, habits);
  if (empty !== undefined) return 'problem' in empty ? undefined : '';
  const length = bytesOfText.write(text, 'latin1');
  return mayBeUnusable(bytesOfText, 0, length) ? undefined : text;
}

function unusableIn(attribute: AttributeKey, text: string, { areDates }: ColumnHabits) {
  const of = isNameAttribute(attribute) ? 'names' : attribute === 'employeeId' ? 'ids' : undefined;
  return unusableText(text, { of, areDates });
}

/**
 * A cell with a sign or word for "nothing". Where most cells of a column have the word, it may be its value: an own attribute
 * keeps it, and a built-in one has no such value.
 */
function emptyCell(
  attribute: Exclude<AttributeKey, 'phone'>,
  text: string,
  { hasPlaceholders = false }: ColumnHabits,
  type: AttributeType = 'text',
): ReadCell | undefined {
  if (!isPlaceholder(text, isNameAttribute(attribute))) return undefined;
  if (hasPlaceholders || (type === 'text' && isSurelyPlaceholder(text))) return { value: '' };
  return isOwnKey(attribute) ? undefined : { problem: 'placeholder' };
}

/**
 * Reads a value from a cell of a file. Formula errors, placeholders and damaged letters aren't values, and an
 * address is taken out of the text around it. A form doesn't guess: it uses `parseValue` and `parseOwnValue`.
 * @param type of an organization's own attribute
 */
export function readCellValue(
  attribute: Exclude<AttributeKey, 'phone'>,
  text: string,
  habits: ColumnHabits = {},
  type: AttributeType = 'text',
): ReadCell {
  const isSpecial = mayBeSpecial(text);
  const signs = isSpecial ? withoutFormula(text) : text;
  const value = keys.has(attribute) ? signs.replace(wide, usual) : signs;
  if (isSpecial) {
    if (clears(value)) return { value: clearedValue };
    if (isFormulaError(value)) return { problem: 'formula-error' };
  }
  const isName = isNameAttribute(attribute);
  const isText = isOwnKey(attribute) ? type === 'text' : attribute !== 'email';
  const unusable = isText ? unusableIn(attribute, value, habits) : undefined;
  if (unusable !== undefined) return { problem: unusable };
  const empty = emptyCell(attribute, value, habits, type);
  if (empty !== undefined) return empty;
  if (isText && isSpoilt(value, isName)) return { problem: 'damaged-characters' };
  const misplaced = isOwnKey(attribute) ? undefined : misplacedText(attribute, value);
  if (misplaced !== undefined) return { problem: misplaced };
  if (isOwnKey(attribute)) return parseOwnValue(type, value, { ...habits, inCell: true });
  if (attribute === 'email') return inSmallLetters(ofSomebody(readEmails(value)));
  return parseValue(
    attribute,
    habits.areDecimals === true ? value.replace(wholeDecimal, '$1') : value,
  );
}

/** A value that is used literally, as in a form. */
export function readLiteral(
  attribute: Exclude<AttributeKey, 'phone'>,
  text: string,
  { timeZone }: ColumnHabits = {},
  type: AttributeType = 'text',
): ReadCell {
  return isOwnKey(attribute)
    ? parseOwnValue(type, text, { timeZone })
    : parseValue(attribute, text);
}

/** `123.0` */
export const wholeDecimal = /^(\d{1,15})\.0$/;

/** By these, two texts that mean the same must be the same: Ｅ７ is E7. */
const keys = new Set<AttributeKey>(['email', 'employeeId']);
const wide = /[！-～]/gu;

function usual(sign: string): string {
  return sign.normalize('NFKC');
}

/** Begins with what formulas and their errors begin with, or with a blank. Nearly no cell does. */
function mayBeSpecial(text: string): boolean {
  const first = text.charCodeAt(0);
  return first <= 0x20 || first === 0x23 || first === 0x3c || first === 0x3d || first === 0x45;
}

const formulaOfText = /^=(?:T\()?"([^"]{0,300})"\)?$/i;
const formulaOfLink = /^=HYPERLINK\(\s*"[^"]{0,300}"\s*[,;]\s*"([^"]{0,300})"\s*\)$/i;
/** a formula without a computed value; what a link shows is its own text */
const otherFormula =
  /^=(?!true|false|wahr|falsch|vrai|faux|hyperlink)[a-z][a-z.]{0,20}\(.{0,500}\)$/i;

/** `="00123"`, by which programs keep a spreadsheet from taking a text for a number; and the text of a link. */
export function withoutFormula(text: string): string {
  const written = text.trim();
  return formulaOfText.exec(written)?.[1] ?? formulaOfLink.exec(written)?.[1] ?? text;
}

const formulaError =
  /^(?:#(?:n\/?[avd]|n\/d|i\/t|nv|ref|value|name|num|null|div\/0|spill|calc|field|blocked|connect|busy|unknown|getting_data|bezug|wert|zahl|null|name|überlauf|valeur|nom|nombre|nul|[¡!¿]?(?:ref|valor|nombre|num|núm|nulo|div\/0|null|name|nome|value))[!?]?|#{3,255}|err:\d{3})$/i;

/** an error in whichever language: #VERW!, #NAAM? */
const anyError = /^#[¡!¿]?[\p{Lu}/]{2,12}[\d/]{0,2}[!?]$/u;

/** Whether a cell shows the error of a formula, or a formula in place of its value. */
export function isFormulaError(text: string): boolean {
  const written = text.trim();
  return formulaError.test(written) || anyError.test(written) || otherFormula.test(written);
}

function ofSomebody(read: ReadCell): ReadCell {
  return 'value' in read && isNobodysEmail(read.value) ? { problem: 'placeholder' } : read;
}

/** Letter case doesn't distinguish addresses. */
function inSmallLetters(read: ReadCell): ReadCell {
  return 'problem' in read ? read : { ...read, value: read.value.toLowerCase() };
}

const angled = /<\s*([^<>\s]{3,254})\s*>/;
const betweenAddresses = /[;,|\s]/;
/** two addresses with their names */
const longestEmails = 1000;
const wrapped = /^(?:mailto:|smtp:|[<("'[]){1,3}|(?:\?[a-z]{1,10}=.{0,200}|[>)"'\].,;:]{1,3})$/gi;
const aroundAt = /\s{0,3}@\s{0,3}/u;

/** The address in a cell, without a name, brackets or a trailing sign; the first of several. */
function readEmails(text: string): ReadCell {
  const whole = parseValue('email', text);
  if (!('problem' in whole) || whole.problem !== 'email-not-valid' || !text.includes('@'))
    return whole;
  if (text.length > longestEmails) return whole;
  const signs = cleanText(text);
  // One address with blanks in it; of several, a blank parts them.
  const cleaned = signs.split('@').length === 2 ? signs.replace(aroundAt, '@') : signs;
  const found = cleaned
    .replaceAll(/"[^"]{0,200}"/g, ' ')
    .split(angled.test(cleaned) ? /[<>]/ : betweenAddresses)
    .flatMap((part) => part.split(betweenAddresses))
    .map((part) => part.replace(wrapped, ''))
    .filter((part) => part.includes('@'));
  const [first, ...others] = [...new Set(found)];
  if (first === undefined) return whole;
  const read = parseValue('email', first);
  if ('problem' in read || others.length === 0) return 'problem' in read ? whole : read;
  return { value: read.value, left: { problem: 'email-second', value: others.join(', ') } };
}
