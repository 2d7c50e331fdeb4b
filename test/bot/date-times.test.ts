import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inputsOf } from '../support/card-reading.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

describe('a date with a time in chat', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  let key = '';
  beforeAll(async () => {
    rollcall = await startRollcall();
    ({ tara } = rollcall.teams);
  });
  afterAll(() => rollcall.stop());

  async function profileOf(query: string): Promise<SeenCard> {
    await tara.say(`find ${query}`);
    return tara.waitForCard((card) => card.titles.includes('History'));
  }
  async function opened(command: string, title: string): Promise<SeenCard> {
    await tara.say(command);
    return tara.waitForCard((card) => card.titles.includes(title));
  }
  async function exported(format: string): Promise<Buffer> {
    const form = await opened('export', 'Create request');
    await tara.press(form, 'Create request', { format });
    const done = await tara.waitForCard(
      ({ message, text }) => message.id === form.message.id && text.includes('Completed'),
    );
    return Buffer.from(await (await tara.follow(done, 'Download')).arrayBuffer());
  }
  async function preview(name: string, content: string | Buffer): Promise<SeenCard> {
    await tara.say('import employees');
    await tara.sendFile(name, content);
    return tara.waitForCard((card) => card.titles.includes('Import') && card.text.includes(name));
  }

  it('is entered and shown in the time zone of the admin who adds the attribute', async () => {
    const form = await tara.pressed(await opened('attributes', 'Add attribute'), 'Add attribute');
    const attribute = { name: 'Induction', required: 'false', visibleTo: 'all' };
    const saved = await tara.pressed(form, 'Save', { ...attribute, type: 'date-time' });
    expect(saved.text).toContain('Dates with a time are in Europe/Berlin.');
    const all = await rollcall.storage.attributes.all(tara.person.tenantId);
    key = all.attributes[0]?.key ?? '';
    expect(await rollcall.storage.organizationSettings.one(tara.person.tenantId, 'timeZone')).toBe(
      'Europe/Berlin',
    );
  });

  it('asks in a form for the half that is missing, and which of two such times is meant', async () => {
    const add = async (form: SeenCard, date: string, time: string, more = {}) =>
      tara.pressed(form, 'Add user', {
        ...{ network: 'Employee', phone: '+44 20 7946 0101', firstName: 'Ada' },
        ...{ [key]: date, [`time_${key}`]: time, ...more },
      });
    const form = await opened('add user', 'Add user');
    const half = await add(form, '2026-10-25', '');
    expect(half.text).toContain('Enter both a date and a time');
    const skipped = await add(half, '2026-03-29', '02:30');
    expect(skipped.text).toContain('doesn’t exist');
    const twice = await add(skipped, '2026-10-25', '02:30');
    expect(twice.text).toContain('occurs twice');
    expect(inputsOf(twice.json).get(`time_${key}`)).toMatchObject({ value: '02:30' });
    const added = await add(twice, '2026-10-25', '02:30', { [`which_${key}`]: '2' });
    expect(added.text).toContain('Oct 25, 2026, 2:30 AM GMT+1');
    expect(await valuesNow()).toEqual(['2026-10-25T01:30:00Z']);
    // The form has it to the minute, and nothing was changed.
    const edit = await tara.pressed(await profileOf('ada'), 'Edit');
    await tara.pressed(edit, 'Save', { lastName: 'Sample' });
    expect(await valuesNow()).toEqual(['2026-10-25T01:30:00Z']);
  });

  it('is read from a file in that zone, and comes back from exports as the same moment', async () => {
    const content =
      'Phone,First name,Induction\n' +
      '+44 20 7946 0102,Ben,31/01/2026 09:30\n' +
      '+44 20 7946 0103,Cyd,31.01.2026\n' +
      '+44 20 7946 0104,Dee,2026-03-29 02:30\n';
    const seen = await preview('induction.csv', content);
    expect(seen.text).toContain('read in Europe/Berlin (a date alone means 00:00)');
    expect(seen.text).toContain('doesn’t exist');
    await tara.press(seen, 'Import');
    await tara.waitForCard(({ text }) => text.includes('Import completed'));
    const kept = ['2026-01-30T23:00:00Z', '2026-01-31T08:30:00Z', '2026-10-25T01:30:00Z'];
    expect(await valuesNow()).toEqual(kept);
    const csv = await exported('csv');
    expect(csv.toString()).toContain('2026-01-31T09:30:00+01:00');
    for (const [name, bytes] of [
      ['all.csv', csv],
      ['all.xlsx', await exported('xlsx')],
    ] as const)
      expect((await preview(name, bytes)).text).toContain('No changes.');
  });

  it('is found by its local day', async () => {
    const press = async (value: string) => {
      const list = await opened('directory', 'More filters');
      const filters = await tara.pressed(list, 'More filters');
      return (await tara.pressed(filters, 'Filter', { attribute: key, value })).text;
    };
    const text = await press('2026-01-31');
    expect(text).toContain('Ben');
    expect(text).toContain('Cyd');
    expect(text).not.toContain('Ada');
  });

  it('stays the same moment when the organization changes its time zone', async () => {
    const before = await valuesNow();
    const settings = await opened('settings', 'Save');
    const wrong = await tara.pressed(settings, 'Save', {
      ...{ other_timeZone: 'Mars', changeLimit: '1.5', delimiter: ';' },
    });
    expect(wrong.text).toContain('This time zone isn’t known.');
    expect(wrong.text).toContain('Enter a whole number from 1 to 100.');
    expect(inputsOf(wrong.json).get('other_timeZone')).toMatchObject({ value: 'Mars' });
    expect(inputsOf(wrong.json).get('delimiter')).toMatchObject({ value: ';' });
    const saved = await tara.pressed(wrong, 'Save', {
      ...{ other_timeZone: 'tokyo', changeLimit: '20' },
    });
    expect(saved.text).toContain('Saved.');
    expect(await valuesNow()).toEqual(before);
    expect((await profileOf('ben')).text).toContain('Jan 31, 2026, 5:30 PM GMT+9');
  });

  async function valuesNow(): Promise<readonly string[]> {
    const { people } = rollcall.storage;
    const found: string[] = [];
    for (const shard of '0123456789abcdef')
      for await (const page of people.scan(tara.person.tenantId, shard))
        found.push(...page.map(({ fields }) => fields[key as `own_${string}`] ?? ''));
    return found.filter((value) => value !== '').toSorted();
  }
});
