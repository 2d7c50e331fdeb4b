import { describe, expect, it } from '@jest/globals';
import { readRawRecords } from '../../../../src/features/imports/reading/raw-records.ts';
import { opening, read } from './read-bytes.ts';

const asha = { phone: '+919820011111', firstName: 'Asha', lastName: 'Rao' };
const ravi = { phone: '+919820011112', firstName: 'Ravi', lastName: 'Iyer' };

const header = 'Phone number,First name,Last name';
const rows = '9820011111,Asha,Rao\r\n9820011112,Ravi,Iyer\r\n';

async function people(file: string | Buffer) {
  const { rows: read_, rejections } = await read(file, { defaultCountry: 'IN' });
  expect(rejections).toEqual([]);
  return read_.map(({ fields }) => fields);
}

describe('the table of a file is found', () => {
  const above: [string, string][] = [
    ['nothing', ''],
    ['a title', 'Staff list 2026\r\n'],
    ['a title and a blank line', 'Staff list 2026\r\n\r\n'],
    [
      'a title as wide as the table',
      'Staff list 2026,,\r\nExported on 29.11.2026 by HR,,\r\n,,\r\n',
    ],
    ['blank lines', '\r\n,,\r\n'],
    ['the name of a table of Numbers', 'Table 1\r\n'],
    ['comments', '# exported by a program\r\n# phone, name\r\n'],
    ['a mark and a line sep=', '\uFEFFsep=,\r\n'],
    ['a line sep= and a title', 'sep=,\r\nStaff list\r\n'],
    ['the version of a template', 'version:v1.0\r\n'],
    ['headings of groups', 'Contact,Name,\r\n'],
    ['a remark with a quotation mark', 'Staff of "North\r\n'],
    ['who to ask', 'HR hotline +91 22 2345 6789\r\n'],
    ['facts about the report', 'Report:,People\r\nDate:,29.11.2026\r\nRows:,2\r\n\r\n'],
  ];
  it.each(above)('below %s', async (_, text) => {
    expect(await people(`${text}${header}\r\n${rows}`)).toEqual([asha, ravi]);
  });

  it('and lines are told as an editor shows them, and found again for the error log', async () => {
    const file = `Staff list\r\n\r\n${header}\r\n9820011111,Asha,Rao\r\n12,Ravi,Iyer\r\n`;
    const { facts, rejections } = await read(file, { defaultCountry: 'IN' });
    expect(facts).toMatchObject({ recordsBefore: 2, headerLine: 3 });
    expect(rejections).toMatchObject([{ line: 5, record: 1 }]);
    const raw = [];
    for await (const each of readRawRecords(opening(file), facts, [1])) raw.push(each.cells);
    expect(raw).toEqual([['12', 'Ravi', 'Iyer']]);
  });

  it('with its header in two rows: the lower one counts, and the upper one where that says nothing', async () => {
    expect(
      await people(
        'Contact,,Name,\r\nMobile,Email,First name,Last name\r\n9820011111,a@contoso.example,Asha,Rao\r\n',
      ),
    ).toEqual([{ ...asha, email: 'a@contoso.example' }]);
    expect(
      await people('Phone number,Name,\r\n,First name,Last name\r\n9820011111,Asha,Rao\r\n'),
    ).toEqual([asha]);
  });

  it('without empty columns before it, in it and behind it', async () => {
    expect(
      await people(
        ',Phone number,,First name,Last name,,\r\n,9820011111,,Asha,Rao,,\r\n,,,,,,\r\n',
      ),
    ).toEqual([asha]);
  });

  it('without headers that stand there again, totals and ends of reports', async () => {
    const ends = [
      `${header}\r\n${rows}`,
      'Total: 2,,\r\n',
      'Total,2,\r\n',
      ',Total employees,2\r\n',
      'Gesamt;2;\r\n'.replaceAll(';', ','),
      '----------\r\n',
      'Page 1 of 1\r\n',
      '*** End of report ***\r\n',
      '# 2 rows\r\n',
    ];
    for (const end of ends)
      expect((await people(`${header}\r\n${rows}${end}`)).slice(0, 2)).toEqual([asha, ravi]);
  });

  it('but nobody is taken for a total who can be reached', async () => {
    const { rows: all, rejections } = await read(
      `${header}\r\n9820011111,Total,2\r\n9820011112,Suma,Rao\r\n,Suma,Rao\r\n`,
      { defaultCountry: 'IN' },
    );
    expect(all).toHaveLength(2);
    expect(rejections).toMatchObject([{ reason: 'phone-missing' }]);
  });
});

describe('cells are cut as they were meant', () => {
  const files: [string, string][] = [
    ['commas', `${header}\r\n${rows}`],
    ['semicolons', `${header}\r\n${rows}`.replaceAll(',', ';')],
    ['tabs', `${header}\r\n${rows}`.replaceAll(',', '\t')],
    ['vertical lines', `${header}\r\n${rows}`.replaceAll(',', '|')],
    [
      'vertical lines round each row',
      `${header}\r\n${rows}`.replaceAll(',', '|').replace(/^(?=.)/gm, '|'),
    ],
    [
      'blanks up to a width',
      'Phone number   ; First name   ; Last name  \r\n9820011111     ; Asha         ; Rao        \r\n9820011112     ; Ravi         ; Iyer       \r\n',
    ],
    ['lines that end twice', `${header}\r\n${rows}`.replaceAll('\r\n', '\r\r\n')],
    [
      'lines that end twice, quoted',
      `${header}\r\r\n"9820011111","Asha","Rao"\r\r\n"9820011112",Ravi,"Iyer"\r\r\n`,
    ],
    ['whole lines in quotation marks', `${header}\r\n${rows}`.replace(/^(.+)\r$/gm, '"$1"\r')],
    [
      'whole lines in quotation marks, and marks inside',
      '"Phone number,First name,""Last name"""\n"9820011111,Asha,""Rao"""\n"9820011112,""Ravi"",Iyer"\n',
    ],
    ['a tail of semicolons', `${header}\r\n${rows}`.replaceAll('\r\n', ';;\r\n')],
    ['single quotation marks', `${header}\r\n${rows}`.replace(/([^,\r\n]+)/g, "'$1'")],
    ['curly quotation marks', `${header}\r\n${rows}`.replace(/([^,\r\n]+)/g, '“$1”')],
    [
      'blanks before quotation marks',
      'Phone number, "First name", "Last name"\r\n9820011111, "Asha", "Rao"\r\n9820011112,  "Ravi" ,\t"Iyer" \r\n',
    ],
    [
      'double quotation marks twice',
      'Phone number,First name,Last name\r\n9820011111,"""Asha""",Rao\r\n9820011112,Ravi,"""Iyer"""\r\n',
    ],
  ];
  it.each(files)('with %s', async (_, file) => {
    expect(await people(file)).toEqual([asha, ravi]);
    // Cut anywhere, it is the same file.
    const whole = await read(file, { defaultCountry: 'IN' });
    for (const chunk of [1, 7])
      expect(await read(file, { defaultCountry: 'IN', chunk })).toEqual(whole);
  });

  it('with delimiters inside quoted cells, whatever the quotation marks', async () => {
    const name = { phone: '+919820011112', firstName: 'Ravi, K', lastName: 'Iyer' };
    for (const file of [
      'Phone number,First name,Last name\n9820011112, "Ravi, K", "Iyer"\n',
      'Phone number,First name,Last name\n9820011112,"Ravi, K" ,"Iyer"\n',
      "'Phone number','First name','Last name'\n'9820011112','Ravi, K','Iyer'\n",
      '“Phone number”,“First name”,“Last name”\n“9820011112”,“Ravi, K”,“Iyer”\n',
      '"Phone number,First name,Last name"\n"9820011112,""Ravi, K"",Iyer"\n',
      'Phone number,First name,Last name;;\n9820011112,"Ravi, K",Iyer;;\n',
    ])
      expect(await people(file)).toEqual([name]);
  });

  it('with backslashes before quotation marks', async () => {
    const { rows: read_ } = await read(
      'Phone number,First name,Last name\r\n9820011111,"Asha \\"AK\\" B",Rao\r\n9820011112,"Ravi \\"R, K\\"",Iyer\r\n9820011113,Mina,\\N\r\n',
      { defaultCountry: 'IN', chunk: 3 },
    );
    expect(read_.map(({ fields: { firstName } }) => firstName)).toEqual([
      'Asha "AK" B',
      'Ravi "R, K"',
      'Mina',
    ]);
  });

  it('with marks inside a cell as they stand', async () => {
    const { rows: read_ } = await read(
      'Phone number,First name,Last name,Job title\r\n9820011111,Asha "AK",Rao,Monitor 16"\r\n9820011112,""Ravi"" R,Iyer,Clerk\r\n9820011113,"Mina" ,"Das" ,Cook\r\n9820011114,Tara,Sen,Chef\r\n9820011115,"O\'Neil",D\'Souza,\'s-Gravenhage\r\n',
      { defaultCountry: 'IN' },
    );
    expect(read_.map(({ fields: { firstName, jobTitle } }) => [firstName, jobTitle])).toEqual([
      ['Asha "AK"', 'Monitor 16"'],
      [expect.anything(), 'Clerk'],
      ['Mina', 'Cook'],
      ['Tara', 'Chef'],
      ["O'Neil", "'s-Gravenhage"],
    ]);
  });
});
