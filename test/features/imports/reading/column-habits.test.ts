import { describe, expect, it } from '@jest/globals';
import type { AttributeDefinition, AttributeType } from '../../../../src/domain/attributes.ts';
import type { CountryCode } from '../../../../src/domain/phone.ts';
import { NeedsAnswer } from '../../../../src/features/imports/reading/needs-answer.ts';
import { read } from './read-bytes.ts';

const own = (type: AttributeType): AttributeDefinition[] => [
  { key: 'own_test0001', name: 'Value', type, required: false, visibleTo: 'all' },
];

/** The values of the column, with what is left out in brackets. */
async function values(type: AttributeType, cells: readonly string[], dates = {}) {
  const rows = cells.map((cell, at) => `98200${String(11111 + at)};${cell}\r\n`).join('');
  const { rows: all } = await read(`Phone;Value\r\n${rows}`, {
    attributes: own(type),
    defaultCountry: 'IN',
    answers: { dates },
  });
  return all.map(
    ({ fields, leftOut }) => fields.own_test0001 ?? leftOut?.map(({ reason }) => reason),
  );
}

describe('what the cells of a column show of each other', () => {
  it('is which comes first, the day or the month', async () => {
    expect(await values('date', ['31/01/2026', '01/02/2026', '5/11/2025'])).toEqual([
      '2026-01-31',
      '2026-02-01',
      '2025-11-05',
    ]);
    expect(await values('date', ['1/31/2026', '01/02/2026'])).toEqual(['2026-01-31', '2026-01-02']);
  });

  it('is asked for once where no cell shows it, and read as the admin says', async () => {
    const cells = ['01/02/2026', '03/04/2026', '2026-05-06'];
    const asked: unknown = await values('date', cells).catch((error: unknown) => error);
    expect(asked).toBeInstanceOf(NeedsAnswer);
    expect((asked as NeedsAnswer).question).toEqual({
      kind: 'dates',
      columns: [{ column: 1, header: 'Value', samples: ['01/02/2026', '03/04/2026'] }],
    });
    expect(await values('date', cells, { 1: 'day-first' })).toEqual([
      '2026-02-01',
      '2026-04-03',
      '2026-05-06',
    ]);
  });

  it('is not guessed where they contradict each other: the doubtful ones are left out and told', async () => {
    expect(await values('date', ['31/01/2026', '1/31/2026', '01/02/2026'])).toEqual([
      '2026-01-31',
      '2026-01-31',
      ['date-ambiguous'],
    ]);
  });

  it('is left open by a point before three digits where a comma is the decimal sign', async () => {
    const numberIn = async (defaultCountry: CountryCode, file: string) => {
      const { rows } = await read(file, { attributes: own('number'), defaultCountry });
      return rows.map(({ fields, leftOut }) => fields.own_test0001 ?? leftOut?.[0]?.reason);
    };
    const german = 'Phone,Value\n0171 1234567,1.500\n';
    expect(await numberIn('DE', german)).toEqual(['number-ambiguous']);
    expect(await numberIn('DE', `${german}0171 1234568,"2,5"\n`)).toEqual(['1500', '2.5']);
    expect(await numberIn('IN', 'Phone,Value\n9820011111,1.500\n')).toEqual(['1.5']);
    // Spreadsheets write semicolons where a comma is the decimal sign.
    expect(await numberIn('IN', 'Phone;Value\n9820011111;1.500\n')).toEqual(['number-ambiguous']);
    // Rollcall's own exports have decimal points everywhere.
    const ours = 'Phone,Value,Network\n0171 1234567,1.500,Employee\n';
    expect(await numberIn('DE', ours)).toEqual(['1.5']);
  });

  it('is the decimal sign', async () => {
    expect(await values('number', ['1.234', '12,5'])).toEqual(['1234', '12.5']);
  });

  it('is whether a word means that there is nothing', async () => {
    expect(await values('text', ['Ward 3', 'Ward 4', 'none'])).toEqual([
      'Ward 3',
      'Ward 4',
      undefined,
    ]);
    expect(await values('text', ['none', 'none', 'Ward 4'])).toEqual(['none', 'none', 'Ward 4']);
  });

  it('is how numbers without a plus are meant', async () => {
    const { rows } = await read('Phone;Name\r\n491711234567;Anna\r\n493012345678;Max\r\n', {
      defaultCountry: 'DE',
    });
    expect(rows.map(({ fields }) => fields.phone)).toEqual(['+491711234567', '+493012345678']);
  });
});

describe('a cell does not cost a person', () => {
  it('what cannot be used is left out and told; what is to be cleared is said', async () => {
    const { rows } = await read(
      'Phone;First name;Email;Department;Job title\r\n9820011111;JÃ¶rg;n/a;#REF!;<clear>\r\n9820011112;Ravi;a@x.example, b@x.example;Ward;"=""00123"""\r\n',
      { defaultCountry: 'IN' },
    );
    expect(rows).toEqual([
      {
        line: 2,
        record: 0,
        fields: { phone: '+919820011111' },
        cleared: ['jobTitle'],
        leftOut: [
          { column: 'First name', reason: 'damaged-characters', value: 'JÃ¶rg' },
          { column: 'Department', reason: 'formula-error', value: '#REF!' },
        ],
      },
      {
        line: 3,
        record: 1,
        fields: {
          phone: '+919820011112',
          firstName: 'Ravi',
          email: 'a@x.example',
          department: 'Ward',
          jobTitle: '00123',
        },
        leftOut: [{ column: 'Email', reason: 'email-second', value: 'b@x.example' }],
      },
    ]);
  });
});
