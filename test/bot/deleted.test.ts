import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inputsOf } from '../support/card-reading.ts';
import { eventually } from '../support/eventually.ts';
import { importFile } from '../support/import-file.ts';
import { pressBy } from '../support/invokes.ts';
import { ticksOf } from '../support/ticks.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const people =
  'Phone,First name,Last name\n' +
  '+44 20 7946 0301,Zoë,Sample\n' +
  '+44 20 7946 0302,Ángel,Sample\n' +
  '+44 20 7946 0303,Bob,Sample\n' +
  '+44 20 7946 0304,Cleo,Sample\n';

describe('the deleted', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  beforeAll(async () => {
    rollcall = await startRollcall();
    ({ tara } = rollcall.teams);
    await importFile(tara, 'people.csv', people);
  });
  afterAll(() => rollcall.stop());

  const operationsIn = (card: SeenCard) => inputsOf(card.json).get('operation')?.choices ?? [];

  async function askedToDelete(...names: string[]): Promise<SeenCard> {
    const page = await tara.ask('directory');
    const ticks = ticksOf(page.json, ...names);
    expect(Object.keys(ticks)).toHaveLength(names.length);
    return tara.pressed(page, 'Delete', ticks);
  }

  const deleteTogether = async (...names: string[]) =>
    tara.pressed(await askedToDelete(...names), 'Delete');

  /** Answers the question before an undo, and waits for its end. */
  async function undone(question: SeenCard, button = 'Undo deletion'): Promise<SeenCard> {
    await tara.press(question, button);
    return tara.waitForCard(
      (card) => card.message.id === question.message.id && card.text.includes('Completed'),
    );
  }

  it('are nobody at first, which is said', async () => {
    expect((await tara.ask('deleted')).text).toMatch(/No one was deleted in the last 30 days/);
  });

  it('are listed with who deleted them, and those deleted together come back by one press', async () => {
    const sure = await askedToDelete('Zoë', 'Bob');
    const outcome = await tara.pressed(sure, 'Delete');
    expect(outcome.text).toContain('2 people deleted');
    // A second press doesn't take the way back off the screen.
    const twice = await tara.pressed(sure, 'Delete');
    expect(twice.text).toContain('2 people deleted');
    expect(twice.titles).toContain('Undo deletion');
    const list = await tara.ask('show deleted people');
    expect(list.text).toMatch(/2 people, most recently deleted first/);
    expect(list.text).toMatch(/by Tara/);
    expect(list.text).toContain('Zoë Sample');
    const question = await tara.pressed(outcome, 'Undo deletion');
    expect(question.text).toContain('2 people will be restored.');
    expect((await undone(question)).text).toContain('2 people restored');
    expect((await tara.ask('deleted')).text).toMatch(/No one was deleted/);
    expect((await tara.ask('directory')).text).toContain('4 people');
    // The same action again does nothing more.
    await tara.press(question, 'Undo deletion');
    expect((await tara.ask('directory')).text).toContain('4 people');
  });

  it('are all restored by a job, once, after a question', async () => {
    await deleteTogether('Zoë', 'Bob', 'Cleo');
    const question = await tara.pressed(await tara.ask('deleted'), 'Restore all');
    expect(question.text).toMatch(/Restore 3 people\?/);
    expect((await tara.ask('deleted')).text).toMatch(/3 people/);
    await tara.press(question, 'Restore');
    const done = await tara.waitForCard((card) => card.text.includes('3 people restored'), {
      since: 'start',
    });
    expect(done.text).toContain('Restore deleted people');
    const { writeQueue } = rollcall.storage;
    // Right after its notice, its job leaves the line of writers.
    await eventually(async () => {
      expect(await writeQueue.waiting(tara.person.tenantId, 1)).toEqual([]);
    });
    expect((await tara.ask('deleted')).text).not.toMatch(/\d people/);
    // A second press of the same card finds the work done.
    await tara.press(question, 'Restore');
    expect((await tara.ask('import history')).text.match(/Restore deleted people/g)).toHaveLength(
      1,
    );

    const cleo = await tara.pressed(await tara.ask('find cleo'), 'Edit');
    await tara.pressed(cleo, 'Save', { department: 'Sales' });
    const undo = await tara.pressed(done, 'Undo restore');
    expect(undo.text).toContain('2 people will be deleted.');
    expect(undo.text).toContain('1 person stays as is because of a later change.');
    const over = await undone(undo, 'Undo restore');
    expect(over.text).toContain('2 people deleted');
    expect(over.titles).toContain('Download error log');
    const gone = await tara.ask('deleted');
    expect(gone.text).toMatch(/2 people/);
    expect(gone.text).not.toContain('Cleo');
    const again = await tara.pressed(over, 'Redo restore');
    expect((await undone(again, 'Redo restore')).text).toContain('2 people restored');
    expect((await tara.ask('directory')).text).toContain('4 people');
  });

  it('are filtered by operation, admin, day and network, and some or all are restored', async () => {
    await deleteTogether('Zoë', 'Bob', 'Cleo');
    const profile = await tara.ask('find angel');
    await tara.pressed(await tara.pressed(profile, 'Delete'), 'Delete');
    const list = await tara.ask('deleted');
    expect(list.text).toMatch(/4 people/);
    const [, together] = operationsIn(list);
    expect(together?.title).toMatch(/Tara.*\(3\)/);
    const three = await tara.pressed(list, 'Filter', { operation: together?.value ?? '' });
    expect(three.text).toMatch(/3 people/);
    expect(three.text).not.toContain('Ángel');
    // Every filter is kept on the way, and each has to match.
    const [, who] = inputsOf(list.json).get('by')?.choices ?? [];
    expect(who?.title).toMatch(/Tara/);
    const matching = { by: who?.value ?? '', since: '2020-01-01', network: 'Employee' };
    const same = await tara.pressed(list, 'Filter', matching);
    expect(same.text).toMatch(/4 people/);
    expect(same.text).toMatch(/Deleted by: Tara.* · Network: Employee · Deleted since: /);
    const nobody = await tara.pressed(same, 'Filter', { ...matching, network: 'Others' });
    expect(nobody.text).toContain('No one matches this filter.');
    expect((await tara.pressed(nobody, 'Show all')).text).toMatch(/4 people/);
    const future = await tara.pressed(list, 'Filter', { since: '2999-01-01' });
    expect(future.text).toContain('No one matches this filter.');
    const asked = await tara.pressed(same, 'Restore all');
    expect(asked.text).toMatch(/Restore 4 people\?/);
    expect((await tara.pressed(asked, 'Keep deleted')).text).toMatch(/Network: Employee/);
    const one = await tara.pressed(three, 'Restore', ticksOf(three.json, 'Bob'));
    expect(one.text).toContain('1 person restored');
    const mistaken = await tara.pressed(one, 'Undo restore');
    expect(mistaken.text).toContain('1 person will be deleted.');
    const again = await tara.pressed(await tara.ask('deleted'), 'Filter', {
      operation: together?.value ?? '',
    });
    expect(again.text).toMatch(/2 people/);
    const both = await tara.pressed(again, 'Restore all');
    expect(both.text).toContain('2 people restored');
    const undo = await undone(await tara.pressed(both, 'Undo restore'), 'Undo restore');
    expect(undo.text).toContain('2 people deleted');
    expect((await tara.ask('deleted')).text).toMatch(/3 people/);
    await undone(await tara.pressed(undo, 'Redo restore'), 'Redo restore');
    expect((await tara.ask('deleted')).text).toMatch(/1 person/);
  });

  it('are found: one alone by their profile, among others below them, each with Restore', async () => {
    const alone = await tara.ask('find angel');
    expect(alone.text).toMatch(/Deleted on .* You can restore this person until/);
    expect(alone.titles).toContain('Restore');
    const several = await tara.ask('find sample');
    expect(several.text).toMatch(/Bob Sample[\s\S]*Deleted people who match[\s\S]*Ángel Sample/);
    expect((await tara.pressed(several, 'Restore')).text).toContain('Ángel Sample');
    expect((await tara.ask('find angel')).titles).toContain('Delete');
  });

  it('who came back in the meantime isn’t restored a second time', async () => {
    const outcome = await deleteTogether('Cleo', 'Zoë');
    const form = await tara.ask('add user');
    await tara.pressed(form, 'Add user', {
      ...{ network: 'Others', phone: '+44 20 7946 0304', firstName: 'Newcomer' },
    });
    // A person added with a deleted person's phone is that person, so Cleo is back. Zoë isn't.
    expect((await tara.ask('find newcomer')).text).toContain('Newcomer');
    const question = await tara.pressed(outcome, 'Undo deletion');
    expect(question.text).toContain('1 person will be restored.');
    expect(question.text).toContain('1 person stays as is because of a later change.');
    expect((await undone(question)).text).toContain('1 person restored');
  });

  it.each([
    'gelöscht',
    'gelöschte Personen',
    'personas eliminadas',
    'personnes supprimées',
    'pessoas excluídas',
    'orang yang dihapus',
    'हटाए गए लोग',
    'الأشخاص المحذوفون',
    'deletd',
  ])('“%s” asks for them', async (words) => {
    expect((await tara.ask(words)).text).toContain('Deleted people');
  });

  it('are nobody else’s business', async () => {
    const { mika, uma } = rollcall.teams;
    await deleteTogether('Bob', 'Zoë');
    const list = await tara.ask('deleted');
    const before = list.text;
    const operation = operationsIn(list)[1]?.value ?? '';
    const [tick = ''] = Object.keys(ticksOf(list.json, 'Bob'));
    const selected = tick.slice(2);
    for (const who of [mika, uma]) {
      for (const [verb, data] of [
        ['show-deleted', { page: 0 }],
        ['restore-people', { people: [selected] }],
        ['restore-operation', { operation }],
      ] as const) {
        const answer = JSON.stringify(await who.send(pressBy(who, verb, { v: 1, verb, ...data })));
        expect(answer).not.toMatch(/Zoë|Bob/);
      }
    }
    expect((await tara.ask('deleted')).text).toBe(before);
  });

  it('an altered button is refused, and one that names nobody says so', async () => {
    const send = async (data: object) =>
      JSON.stringify(
        await tara.send(pressBy(tara, 'restore-people', { v: 1, verb: 'restore-people', ...data })),
      );
    expect(await send({ people: ['../secrets'] })).toMatch(/button no longer works/);
    expect(await send({ people: [] })).toMatch(/No one was selected/);
    expect(await send({ people: ['f'.repeat(32)] })).toMatch(/no longer in the directory/);
  });
});
