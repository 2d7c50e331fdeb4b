import { isOwnKey } from '../../../domain/attributes.ts';
import type { AttributeKey, AttributeType, OwnKey } from '../../../domain/attributes.ts';
import {
  clearedValue,
  clears,
  readCellValue,
  readLiteral,
  readOrdinaryCell,
  type ReadCell,
} from '../../../domain/cell-values.ts';
import { parseNetwork, type Network } from '../../../domain/network.ts';
import { cleanText } from '../../../domain/values.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import { withoutEntities } from '../../../lib/spreadsheets/html-entities.ts';
import { marks } from '../../../lib/spreadsheets/our-columns.ts';
import type { Writable } from '../../../lib/writable.ts';
import type { Habits } from './column-habits.ts';
import type { HeaderMap, ValueKey } from './headers.ts';
import { withLastNameWhole } from './last-name-parts.ts';
import { pickPhone, type NumberRules } from './pick-phone.ts';
import { splitName } from './split-name.ts';
import type { SentRecord } from './records.ts';
import type { LeftOut, Problem, Rejection, Row, RowProblem } from './row.ts';

export interface RowRules {
  readonly map: HeaderMap;
  /** of the organization's own attributes */
  readonly types: ReadonlyMap<OwnKey, AttributeType>;
  readonly habits: Habits;
  /** how to read phone numbers: the same for all rows */
  readonly numbers: NumberRules;
  /** cells have what an admin chose in a form, so a word for nothing is meant */
  readonly isLiteral?: boolean | undefined;
}

/**
 * Turns a record into a row with clean values, or returns every reason why not. Only values that identify the
 * person, and their network, reject the row. Any other unusable value is left out and reported.
 */
export function toRow(sent: SentRecord, record: number, rules: RowRules): Row | Rejection {
  const { line } = sent;
  const cells = withLastNameWhole(withNumberWhole(sent.cells, rules.map), rules.map.lastNameParts);
  const { taken, headers, lastNameFirst, network: networkColumn, change: changeColumn } = rules.map;
  const problemOf = (reason: RowProblem, column?: number, value?: string): Problem => ({
    reason,
    ...(column === undefined ? {} : { column: headers[column] ?? '' }),
    ...(value === undefined || value === '' ? {} : { value: excerpt(value) }),
  });
  const reject = (reason: RowProblem, column?: number, value?: string): Rejection => ({
    line,
    record,
    ...problemOf(reason, column, value),
  });

  if (sent.broken !== undefined) return reject(sent.broken, undefined, cells.join(' '));
  if (rules.map.isErrorLog && cells.some((cell) => stillOpen.test(cell)))
    return reject('quote-not-closed', undefined, cells.join(' '));
  if (cells.length > headers.length) {
    const extra = cells.slice(headers.length).find((cell) => cell.trim() !== '');
    if (extra !== undefined) return reject('too-many-cells', undefined, extra);
  }

  const deleted = changeColumn !== undefined && isMarkedDeleted(cells[changeColumn] ?? '');
  const fields: Partial<Record<AttributeKey, string>> = {};
  const against: Problem[] = [];
  const leftOut: LeftOut[] = [];
  const cleared: AttributeKey[] = [];
  const found = pickPhone(cells, rules.map, rules.numbers, deleted);
  for (const { reason, column, value } of found.leftOut)
    leftOut.push({ column: '', ...problemOf(reason, column, value) });
  for (const { column, attribute } of taken) {
    const cell = cells[column] ?? '';
    if (cell === '' || fields[attribute] !== undefined) continue;
    const habits = rules.habits.values.get(column);
    const ordinary =
      isOwnKey(attribute) || rules.isLiteral === true
        ? undefined
        : readOrdinaryCell(attribute, cell, habits);
    if (ordinary !== undefined) {
      if (ordinary === '') continue;
      fields[attribute] = ordinary;
      if (lastNameFirst.has(column)) splitName(fields, ordinary);
      continue;
    }
    const parsed = readAnyCell(cell, column, attribute, rules);
    if ('problem' in parsed) {
      leftOut.push({ column: '', ...problemOf(parsed.problem, column, unguardCell(cell)) });
      continue;
    }
    if (parsed.value === '') continue;
    if (parsed.value === clearedValue) {
      cleared.push(attribute);
      continue;
    }
    if (parsed.left !== undefined)
      leftOut.push({ column: '', ...problemOf(parsed.left.problem, column, parsed.left.value) });
    fields[attribute] = parsed.value;
    if (lastNameFirst.has(column)) splitName(fields, parsed.value);
  }

  // A person without a number of their own may be found by another key.
  const isKnownOtherwise = fields.email !== undefined || fields.employeeId !== undefined;
  const phone =
    found.phone ?? (isKnownOtherwise && found.against.every(isNoNumber) ? '' : undefined);
  for (const { reason, column, value } of found.against) {
    if (phone === undefined) against.push(problemOf(reason, column, value));
    else if (reason !== 'phone-missing')
      leftOut.push({ column: '', ...problemOf(reason, column, value) });
  }

  let network: Network | undefined;
  if (networkColumn !== undefined) {
    const text = cleanText(unguardCell(cells[networkColumn] ?? ''));
    network = parseNetwork(text);
    if (network === undefined && text !== '')
      against.push(problemOf('network-not-valid', networkColumn, text));
  }
  const [first, ...more] = against;
  if (first !== undefined || phone === undefined) {
    const further = [...more, ...leftOut];
    return {
      line,
      record,
      ...(first ?? { reason: 'phone-missing' }),
      ...(further.length > 0 && { more: further }),
    };
  }
  // Nearly all rows have nothing else, and there are millions.
  const row: Writable<Row> = { line, record, fields: Object.assign(fields, { phone }) };
  if (found.reading !== undefined) row.reading = found.reading;
  if (leftOut.length > 0) row.leftOut = leftOut;
  if (cleared.length > 0) row.cleared = cleared.filter((key) => fields[key] === undefined);
  if (network !== undefined) row.network = network;
  if (deleted) row.deleted = deleted;
  return row;
}

/** The value of a cell by all rules. */
export function readAnyCell(
  cell: string,
  column: number,
  attribute: ValueKey,
  { habits, types, isLiteral = false }: Pick<RowRules, 'habits' | 'types' | 'isLiteral'>,
): ReadCell {
  const text = unguardCell(cell);
  const type = isOwnKey(attribute) ? types.get(attribute) : undefined;
  // A guarded cell, or one that an admin wrote with an apostrophe, is used literally.
  const habit = habits.values.get(column);
  return cell.startsWith("'") || (isLiteral && !clears(text))
    ? readLiteral(attribute, text, habit, type)
    : readCellValue(attribute, withoutEntities(text), habit, type);
}

const firstGroup = /^\d{1,3}$/;
const nextGroup = /^\d{3}$/;
const mostGroups = 5;

/** 9,820,011,119 without quotation marks in a file with commas: the groups of one number, and nothing else. */
function withNumberWhole(
  cells: readonly string[],
  { headers, phones }: Pick<HeaderMap, 'headers' | 'phones'>,
): readonly string[] {
  const extra = cells.length - headers.length;
  const column = phones[0]?.column;
  if (extra < 1 || extra >= mostGroups || column === undefined) return cells;
  const [first = '', ...rest] = cells.slice(column, column + extra + 1);
  if (!firstGroup.test(first) || !rest.every((group) => nextGroup.test(group))) return cells;
  return [...cells.slice(0, column), first + rest.join(''), ...cells.slice(column + extra + 1)];
}

/** Empty, or a shared number, or a formula error. */
function isNoNumber({ reason }: Pick<Problem, 'reason'>): boolean {
  return reason === 'phone-missing' || reason === 'phone-shared' || reason === 'formula-error';
}

/**
 * In Rollcall's error log, a cell whose quotation mark was never closed is written as a cell that begins with
 * one, so that the log can be read at all. If it wasn't corrected, it is as wrong as before, and the cells
 * after it may be shifted.
 */
const stillOpen = /^"(?:[^"]|"")*$/;

function isMarkedDeleted(cell: string): boolean {
  return cleanText(unguardCell(cell)).toLowerCase() === marks.deleted.toLowerCase();
}

/** At most 80 characters in one line; control characters as their visible pictures (U+2400 on). */
function excerpt(value: string): string {
  const visible = value
    .slice(0, 200)
    .trim()
    .replace(/\s+/gu, ' ')
    // eslint-disable-next-line no-control-regex -- they are what is replaced
    .replace(/[\u0000-\u001F]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)));
  return visible.length <= 80 ? visible : `${visible.slice(0, 79).toWellFormed()}…`;
}
