import { isOwnKey } from '../../../domain/attributes.ts';
import { clearedValue } from '../../../domain/cell-values.ts';
import { mayBeNobodysEmail } from '../../../domain/nobodys-emails.ts';
import { mayBePlaceholder } from '../../../domain/placeholders.ts';
import { mayBeUnusable } from '../../../domain/unusable-texts.ts';
import { isValidAsWritten } from '../../../domain/valid-phones.ts';
import { keyHash, keyHashOfBytes } from '../../../lib/key-hash.ts';
import type { Delimiter, Quote } from './file-facts.ts';
import type { ValueKey } from './headers.ts';
import { OrdinaryRow, type OrdinaryLines } from './ordinary-row.ts';
import { readAnyCell, type RowRules } from './to-row.ts';

/*
 * A shorter way for the lines that most rows of most files are: no quotation mark, a cell for each column, a phone number
 * that is E.164 already, and no value that is left out. Such a line becomes the JSON of its fields without a text of the
 * line, of its cells or of its values being made: that is half of the time of a row, and nearly all of the garbage. Every other
 * line is left to `records.ts` and `to-row.ts`. A property test compares both.
 */

interface Column {
  readonly column: number;
  readonly attribute: ValueKey;
  /** the attribute's name in JSON, up to its value */
  readonly before: Buffer;
  readonly isPlainText: boolean;
}

/** of bytes in ordinary texts: see `ordinaryText` of cell-values.ts */
const first = 1;
const inside = 2;
const last = 4;
const alphanumeric = 8;
const classes = new Uint8Array(256);
for (let byte = 0; byte < 128; byte += 1) {
  const character = String.fromCharCode(byte);
  if (/[A-Za-z0-9]/.test(character)) classes[byte] = first | inside | last;
  else if (/[.)]/.test(character)) classes[byte] = inside | last;
  else if (/[ '(/_-]/.test(character)) classes[byte] = inside;
  if (/[a-z0-9]/.test(character)) classes[byte] = (classes[byte] ?? 0) | alphanumeric;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const plus = 0x2b;
const at = 0x40;
const dot = 0x2e;
const hyphen = 0x2d;
const underscore = 0x5f;
/** so that no limit of a value can be reached */
const longestOrdinary = 60;
const fewestDigits = 8;
const mostDigits = 15;
/** A piece is a quarter of it (pieces.ts), and a row's JSON is some twice its line. */
const arenaBytes = 128 * 1024;
/** lines, before it is judged whether most are ordinary */
const triedAtLeast = 1000;
/** of a byte in JSON */
const mostEscaped = 6;

/** @returns undefined: the file's columns need more than this knows */
export function createOrdinaryLines(
  rules: RowRules,
  delimiter: Delimiter,
  quote: Quote,
): OrdinaryLines | undefined {
  const { map, habits, numbers } = rules;
  const [phone] = map.phones;
  const attributes = map.taken.map(({ attribute }) => attribute);
  if (
    phone === undefined ||
    map.phones.length > 1 ||
    phone.labelColumn !== undefined ||
    (numbers.shared.get(phone.column)?.size ?? 0) > 0 ||
    new Set(attributes).size < attributes.length ||
    map.lastNameFirst.size > 0 ||
    map.lastNameParts !== undefined ||
    map.network !== undefined ||
    map.change !== undefined ||
    map.isErrorLog ||
    delimiter.charCodeAt(0) > 0x7f ||
    // A header that is a number may be repeated in the file, and isn't a row then.
    /^\s*\+\d+\s*$/.test(map.headers[phone.column] ?? '')
  )
    return undefined;
  const columns = map.taken.map(({ column, attribute }): Column => {
    const { areDecimals } = habits.values.get(column) ?? {};
    const isPlainText = !isOwnKey(attribute) && areDecimals !== true;
    return {
      ...{ column, attribute, isPlainText },
      before: Buffer.from(`,${JSON.stringify(attribute)}:"`),
    };
  });
  return new LineReader(rules, columns, {
    ...{ phone: phone.column, width: map.headers.length },
    ...{ delimiter: delimiter.charCodeAt(0), quote: quote.charCodeAt(0) },
  });
}

interface Shape {
  /** the column of the phone number */
  readonly phone: number;
  /** number of columns */
  readonly width: number;
  readonly delimiter: number;
  readonly quote: number;
}

class LineReader implements OrdinaryLines {
  end = 0;
  private tried = 0;
  private ordinary = 0;
  /** where each cell ends, and one before where the first begins */
  private readonly ends: Int32Array;
  private arena = Buffer.alloc(0);
  private used = 0;
  private email = 0;
  private employeeId = 0;
  private readonly rules: RowRules;
  private readonly columns: readonly Column[];
  private readonly shape: Shape;
  private readonly overhead: number;

  constructor(rules: RowRules, columns: readonly Column[], shape: Shape) {
    this.rules = rules;
    this.columns = columns;
    this.shape = shape;
    this.ends = new Int32Array(shape.width + 1);
    this.overhead = columns.reduce((sum, { before }) => sum + before.length + 1, 100);
  }

  reuse(): void {
    this.used = 0;
  }

  get isUseful(): boolean {
    return this.tried < triedAtLeast || this.ordinary * 2 > this.tried;
  }

  read(bytes: Buffer, from: number, line: number): OrdinaryRow | undefined {
    this.tried += 1;
    if (!this.cut(bytes, from)) return undefined;
    const phone = this.phoneIn(bytes);
    if (phone === undefined) return undefined;
    const most = (this.end - from) * mostEscaped + this.overhead;
    if (this.used + most > this.arena.length) {
      // Room for all lines of a piece, nearly always.
      this.arena = Buffer.allocUnsafeSlow(Math.max(arenaBytes, most));
      this.used = 0;
    }
    const start = this.used;
    this.email = 0;
    this.employeeId = 0;
    for (const column of this.columns) {
      const cellFrom = (this.ends[column.column] ?? 0) + 1;
      const cellEnd = this.ends[column.column + 1] ?? 0;
      if (cellFrom === cellEnd) continue;
      if (!this.addCell(bytes, cellFrom, cellEnd, column)) {
        this.used = start;
        return undefined;
      }
    }
    // A row with nothing but a number may be a line of another kind.
    if (this.used === start) return undefined;
    this.arena[start] = 0x7b;
    this.used += this.arena.write(`,"phone":"${phone}"}`, this.used, 'latin1');
    const fields = this.arena.subarray(start, this.used);
    this.ordinary += 1;
    return new OrdinaryRow(line, phone, { email: this.email, employeeId: this.employeeId }, fields);
  }

  /** Cuts a line into its cells. @returns whether it has one for each column and no quotation mark */
  private cut(bytes: Buffer, from: number): boolean {
    const { ends } = this;
    const { delimiter, quote, width } = this.shape;
    const { length } = bytes;
    this.end = from;
    ends[0] = from - 1;
    let cells = 0;
    for (let place = from; place < length; place += 1) {
      const byte = bytes[place];
      if (byte === delimiter) {
        cells += 1;
        if (cells >= width) return false;
        ends[cells] = place;
      } else if (byte === lineFeed) {
        const isAfterReturn = place > from && bytes[place - 1] === carriageReturn;
        ends[cells + 1] = isAfterReturn ? place - 1 : place;
        this.end = place + 1;
        return cells + 1 === width;
      } else if (byte === quote || isLineEnd(byte, bytes[place + 1])) return false;
    }
    return false;
  }

  private phoneIn(bytes: Buffer): string | undefined {
    const { phone } = this.shape;
    const from = (this.ends[phone] ?? 0) + 1;
    const end = this.ends[phone + 1] ?? 0;
    const digits = end - from - 1;
    if (bytes[from] !== plus || digits < fewestDigits || digits > mostDigits) return undefined;
    for (let place = from + 1; place < end; place += 1) {
      const byte = bytes[place] ?? 0;
      if (byte < 0x30 || byte > 0x39) return undefined;
    }
    // Dialled in front of an international number: the rest is the number.
    if (bytes[from + 1] === 0x30) return undefined;
    const text = bytes.toString('latin1', from, end);
    return isValidAsWritten(text) ? text : undefined;
  }

  /** @returns whether the cell has a value, or nothing, and nothing is left out */
  private addCell(bytes: Buffer, from: number, end: number, column: Column): boolean {
    const { attribute } = column;
    if (column.isPlainText && end - from <= longestOrdinary) {
      const isOrdinary =
        attribute === 'email'
          ? isOrdinaryEmail(bytes, from, end) && !mayBeNobodysEmail(bytes, from, end)
          : isOrdinaryText(bytes, from, end) &&
            !mayBePlaceholder(bytes, from, end) &&
            !mayBeUnusable(bytes, from, end);
      if (isOrdinary) {
        this.addOrdinary(bytes, from, end, column);
        return true;
      }
    }
    const read = readAnyCell(
      bytes.toString('utf8', from, end),
      column.column,
      attribute,
      this.rules,
    );
    if ('problem' in read || read.left !== undefined || read.value === clearedValue) return false;
    if (read.value === '') return true;
    this.arena.set(column.before, this.used);
    // With its opening quotation mark.
    this.used += column.before.length - 1;
    this.used += this.arena.write(JSON.stringify(read.value), this.used);
    if (attribute === 'email' || attribute === 'employeeId')
      this[attribute] = keyHash(attribute, read.value);
    return true;
  }

  private addOrdinary(bytes: Buffer, from: number, end: number, column: Column): void {
    const { arena } = this;
    arena.set(column.before, this.used);
    let place = this.used + column.before.length;
    for (let byte = from; byte < end; byte += 1) arena[place++] = bytes[byte] ?? 0;
    const { attribute } = column;
    if (attribute === 'email' || attribute === 'employeeId')
      this[attribute] = keyHashOfBytes(attribute, bytes, from, end);
    arena[place] = 0x22;
    this.used = place + 1;
  }
}

/** A CR that ends a line by itself. */
function isLineEnd(byte: number | undefined, next: number | undefined): boolean {
  return byte === carriageReturn && next !== lineFeed;
}

/** As `ordinaryText` of cell-values.ts. */
function isOrdinaryText(bytes: Uint8Array, from: number, end: number): boolean {
  for (let place = from + 1; place < end - 1; place += 1)
    if (((classes[bytes[place] ?? 0] ?? 0) & inside) === 0) return false;
  const isOne = end - from === 1;
  return (
    ((classes[bytes[from] ?? 0] ?? 0) & first) !== 0 &&
    (isOne || ((classes[bytes[end - 1] ?? 0] ?? 0) & last) !== 0)
  );
}

/** As `ordinaryEmail` of cell-values.ts: words with a sign between them, @, labels with a dot between them. */
function isOrdinaryEmail(bytes: Uint8Array, from: number, end: number): boolean {
  /** characters of the word that is being read */
  let word = 0;
  let isDomain = false;
  let labels = 0;
  let hasHyphen = false;
  for (let place = from; place < end; place += 1) {
    const byte = bytes[place] ?? 0;
    if (((classes[byte] ?? 0) & alphanumeric) !== 0) {
      word += 1;
      continue;
    }
    if (word === 0) return false;
    word = 0;
    if (byte === hyphen) hasHyphen = isDomain;
    else if (byte === dot) {
      labels += isDomain ? 1 : 0;
      hasHyphen = false;
    } else if (byte === at && !isDomain) isDomain = true;
    else if (byte !== underscore || isDomain) return false;
  }
  return labels > 0 && word >= 2 && !hasHyphen;
}
