import {
  builtInAttributes,
  isOwnKey,
  type AttributeDefinition,
  type AttributeKey,
} from '../../domain/attributes.ts';
import { fileText } from '../../domain/date-times.ts';
import type { ExportRequest } from '../../domain/operations/export-facts.ts';
import { changeColumn, nameBeside, networkColumn } from '../../lib/spreadsheets/our-columns.ts';
import type { CellKind } from '../../lib/spreadsheets/workbook/sheet.ts';
import { textFor } from '../../text/text.ts';

/** The columns of an export's file, with their names and order. */
export interface Columns {
  /** of an export of changes: the change of each person */
  readonly change: boolean;
  /** the phone number first, since it identifies people when the file is imported again */
  readonly attributes: readonly AttributeKey[];
  readonly names: readonly string[];
  /** the cell type of each column in a workbook */
  readonly kinds: readonly CellKind[];
  /** a value as the file has it */
  readonly cellOf: (attribute: AttributeKey, value: string) => string;
  /** positions of the columns that name a person: the first one with a value is used */
  readonly sortBy: readonly (readonly number[])[];
}

/**
 * The requested columns in the template's order, followed by the network. Attributes removed since the request
 * are left out.
 */
export function columnsOf(
  { columns, changes, format }: ExportRequest,
  own: readonly AttributeDefinition[],
): Columns {
  const wanted = (key: AttributeKey) =>
    key === 'phone' || columns === 'all' || columns.includes(key);
  const attributes = [...builtInAttributes, ...own.map(({ key }) => key)].filter(wanted);
  // As in the template: reading knows these names in every language of the reader.
  const { attribute } = textFor('en');
  const nameOf = (key: AttributeKey) =>
    isOwnKey(key) ? (own.find((one) => one.key === key)?.name ?? key) : attribute(key);
  const change = changes.kind !== 'all';
  const names = attributes.map(nameOf);
  const kindOf = (key: AttributeKey): CellKind => {
    const type = own.find((one) => one.key === key)?.type;
    return type === 'date' || type === 'number' || type === 'date-time' ? type : 'text';
  };
  const zones = new Map(own.flatMap(({ key, timeZone }) => (timeZone ? [[key, timeZone]] : [])));
  const placesOf = (...keys: AttributeKey[]) =>
    keys
      .map((key) => attributes.indexOf(key))
      .filter((at) => at !== -1)
      .map((at) => at + (change ? 1 : 0));
  // Includes attributes that aren't in this file: a column's name doesn't depend on the selection of others.
  const others = own.map(({ name }) => name);
  return {
    change,
    attributes,
    names: [
      ...(change ? [nameBeside(changeColumn, others)] : []),
      ...names,
      nameBeside(networkColumn, others),
    ],
    kinds: [...(change ? ['text' as const] : []), ...attributes.map(kindOf), 'text'],
    cellOf: (key, value) => {
      const timeZone = isOwnKey(key) ? zones.get(key) : undefined;
      return timeZone === undefined ? value : fileText(value, timeZone, format === 'xlsx');
    },
    sortBy: [placesOf('displayName'), placesOf('firstName', 'lastName'), placesOf('phone')],
  };
}
