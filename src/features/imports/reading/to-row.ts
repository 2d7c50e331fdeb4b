import { isOwnKey } from '../../../domain/attributes.ts';
import type { AttributeKey, AttributeType, OwnKey } from '../../../domain/attributes.ts';
import { parseOwnValue } from '../../../domain/own-values.ts';
import { parseNetwork, type Network } from '../../../domain/network.ts';
import type { CountryCode } from '../../../domain/phone.ts';
import { parsePhone } from '../../../domain/phone.ts';
import { cleanText, hasDamagedCharacters, parseValue } from '../../../domain/values.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import { marks } from '../../../lib/spreadsheets/our-columns.ts';
import type { HeaderMap } from './headers.ts';
import type { SentRecord } from './records.ts';
import type { LeftOut, Problem, Rejection, Row, RowProblem } from './row.ts';

interface RowRules {
  readonly map: HeaderMap;
  readonly defaultCountry: CountryCode | undefined;
  /** of the organization's own attributes */
  readonly types: ReadonlyMap<OwnKey, AttributeType>;
}

/**
 * Makes a record as sent into a row with clean values, or says every reason why not. Only what tells whom the row is about, and
 * where they belong, costs the row; any other value that can't be used is left out, and told.
 */
export function toRow(sent: SentRecord, record: number, rules: RowRules): Row | Rejection {
  const { line, cells } = sent;
  const { attributes, taken, headers, network: networkColumn, change: changeColumn } = rules.map;
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
  const extra = cells.slice(headers.length).find((cell) => cell.trim() !== '');
  if (extra !== undefined) return reject('too-many-cells', undefined, extra);

  const deleted = changeColumn !== undefined && isMarkedDeleted(cells[changeColumn] ?? '');
  const fields: Partial<Record<AttributeKey, string>> = {};
  const against: Problem[] = [];
  const leftOut: LeftOut[] = [];
  let phone: string | undefined;
  for (const { column, attribute } of taken) {
    const cell = cells[column] ?? '';
    if (cell === '' && attribute !== 'phone') continue;
    const text = unguardCell(cell);
    if (attribute === 'phone') {
      if (deleted && cleanText(text) === '') {
        phone = '';
        continue;
      }
      const parsed = hasDamagedCharacters(text)
        ? { problem: 'damaged-characters' as const }
        : parsePhone(text, rules.defaultCountry);
      if ('phone' in parsed) phone = parsed.phone;
      // Whoever has no phone may be known by another key.
      else if (parsed.problem === 'phone-missing') phone = '';
      else against.push(problemOf(parsed.problem, column, text));
      continue;
    }
    const parsed = isOwnKey(attribute)
      ? parseOwnValue(rules.types.get(attribute) ?? 'text', text)
      : parseValue(attribute, text);
    if ('problem' in parsed) {
      leftOut.push({ column: '', ...problemOf(parsed.problem, column, text) });
      continue;
    }
    if (parsed.value !== '') fields[attribute] = parsed.value;
  }
  // mapHeaders has made sure that there is a phone column, so this is a record without a cell in it
  const isKnownOtherwise = fields.email !== undefined || fields.employeeId !== undefined;
  const isNobody = phone === '' && !deleted && !isKnownOtherwise;
  if ((phone === undefined || isNobody) && against.length === 0)
    against.push(problemOf('phone-missing', attributes.indexOf('phone')));

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
  return {
    line,
    record,
    fields: { ...fields, phone },
    ...(leftOut.length > 0 && { leftOut }),
    ...(network !== undefined && { network }),
    ...(deleted && { deleted }),
  };
}

/**
 * In our error log, a cell whose quotation mark was never closed is a cell that begins with one: written by the rules, so that
 * the log can be read at all. Where nobody has corrected it, it is as wrong as it was, and the cells after it may be shifted.
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
