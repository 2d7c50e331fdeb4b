import { describe, expect, it } from '@jest/globals';
import {
  builtInAttributes,
  type AttributeDefinition,
  type AttributeKey,
} from '../../../src/domain/attributes.ts';
import { workbookFile } from '../../../src/features/exports/workbook-file.ts';
import { guardText } from '../../../src/lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../../src/lib/spreadsheets/csv-file.ts';
import { languages, textFor } from '../../../src/text/text.ts';
import { read, type WhatWasRead } from '../../features/imports/reading/read-bytes.ts';

/*
 * An export whose header was translated, or whose columns another program wrote in its own language, comes back unchanged.
 */

const own: readonly AttributeDefinition[] = [
  { key: 'own_shoesize', name: 'Shoe size', type: 'number', required: false, visibleTo: 'all' },
  { key: 'own_joined00', name: 'Joined', type: 'date', required: false, visibleTo: 'all' },
  { key: 'own_driver00', name: 'Drives', type: 'yes-no', required: false, visibleTo: 'all' },
  { key: 'own_notes000', name: 'Nickname', type: 'text', required: false, visibleTo: 'all' },
];
const keys: readonly AttributeKey[] = [...builtInAttributes, ...own.map(({ key }) => key)];

const people: readonly Partial<Record<AttributeKey, string>>[] = [
  {
    ...{ phone: '+919820011111', firstName: 'Asha', lastName: "D'Souza", displayName: "'Asha'" },
    ...{ email: 'asha@contoso.example', employeeId: '00123', jobTitle: 'Nurse', department: 'R&D' },
    ...{ location: 'Pune, East; 2nd floor', own_shoesize: '38.5', own_joined00: '2026-01-31' },
    ...{ own_driver00: 'yes', own_notes000: '=1+1' },
  },
  {
    ...{ phone: '+966512345678', firstName: 'فاطمة', lastName: 'الزهراء', employeeId: '7' },
    ...{ own_shoesize: '-1234', own_joined00: '1999-12-01', own_driver00: 'no' },
  },
  {
    ...{ phone: '', firstName: 'דוד', lastName: "O'Neil", email: 'david@contoso.example' },
    ...{ location: "'s-Gravenhage", department: '1/2', own_notes000: 'TRUE' },
  },
];

function headers(language: string): string[] {
  const { attribute } = textFor(language);
  return keys.map((key) => attribute(key, own));
}

const rows = people.map((fields) => keys.map((key) => fields[key] ?? ''));

function csv(language: string, delimiter: ',' | ';'): string {
  const lines = [headers(language), ...rows].map((cells) => cells.map(guardText));
  return byteOrderMark + csvLines(lines, delimiter);
}

async function workbook(language: string): Promise<Buffer> {
  const kinds = keys.map((key) => {
    const type = own.find((one) => one.key === key)?.type;
    return type === 'date' || type === 'number' ? type : ('text' as const);
  });
  async function* batches() {
    yield await Promise.resolve(rows);
  }
  const chunks: Buffer[] = [];
  const columns = { names: headers(language), kinds, sortBy: [] };
  for await (const chunk of workbookFile(columns, batches(), language)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function peopleIn({ rows: found, facts }: WhatWasRead) {
  const inOrder = found.map(({ fields }) => Object.entries(fields).toSorted());
  return { people: inOrder.toSorted(), notUnderstood: facts.notUnderstood };
}

const wanted = {
  people: people.map((fields) => Object.entries(fields).toSorted()).toSorted(),
  notUnderstood: [],
};

describe.each(languages())('an export with its columns named in %s', (language) => {
  it.each([',', ';'] as const)('comes back unchanged as a CSV file with %j', async (delimiter) => {
    const found = await read(csv(language, delimiter), { attributes: own });
    expect(found.rejections).toEqual([]);
    expect(peopleIn(found)).toEqual(wanted);
  });

  it('comes back unchanged as a workbook', async () => {
    const found = await read(await workbook(language), { attributes: own });
    expect(found.rejections).toEqual([]);
    expect(peopleIn(found)).toEqual(wanted);
  });
});
