import { describe, expect, it } from '@jest/globals';
import { MemoryImport } from './memory-import.ts';
import { read } from './read-bytes.ts';

const phone = (index: number) => `+44207946${String(100 + index).padStart(4, '0')}`;

describe('an error log that is sent back as it was downloaded', () => {
  const logOf = async (csv: string) => (await new MemoryImport().import(Buffer.from(csv))).log;

  it('brings in nobody whose values were shifted by a quotation mark that is never closed', async () => {
    const log = await logOf(`Phone,Name,Office\n${phone(1)},"Sample, Ada\n${phone(2)},Bo,Rome\n`);
    const { rows, rejections } = await read(log);
    expect(rows).toEqual([]);
    expect(rejections).toMatchObject([{ reason: 'quote-not-closed' }]);
    // Corrected: the mark is taken away, and the row counts.
    const corrected = await read(
      log.replace('"""Sample"', 'Sample').replace('"""Sample', '"Sample'),
    );
    expect(corrected.rows).toMatchObject([{ fields: { displayName: 'Sample' } }]);
  });

  it('brings in nobody whose number was cut with the end of the contact', async () => {
    const whole = `BEGIN:VCARD\nFN:Bo\nTEL:${phone(2)}\nEND:VCARD\n`;
    const log = await logOf(`${whole}BEGIN:VCARD\nFN:Ada\nTEL;TYPE=WORK:+49 30 2312510`);
    const { rows, rejections } = await read(log);
    expect(rows).toEqual([]);
    expect(rejections).toMatchObject([{ reason: 'quote-not-closed' }]);
    // Completed by hand, without the mark.
    const corrected = await read(log.replace('"""Ada"', 'Ada').replace('2312510', '23125100'));
    expect(corrected.rows).toMatchObject([
      { fields: { displayName: 'Ada', phone: '+493023125100' } },
    ]);
  });

  it('keeps its header above a row that is another header', async () => {
    const log = await logOf(`Phone,Name\n${phone(1)},Ada\nPhone,Email,Department,Change\n`);
    expect((await read(log)).rejections).toMatchObject([{ reason: 'too-many-cells' }]);
  });

  it('puts nobody into the wrong network because only misspelt ones are left in it', async () => {
    const good = Array.from({ length: 5 }, (_, index) => `${phone(index)},Others\n`).join('');
    const log = await logOf(`Phone,Network\n${good}${phone(9)},Otters\n`);
    const { rows, rejections } = await read(log);
    expect(rows).toEqual([]);
    expect(rejections).toMatchObject([{ reason: 'network-not-valid', value: 'Otters' }]);
  });

  it('takes no column for ours that was somebody else’s in the file', async () => {
    const log = await logOf(`Phone,Change\n${phone(1)},Gone\n,Deleted\n${phone(1)},Gone\n`);
    const { facts, rejections } = await read(log);
    expect(facts.notUnderstood).toEqual(['Change']);
    expect(rejections).toMatchObject([{ reason: 'phone-missing' }]);
  });
});

describe('a UTF-16 file that was cut off', () => {
  it('in the middle of a letter loses no end of a name without a word', async () => {
    const text = Buffer.from(`\uFEFFPhone,Name\n${phone(1)},Ada\n${phone(2)},Zażółć`, 'utf16le');
    const { rows } = await read(text.subarray(0, -1));
    expect(rows.map(({ fields }) => fields.displayName)).toEqual(['Ada', undefined]);
    expect(rows[1]).toMatchObject({ line: 3, leftOut: [{ reason: 'damaged-characters' }] });
  });
});
