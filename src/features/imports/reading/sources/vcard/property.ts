import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** A line of a contact: `item1.TEL;TYPE=CELL,pref:+91 98200 11111`. */
export interface Property {
  /** in capitals, without its group */
  readonly name: string;
  /** lines of one group belong together: a number and its label */
  readonly group: string;
  /** in lower case: the use of the number or address */
  readonly types: ReadonlySet<string>;
  readonly value: string;
}

const named = /^(?:([\w-]{1,60})\.)?([A-Za-z][\w-]{0,60})$/u;
/** The text before the value is short. */
const longestStart = 2_048;

/** undefined if the line isn't a property: left over from pictures and other programs. */
export function propertyOf(text: string): Property | undefined {
  const colon = colonOf(text);
  if (colon === -1) return undefined;
  const [whole = '', ...written] = text.slice(0, colon).split(';');
  const match = named.exec(whole.trim());
  if (match === null) return undefined;
  const [, group = '', name = ''] = match;
  const parameters = written.filter((part) => part !== '').map(parameterOf);
  const value = text.slice(colon + 1);
  const isPrintable = parameters.some((one) => one.value.toLowerCase() === 'quoted-printable');
  const charset = parameters.find((one) => one.name === 'CHARSET')?.value;
  return {
    name: name.toUpperCase(),
    group: group.toLowerCase(),
    types: new Set(parameters.flatMap(typesOf)),
    value: isPrintable ? decodeQuotedPrintable(value, charset) : value,
  };
}

/** The colon before the value. One between quotation marks belongs to a parameter. */
function colonOf(text: string): number {
  let isQuoted = false;
  for (let at = 0; at < Math.min(text.length, longestStart); at += 1) {
    const sign = text[at];
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === ':' && !isQuoted) return at;
  }
  return -1;
}

interface Parameter {
  /** '' if there is only a value, as in version 2.1 */
  readonly name: string;
  readonly value: string;
}

function parameterOf(written: string): Parameter {
  const equals = written.indexOf('=');
  return {
    name: written.slice(0, Math.max(0, equals)).trim().toUpperCase(),
    value: written.slice(equals + 1).replaceAll('"', ''),
  };
}

function typesOf({ name, value }: Parameter): string[] {
  if (name === 'PREF') return ['pref'];
  if (name !== 'TYPE' && name !== '') return [];
  return value.split(',').map((type) => type.trim().toLowerCase());
}

function decodeQuotedPrintable(text: string, charset: string | undefined): string {
  const bytes = Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/gu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
  if (charset !== undefined && iconv.encodingExists(charset)) return iconv.decode(bytes, charset);
  return isUtf8(bytes) ? bytes.toString() : iconv.decode(bytes, 'windows-1252');
}

/** A value's parts between semicolons, and lists in them between commas, as one text each. */
export function partsOf(value: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < value.length; at += 1) {
    const sign = value.charAt(at);
    if (sign === '\\' && at + 1 < value.length) {
      part += sign + value.charAt((at += 1));
    } else if (sign === ';') {
      parts.push(textOf(part));
      part = '';
    } else part += sign === ',' ? ' ' : sign;
  }
  return [...parts, textOf(part)];
}

/** A value without its escapes. */
export function textOf(value: string): string {
  return value
    .replace(/\\([\s\S])/gu, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign))
    .trim();
}
