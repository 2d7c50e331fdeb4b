import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importFile } from '../support/import-file.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';
import { ticksOf } from '../support/ticks.ts';

const names = Array.from({ length: 14 }, (_, index) => `Sample ${String.fromCharCode(65 + index)}`);
const people = names.map((name, index) => `+44 20 7946 01${String(index + 10)},${name}`).join('\n');

let rollcall: TestRollcall;
let tara: TeamsClient;
beforeAll(async () => {
  rollcall = await startRollcall();
  ({ tara } = rollcall.teams);
  await importFile(tara, 'people.csv', `Phone,Name\n${people}\n`);
});
afterAll(() => rollcall.stop());

async function directory(): Promise<SeenCard> {
  await tara.say('directory');
  return tara.waitForCard((card) => card.text.includes('by name'));
}

/** Ticks Sample A on the first page and Sample N on the second, and turns back. */
async function twoTicked(): Promise<SeenCard> {
  const first = await directory();
  const second = await tara.pressed(first, 'Next', ticksOf(first.json, 'Sample A'));
  expect(second.text).toContain('1 person selected');
  return tara.pressed(second, 'Previous', ticksOf(second.json, 'Sample N'));
}

/** The list of the deleted, in a card of its own. */
const deletedList = () => tara.ask('deleted');

describe('ticks in the rows of the directory', () => {
  it('stay from page to page, and can be taken away', async () => {
    const page = await twoTicked();
    expect(page.text).toContain('2 people selected');
    const [tick = ''] = Object.keys(ticksOf(page.json, 'Sample A'));
    const next = await tara.pressed(page, 'Next', { [tick]: 'false' });
    expect(next.text).toContain('1 person selected');
    expect((await tara.pressed(next, 'Clear selection')).text).toContain(
      'Select people in the list',
    );
  });

  it('set a value of people from several pages', async () => {
    const form = await tara.pressed(await twoTicked(), 'Change a value…');
    expect(form.text).toContain('Change 2 people');
    const inputs = { change: 'set', field: 'department', newValue: 'Crew' };
    await tara.press(form, 'Continue', inputs);
    const preview = await tara.waitForCard(
      (card) => card.message.id === form.message.id && card.titles.includes('Import'),
    );
    await tara.press(preview, 'Import');
    await tara.waitForCard(
      (card) => card.message.id === preview.message.id && card.text.includes('Completed'),
    );
    const crew = await tara.pressed(await directory(), 'Filter', { department: 'Crew' });
    expect(crew.text).toMatch(/2 people, by name.*Sample A.*Sample N/s);
  });

  it('a selection that another card has changed is shown, and nobody is moved', async () => {
    const older = await twoTicked();
    const newer = await directory();
    await tara.pressed(newer, 'Next', ticksOf(newer.json, 'Sample C'));
    const shown = await tara.pressed(older, 'Move to Others');
    expect(shown.text).toContain('Your selection changed on another card.');
    expect(shown.text).toContain('1 person selected');
  });

  it('move and delete people from several pages', async () => {
    const moved = await tara.pressed(await twoTicked(), 'Move to Others');
    expect(moved.text).toContain('2 people moved to Others.');
    const first = await directory();
    const second = await tara.pressed(first, 'Next', ticksOf(first.json, 'Sample B'));
    const question = await tara.pressed(second, 'Delete', ticksOf(second.json, 'Sample M'));
    expect(question.text).toMatch(/Sample B.*Sample M/s);
    expect((await tara.pressed(question, 'Delete')).text).toContain('2 people deleted');
  });
});

describe('ticks in the rows of the deleted', () => {
  const nameOf = (card: SeenCard, place: number) =>
    names.filter((name) => card.text.includes(name))[place] ?? '';

  /** Everyone who is left is deleted, and one of each page of the list is ticked. */
  async function oneOfEachPage() {
    const first = await deletedList();
    const one = nameOf(first, 0);
    const second = await tara.pressed(first, 'Next', ticksOf(first.json, one));
    expect(second.text).toContain('1 person selected');
    return { one, second, other: nameOf(second, 0) };
  }

  beforeAll(async () => {
    const form = await tara.pressed(await directory(), 'Change all…');
    await tara.press(form, 'Continue', { change: 'delete' });
    const preview = await tara.waitForCard(
      (card) => card.message.id === form.message.id && card.titles.includes('Import'),
    );
    await tara.press(preview, 'Import');
    await tara.waitForCard(
      (card) => card.message.id === preview.message.id && card.text.includes('Completed'),
    );
  });

  it('stay from page to page, and can be taken away', async () => {
    const { one, second, other } = await oneOfEachPage();
    const back = await tara.pressed(second, 'Previous', ticksOf(second.json, other));
    expect(back.text).toContain('2 people selected');
    const [tick = ''] = Object.keys(ticksOf(back.json, one));
    const next = await tara.pressed(back, 'Next', { [tick]: 'false' });
    expect(next.text).toContain('1 person selected');
    expect((await tara.pressed(next, 'Clear selection')).text).toContain(
      'Select people to restore or erase',
    );
  });

  it('are erased or restored together, from several pages', async () => {
    const { one, second, other } = await oneOfEachPage();
    const question = await tara.pressed(second, 'Erase now', ticksOf(second.json, other));
    expect(question.text).toContain(one);
    expect(question.text).toContain(other);
    const { second: page, other: next } = await oneOfEachPage();
    const restored = await tara.pressed(page, 'Restore', ticksOf(page.json, next));
    expect(restored.text).toContain('2 people restored');
  });

  it('of the directory are others: those of one list don’t change the other', async () => {
    const { second } = await oneOfEachPage();
    const others = await tara.ask('show others');
    const ticked = await tara.pressed(others, 'Filter', ticksOf(others.json, 'Sample'));
    expect(ticked.text).toContain('2 people selected');
    const shown = await tara.pressed(second, 'Previous');
    expect(shown.text).toContain('1 person selected');
    expect(shown.text).not.toContain('changed on another card');
  });

  it('a selection that another card has changed is shown, and nobody is restored', async () => {
    const { second } = await oneOfEachPage();
    const newer = await deletedList();
    const ticks = ticksOf(newer.json, nameOf(newer, 0), nameOf(newer, 1));
    await tara.pressed(newer, 'Next', ticks);
    const shown = await tara.pressed(second, 'Restore');
    expect(shown.text).toContain('Your selection changed on another card.');
    expect(shown.text).toContain('2 people selected');
  });
});
