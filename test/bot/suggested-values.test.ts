import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { inputsOf } from '../support/card-reading.ts';
import { importFile } from '../support/import-file.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { TeamsClient } from '../support/teams-client.ts';

let rollcall: TestRollcall;
let tara: TeamsClient;
beforeAll(async () => {
  rollcall = await startRollcall();
  ({ tara } = rollcall.teams);
  await importFile(tara, 'people.csv', 'Phone,First name\n+44 20 7946 0401,Ada\n');
});
afterAll(() => rollcall.stop());

const definitions = () => rollcall.storage.organizations.attributes(tara.person.tenantId);

it('an attribute’s suggested values can be picked, and any other value typed', async () => {
  const blank = await tara.pressed(await tara.ask('attributes'), 'Add attribute');
  const suggested = ' Day \nNight\n\nDay\r\nLate;Early';
  await tara.pressed(blank, 'Save', { name: 'Shift', suggested });
  const [shift] = await definitions();
  expect(shift?.suggested).toEqual(['Day', 'Night', 'Late', 'Early']);
  const key = shift?.key ?? '';

  const edit = await tara.pressed(await tara.ask('find ada'), 'Edit');
  const titles = inputsOf(edit.json)
    .get(key)
    ?.choices.map(({ title }) => title);
  expect(titles).toEqual(['Not set', 'Day', 'Night', 'Late', 'Early']);
  const picked = await tara.pressed(edit, 'Save', { [key]: 'Night' });
  expect(picked.text).toContain('Night');

  const again = await tara.pressed(picked, 'Edit');
  const typed = await tara.pressed(again, 'Save', { [`other_${key}`]: 'On call' });
  expect(typed.text).toContain('On call');
  // A typed value is there to be kept.
  const kept = await tara.pressed(typed, 'Edit');
  expect(inputsOf(kept.json).get(key)?.choices[1]?.title).toBe('On call');
  const same = await tara.pressed(kept, 'Save', {});
  expect(same.text).toContain('On call');
});

it('suggested values stay when an older card saves the attribute, and go when the field is emptied', async () => {
  const [shift] = await definitions();
  const verb = 'save-attribute';
  const facts = { name: 'Shift', type: 'text', required: false, visibleTo: 'all' };
  const older = { v: 1, verb, key: shift?.key, ...facts };
  await tara.send(pressBy(tara, verb, older));
  expect((await definitions())[0]?.suggested).toHaveLength(4);
  await tara.send(pressBy(tara, verb, { ...older, suggested: '' }));
  expect((await definitions())[0]).not.toHaveProperty('suggested');
});
