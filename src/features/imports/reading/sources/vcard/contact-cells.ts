import { labelInCell } from '../../header-sense.ts';
import { partsOf, textOf, type Property } from './property.ts';

/** The cells of a contact by column name; several of one kind are numbered. */
export type ContactCells = ReadonlyMap<string, string>;

/**
 * The columns in their order. Columns of phones have the names of other tools' exports, so that the same rules
 * choose.
 */
const columns = [
  ...['Display name', 'First name', 'Last name'],
  ...['Mobile phone', 'Phone number', 'Work phone', 'Home phone', 'Main phone', 'Other phone'],
  ...['Fax', 'Pager', 'Email', 'Job title', 'Department', 'Company', 'City'],
  ...['Nickname', 'Birthday', 'Note', 'Assistant or family phone', 'Assistant or family email'],
];
/** The most of one kind. A contact with more is a collection of something else. */
const maxOfKind = 9;

/** The columns that contacts have, in order. @param used names from `contactCells` */
export function orderedColumns(used: ReadonlySet<string>): string[] {
  return columns.flatMap((name) =>
    Array.from({ length: maxOfKind }, (_, at) => numbered(name, at)).filter((one) => used.has(one)),
  );
}

function numbered(name: string, at: number): string {
  return at === 0 ? name : `${name} ${at + 1}`;
}

export function contactCells(properties: readonly Property[]): ContactCells {
  const cells = new Map<string, string>();
  const add = (name: string, value: string | undefined) => {
    if (value === undefined || value === '') return;
    for (let at = 0; at < maxOfKind; at += 1) {
      const column = numbered(name, at);
      if (cells.get(column) === value) return;
      if (!cells.has(column)) {
        cells.set(column, value);
        return;
      }
    }
  };
  const all = (name: string) => properties.filter((property) => property.name === name);
  const first = (name: string) => all(name)[0]?.value;

  add('Display name', textOf(first('FN') ?? ''));
  const [last, given, additional] = partsOf(first('N') ?? '');
  add('First name', [given, additional].filter(Boolean).join(' '));
  add('Last name', last);
  for (const phone of preferredFirst(all('TEL')))
    add(phoneColumn(phone, labelOf(phone, properties)), phoneText(phone.value));
  for (const email of preferredFirst(all('EMAIL'))) {
    const isElses = isSomebodyElses(labelOf(email, properties));
    add(
      isElses ? 'Assistant or family email' : 'Email',
      textOf(email.value).replace(/^mailto:/iu, ''),
    );
  }
  add('Job title', textOf(first('TITLE') ?? first('ROLE') ?? ''));
  const [company, department] = partsOf(first('ORG') ?? '');
  add('Company', company);
  add('Department', department);
  const addresses = all('ADR').filter(({ types }) => !types.has('home'));
  for (const address of preferredFirst(addresses).slice(0, 1))
    add('City', partsOf(address.value)[3]);
  add('Nickname', textOf(first('NICKNAME') ?? ''));
  add('Birthday', birthday(first('BDAY') ?? ''));
  add('Note', textOf(first('NOTE') ?? ''));
  return cells;
}

function preferredFirst(properties: readonly Property[]): Property[] {
  const isPreferred = ({ types }: Property) => types.has('pref');
  return [...properties.filter(isPreferred), ...properties.filter((one) => !isPreferred(one))];
}

/** Apple's address book has labels on lines of their own: `item1.X-ABLabel:_$!<Mobile>!$_`. */
function labelOf({ group }: Property, properties: readonly Property[]): string {
  if (group === '') return '';
  const label = properties.find((one) => one.group === group && one.name === 'X-ABLABEL');
  return (label?.value ?? '').toLowerCase();
}

/** Apple's labels for relations: `_$!<Assistant>!$_` */
function isSomebodyElses(label: string): boolean {
  return (
    label !== '' &&
    labelInCell(label.replace(/[_$!<>]/gu, ' ')) === undefined &&
    !label.includes('fax')
  );
}

const mobileLabels = ['mobile', 'cell', 'iphone', 'handy', 'whatsapp', 'móvil', 'portable'];

function phoneColumn({ types }: Property, label: string): string {
  const is = (...names: string[]) =>
    names.some((name) => label.includes(name) || [...types].some((type) => type.includes(name)));
  if (isSomebodyElses(label)) return 'Assistant or family phone';
  if (is('fax')) return 'Fax';
  if (is('pager')) return 'Pager';
  if (is(...mobileLabels)) return 'Mobile phone';
  if (is('work', 'business', 'company')) return 'Work phone';
  if (is('home')) return 'Home phone';
  if (is('main')) return 'Main phone';
  return is('other') ? 'Other phone' : 'Phone number';
}

/** `tel:+1-202-555-0101;ext=7` of version 4.0, in the usual notation. */
function phoneText(value: string): string {
  if (!/^tel:/iu.test(value)) return textOf(value);
  const [number = '', ...rest] = value.slice(4).split(';');
  const extension = rest.find((part) => part.startsWith('ext='));
  return extension === undefined ? number : `${number} ext. ${extension.slice(4)}`;
}

/** 19800131 and 1980-01-31T00:00:00Z as 1980-01-31; others unchanged. */
function birthday(value: string): string {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?$/u.exec(value.trim());
  return match === null ? textOf(value) : match.slice(1).join('-');
}
