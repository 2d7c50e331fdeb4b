import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importFile } from '../support/import-file.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const people =
  'Phone,First name,Email,Department,Location,Job title,Badge,Night shift\n' +
  '+44 20 7946 0101,Ada,ada@example.com,Crew,Zürich,Nurse,B-12,yes\n' +
  '+44 20 7946 0102,Bea,,Crew,Bern,Nurse,B-7,no\n' +
  '+44 20 7946 0103,Cleo,cleo@example.com,Shop,zurich,Lead,,\n';

let rollcall: TestRollcall;
let tara: TeamsClient;
let badge = '';
let shift = '';
beforeAll(async () => {
  rollcall = await startRollcall();
  ({ tara } = rollcall.teams);
  for (const [name, type] of [
    ['Badge', 'text'],
    ['Night shift', 'yes-no'],
  ])
    await press('save-attribute', { name, type, required: false, visibleTo: 'admins' });
  const own = await rollcall.storage.organizations.attributes(tara.person.tenantId);
  badge = own.find(({ name }) => name === 'Badge')?.key ?? '';
  shift = own.find(({ name }) => name === 'Night shift')?.key ?? '';
  await importFile(tara, 'people.csv', people);
});
afterAll(() => rollcall.stop());

const press = (verb: string, data: object) =>
  tara.send(pressBy(tara, verb, { v: 1, verb, ...data }));

async function directory(): Promise<SeenCard> {
  await tara.say('directory');
  return tara.waitForCard((card) => card.text.includes('by name'));
}

/** The names on a page. */
const namesOn = ({ text }: SeenCard) =>
  ['Ada', 'Bea', 'Cleo', 'Dora'].filter((name) => text.includes(name)).join(' ');

describe('the filters of the directory', () => {
  it.each([
    ['a location, however it is written', () => ({ location: 'ZURICH' }), 'Ada Cleo'],
    ['a job title and a department', () => ({ jobTitle: 'nurse', department: 'Crew' }), 'Ada Bea'],
    ['a missing email', () => ({ missing: 'email' }), 'Bea'],
    ['a missing own attribute', () => ({ missing: badge }), 'Cleo'],
    ['a part of an own text', () => ({ attribute: badge, value: 'b-1' }), 'Ada'],
    ['any value of an own attribute', () => ({ attribute: badge }), 'Ada Bea'],
    ['yes or no', () => ({ attribute: shift, value: 'No' }), 'Bea'],
    ['nobody who has signed in', () => ({ signedIn: 'no', location: 'Bern' }), 'Bea'],
    [
      'a day since which they were added',
      () => ({ what: 'added', since: '2020-01-01' }),
      'Ada Bea Cleo',
    ],
    ['a day to come', () => ({ what: 'changed', since: '2999-01-01' }), ''],
  ])('find people by %s', async (_what, inputs, names) => {
    const form = await tara.pressed(await directory(), 'More filters');
    expect(namesOn(await tara.pressed(form, 'Filter', inputs()))).toBe(names);
  });

  it('are kept from page to form and back, and end with Show all', async () => {
    const form = await tara.pressed(await directory(), 'More filters');
    const page = await tara.pressed(form, 'Filter', { missing: 'email', location: 'Bern' });
    expect(page.text).toContain('Location: Bern · No value: Email');
    const again = await tara.pressed(page, 'More filters');
    expect(namesOn(await tara.pressed(again, 'Back'))).toBe('Bea');
    const wider = await tara.pressed(await tara.pressed(again, 'Back'), 'Filter', {
      location: 'zürich',
    });
    expect(wider.text).toMatch(/Location: zürich · No value: Email.*No one matches/s);
    expect(namesOn(await tara.pressed(wider, 'Show all'))).toBe('Ada Bea Cleo');
  });

  it('that nothing could come of are asked about, and nothing is shown as if they were applied', async () => {
    const form = await tara.pressed(await directory(), 'More filters');
    const alone = await tara.pressed(form, 'Filter', { value: 'B-1' });
    expect(alone.text).toContain('Choose the attribute for “B-1”.');
    const undated = await tara.pressed(alone, 'Filter', { value: ' ', what: 'added' });
    expect(undated.text).toContain('Choose the start date.');
    const gone = { network: 'Employee', attribute: 'own_zzzzzzzz' };
    expect(JSON.stringify(await press('show-directory', gone))).toMatch(/attribute/i);
  });

  it('the list shows what its admin chose, four at most, from then on', async () => {
    const form = await tara.pressed(await directory(), 'More filters');
    const many = `phone,email,location,employeeId,${badge}`;
    const wrong = await tara.pressed(form, 'Filter', { columns: many });
    expect(wrong.text).toContain('Choose up to 4 to show in the list.');
    const page = await tara.pressed(wrong, 'Filter', { columns: `email,location,${badge}` });
    expect(page.text).toContain('ada@example.com · Zürich · Badge: B-12');
    expect((await directory()).text).toMatch(/Bern · Badge: B-7/);
    expect((await directory()).text).not.toContain('+44');
  });

  it('an import in the history opens as the list of its people, in both networks', async () => {
    await importFile(
      tara,
      'second.csv',
      'Phone,Job title\n+44 20 7946 0102,Head\n+44 20 7946 0103,Lead\n',
    );
    await tara.say('import history');
    const history = await tara.waitForCard((card) => card.text.includes('second.csv'));
    const list = await tara.pressed(await tara.pressed(history, 'Open'), 'Show people');
    const page = await tara.pressed(list, 'View directory');
    expect(page.text).toContain('Added or changed by: second.csv');
    expect(namesOn(page)).toBe('Bea');
    const others = await tara.pressed(page, 'Others');
    expect(others.text).toMatch(/Added or changed by: second\.csv.*No one matches/s);
  });

  it('what a search finds becomes a list, in which everyone can be changed together', async () => {
    await tara.say('find example.com');
    const found = await tara.waitForCard((card) => card.text.includes('people match'));
    const list = await tara.pressed(found, 'View directory');
    expect(list.text).toContain('Search: example.com');
    expect(namesOn(list)).toBe('Ada Cleo');
    const form = await tara.pressed(list, 'Change all…');
    expect(form.text).toMatch(/Change 2 people.*Search: example\.com/s);
    expect(namesOn(await tara.pressed(form, 'Back'))).toBe('Ada Cleo');
    expect((await tara.pressed(list, 'Others')).text).toMatch(
      /Search: example\.com.*No one matches/s,
    );
    const nothing = { network: 'Employee', search: '\u200b ' };
    expect(JSON.stringify(await press('show-directory', nothing))).not.toContain('Search:');
  });

  it('an own attribute is searched too', async () => {
    await tara.say('find b-12');
    const profile = await tara.waitForCard((card) => card.titles.includes('History'));
    expect(profile.text).toContain('Ada');
  });
});
