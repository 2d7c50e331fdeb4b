import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { importFile } from '../support/import-file.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const phone = (index: number) => `+44 20 7946 0${String(300 + index)}`;
const crew = Array.from(
  { length: 12 },
  (_, index) => `${phone(index)},Person${String(index + 10)},`,
);
const bad = Array.from({ length: 11 }, (_, index) => `12,"Odd, ${String(index + 10)}",=1+1`);

let rollcall: TestRollcall;
let tara: TeamsClient;
beforeAll(async () => {
  rollcall = await startRollcall();
  ({ tara } = rollcall.teams);
  const head = 'Phone,First name,Job title\n';
  await importFile(tara, 'first.csv', `${head}${crew.slice(0, 2).join('\n')}\n`);
  // The first import's person is updated, the second one isn't in the file.
  const changed = `${phone(0)},Person10,Lead`;
  await importFile(
    tara,
    'second.csv',
    `${head}${[changed, ...crew.slice(2), ...bad].join('\n')}\n`,
  );
});
afterAll(() => rollcall.stop());

async function listOf(file: string): Promise<SeenCard> {
  await tara.say('import history');
  const history = await tara.waitForCard((card) => card.text.includes(file));
  return tara.pressed(await tara.pressed(history, 'Open'), 'Show people');
}

const peopleOn = ({ text }: SeenCard) => text.match(/Person\d\d/gu) ?? [];

it('an import lists the people whom it added, and those whom it updated with what', async () => {
  const added = await listOf('second.csv');
  expect(peopleOn(added)).toEqual(crew.slice(2).map((row) => row.split(',')[1]));
  const updated = await tara.pressed(added, 'People updated');
  expect(peopleOn(updated)).toEqual(['Person10']);
  expect(updated.text).toMatch(/Job title.*Lead/u);
  // Of the newest import of this name: the earlier one only added people.
  const back = await tara.pressed(updated, 'People added');
  expect(peopleOn(back)).not.toContain('Person10');
});

it('an import lists its rejected rows page by page, as they were sent', async () => {
  const rows = await tara.pressed(await listOf('second.csv'), 'Rows with problems');
  expect(rows.text).toMatch(/Line 13 · 12 · Odd, 10 · =1\+1/u);
  expect(rows.text).not.toContain('Odd, 20');
  const next = await tara.pressed(rows, 'Next');
  expect(next.text).toContain('Odd, 20');
  expect(next.titles).not.toContain('Next');
  expect((await tara.pressed(next, 'Previous')).text).toContain('Line 13');
});
