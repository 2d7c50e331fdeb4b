import { describe, expect, it } from '@jest/globals';
import type { AttributeDefinition } from '../../../../src/domain/attributes.ts';
import { read } from './read-bytes.ts';

const badge: AttributeDefinition = {
  ...{ key: 'own_test0001', name: 'Badge', type: 'text' },
  ...{ required: false, visibleTo: 'all' },
};

const header = 'Phone,First name,Department,Employee ID,Badge\n';
const usual = Array.from(
  { length: 6 },
  (_, at) => `+4479460001${at}0,Ann${at},Ward ${at},E-${at},B-${at}\n`,
).join('');

/** The row of one person behind some usual ones: its fields and what is left out, as `column: reason`. */
async function oneRow(cells: string) {
  const { entries } = await read(`${header}${usual}+447946000199,${cells}\n`, {
    attributes: [badge],
    defaultCountry: 'GB',
  });
  const last = entries.at(-1);
  if (last === undefined || 'reason' in last) throw new Error('no row');
  const { phone: _phone, ...fields } = last.fields;
  return {
    fields,
    told: (last.leftOut ?? []).map(({ column, reason }) => `${column}: ${reason}`).sort(),
  };
}

describe('a cell that only looks like a value', () => {
  it.each([
    ['ditto', 'refers-to-above'],
    ['""""', 'refers-to-above'],
    ['same as above', 'refers-to-above'],
    ['03-Jan', 'turned-into-date'],
    ['1.23E+11', 'digits-lost'],
    ['########', 'formula-error'],
    ['#N/A', 'formula-error'],
    ['#REF!', 'formula-error'],
    ['TBD', 'placeholder'],
    ['unknown', 'placeholder'],
  ])('%s is left out and told, in every column of texts', async (text, reason) => {
    const { fields, told } = await oneRow(`Zed,${text},${text},${text}`);
    expect(fields).toEqual({ firstName: 'Zed' });
    expect(told).toEqual(
      ['Badge', 'Department', 'Employee ID'].map((column) => `${column}: ${reason}`),
    );
  });

  it.each([
    ['zed@contoso.example', 'email-misplaced'],
    ['+44 7946 000 198', 'phone-misplaced'],
  ])('%s is left out of a column that describes a person', async (text, reason) => {
    const { fields, told } = await oneRow(`Zed,${text},${text},${text}`);
    expect(fields).toEqual({ firstName: 'Zed', employeeId: text, own_test0001: text });
    expect(told).toEqual([`Department: ${reason}`]);
  });

  it.each(['(null)', 'n.a.', '-', 'none'])('%s is an empty cell', async (text) => {
    expect(await oneRow(`Zed,${text},${text},${text}`)).toEqual({
      fields: { firstName: 'Zed' },
      told: [],
    });
  });

  it('is no empty cell of a column in which nearly all say so, and no value either', async () => {
    const rows = Array.from({ length: 4 }, (_, at) => `+4479460001${at}0,A,n/a,NONE\n`).join('');
    const { rows: all } = await read(`Phone,First name,Department,Last name\n${rows}`);
    expect(all.map(({ fields }) => Object.keys(fields))).toEqual(
      Array.from({ length: 4 }, () => ['firstName', 'phone']),
    );
    expect(all[0]?.leftOut).toEqual([
      { column: 'Last name', reason: 'placeholder', value: 'NONE' },
    ]);
  });

  it('is a value of an own attribute whose other cells are dates', async () => {
    const rows = ['03-Jan', '7-Feb', '24-Dec'].map((day, at) => `+4479460001${at}0,${day}\n`);
    const { rows: all } = await read(`Phone,Badge\n${rows.join('')}`, { attributes: [badge] });
    expect(all.map(({ fields }) => fields.own_test0001)).toEqual(['03-Jan', '7-Feb', '24-Dec']);
  });
});

describe('a landline in a column for mobile numbers', () => {
  const rows = async (...lines: string[]) =>
    (await read(`Name,Mobile,Work phone\n${lines.join('\n')}\n`, { defaultCountry: 'GB' })).rows;

  it('still counts, and the mobile number beside it is told', async () => {
    const [row] = await rows('Ann,020 7946 0101,07911 123456');
    expect(row?.fields.phone).toBe('+442079460101');
    expect(row?.leftOut).toEqual([
      { column: 'Work phone', reason: 'mobile-elsewhere', value: '07911 123456' },
    ]);
  });

  it('is nothing to tell without a mobile number elsewhere, or where it is a mobile number', async () => {
    const [one, other] = await rows(
      'Ann,020 7946 0101,020 7946 0102',
      'Bo,07911 123457,07911 123458',
    );
    expect([one?.leftOut, other?.leftOut]).toEqual([undefined, undefined]);
  });
});
