import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { textRows, workbook } from '../features/imports/reading/workbook-bytes.ts';
import { inputsOf } from '../support/card-reading.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

const csv = (phone: string) => `Phone number,First name\n${phone},Ada\n`;
const contact = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'N:Sample;Bo;;;',
  'FN:Bo Sample',
  'TEL;TYPE=CELL:+442079460132',
  'END:VCARD',
  '',
].join('\r\n');

describe('an admin sends what they have', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
  });
  afterAll(async () => {
    await rollcall.stop();
  });

  async function previewOf(name: string, bytes: Buffer | string) {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile(name, bytes);
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    await tara.press(preview, 'Cancel');
    return preview.text;
  }

  it.each<[string, Buffer | string]>([
    ['contacts.vcf', contact],
    ['people.csv.gz', gzipSync(csv('+442079460131'))],
  ])('%s becomes a preview with its person', async (name, bytes) => {
    expect(await previewOf(name, bytes)).toMatch(/1\s*Added/);
  });

  it('a workbook becomes a preview that says which sheet was read, and which were not', async () => {
    const bytes = workbook({
      sheets: [
        { name: 'Notes', rows: textRows([['Staff of the north']]) },
        {
          name: 'Staff',
          rows: textRows([
            ['Phone number', 'First name'],
            ['+442079460133', 'Cy'],
          ]),
        },
      ],
    });
    const text = await previewOf('staff.xlsx', bytes);
    expect(text).toMatch(/1\s*Added/);
    expect(text).toContain('Read from the sheet “Staff”. Sheets not read: Notes.');
  });

  it('a workbook with people on two sheets is asked about, and the chosen one is imported', async () => {
    const { tara } = rollcall.teams;
    const sheet = (name: string, phone: string, person: string) => ({
      name,
      rows: textRows([
        ['Phone number', 'First name'],
        [phone, person],
      ]),
    });
    const bytes = workbook({
      sheets: [sheet('North', '+442079460134', 'Di'), sheet('South', '+442079460135', 'Eve')],
    });
    await tara.say('import employees');
    await tara.sendFile('sites.xlsx', bytes);
    const question = await tara.waitForCard((card) => card.titles.includes('Continue'));
    expect(question.text).toContain('Which sheet has the people?');
    const choices = inputsOf(question.json).get('sheet')?.choices ?? [];
    expect(choices.map(({ title }) => title)).toEqual([
      'North: +44 20 7946 0134, Di',
      'South: +44 20 7946 0135, Eve',
    ]);
    await tara.press(question, 'Continue', { sheet: choices[1]?.value ?? '' });
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    expect(preview.text).toContain('Eve');
    expect(preview.text).toContain('Read from the sheet “South”. Sheets not read: North.');
    await tara.press(preview, 'Cancel');
  });

  it('the template as it was downloaded has no people in it yet, which isn’t an error', async () => {
    const { tara } = rollcall.teams;
    await tara.say('template');
    const card = await tara.waitForCard(({ titles }) => titles.includes('Download template'));
    for (const [title, name] of [
      ['Download template', 'people-template.xlsx'],
      ['Download as CSV', 'people-template.csv'],
    ] as const) {
      const bytes = Buffer.from(await (await tara.follow(card, title)).arrayBuffer());
      await tara.say('import employees');
      await tara.sendFile(name, bytes);
      const done = await tara.waitForCard(({ text }) => text.includes('no people'));
      expect(done.text).toContain('Completed');
      expect(done.text).not.toMatch(/Failed|Undo/);
    }
  });

  it('an export as a workbook comes back with everybody unchanged', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile(
      'crew.csv',
      'Phone number,First name,Last name\n+442079460101,Zoe,Sample\n+442079460102,Ada,’s Gravenhage\n+442079460103,,\n',
    );
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    await tara.press(preview, 'Import');
    await tara.waitForCard(
      ({ text }) => text.includes('Import completed') && text.includes('crew.csv'),
    );
    await tara.say('export');
    const form = await tara.waitForCard((card) => card.titles.includes('Create request'));
    await tara.press(form, 'Create request', { network: 'All', format: 'xlsx', changes: 'all' });
    const exported = await tara.waitForCard(
      (card) => card.titles.includes('Download') && card.text.includes('Export'),
    );
    const file = Buffer.from(await (await tara.follow(exported, 'Download')).arrayBuffer());
    expect(file.subarray(0, 2).toString()).toBe('PK');
    const text = await previewOf('export.xlsx', file);
    expect(text).toMatch(/3\s*Unchanged/);
  });
});
