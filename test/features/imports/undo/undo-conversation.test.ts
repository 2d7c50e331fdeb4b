import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shards } from '../../../../src/domain/person-id.ts';
import type { StoredPerson } from '../../../../src/domain/people-store.ts';
import type { Operation } from '../../../../src/domain/operations/operation.ts';
import { eventually } from '../../../support/eventually.ts';
import { pressBy } from '../../../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../../../support/rollcall.ts';
import type { SeenCard } from '../../../support/teams-client.ts';

const dayMs = 24 * 3_600_000;

/** A wrong file that was confirmed is no catastrophe: everyone is again as they were, and what others did since stays. */
describe('undoing an import', () => {
  let rollcall: TestRollcall;
  let later = 0;
  beforeAll(async () => {
    rollcall = await startRollcall({ parts: { now: () => Date.now() + later } });
  });
  afterAll(() => rollcall.stop());

  const tenant = () => rollcall.teams.tara.person.tenantId;

  async function importFile(name: string, csv: string): Promise<SeenCard> {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile(name, csv);
    const preview = await tara.waitForCard(
      (card) => card.titles.includes('Import') && card.text.includes(name),
    );
    await tara.press(preview, 'Import');
    await tara.waitForCard(
      (card) => card.text.includes('Import completed') && card.text.includes(name),
      { since: 'start' },
    );
    return cardOf(preview, 'Undo import');
  }

  /** The operation's own card, once it offers a button. */
  const cardOf = (shown: SeenCard, button: string) =>
    rollcall.teams.tara.waitForCard(
      (card) => card.message.id === shown.message.id && card.titles.includes(button),
      { since: 'start' },
    );

  /** The question before an undo, in place of the card. */
  async function asked(card: SeenCard, button = 'Undo import'): Promise<SeenCard> {
    await rollcall.teams.tara.press(card, button);
    return rollcall.teams.tara.waitForCard(
      (each) => each.message.id === card.message.id && each.titles.includes('Keep'),
    );
  }

  async function undo(card: SeenCard, button = 'Undo import'): Promise<SeenCard> {
    const { tara } = rollcall.teams;
    await tara.press(await asked(card, button), button);
    await tara.waitForCard((each) => /(?:Undo|Redo) completed/.test(each.text));
    return tara.waitForCard(
      (each) => each.message.id === card.message.id && each.text.includes('Completed'),
      { since: 'start' },
    );
  }

  async function everyone(): Promise<Map<string, StoredPerson>> {
    const all = new Map<string, StoredPerson>();
    for (const shard of shards) {
      for await (const page of rollcall.storage.people.scan(tenant(), shard)) {
        for (const person of page) all.set(person.fields.phone ?? person.id, person);
      }
    }
    return all;
  }

  async function newest(): Promise<Operation> {
    const [operation] = (await rollcall.storage.operations.page(tenant(), 'import', 1)).operations;
    if (operation === undefined) throw new Error('no operation');
    return operation;
  }

  const contents = (person: StoredPerson | undefined) =>
    person === undefined || person.deletedAt !== undefined
      ? undefined
      : { network: person.network, ...person.fields };

  const ada = '+442079460001';
  const ben = '+442079460002';
  const cora = '+442079460003';
  const dora = '+442079460004';

  it('deletes whom it added, puts back whom it changed, and leaves those who were changed since', async () => {
    await importFile(
      'first.csv',
      `Phone,First name,Department\n${ada},Ada,Sales\n${ben},Ben,Sales\n`,
    );
    const before = await everyone();
    const card = await importFile(
      'second.csv',
      `Phone,First name,Department\n${ada},Ada,Wrong\n${ben},Ben,Wrong\n${cora},Cora,Wrong\n${dora},Dora,Wrong\n`,
    );
    const { tara } = rollcall.teams;
    const benId = before.get(ben)?.id ?? '';
    await tara.say(`find ${ben}`);
    const profile = await tara.waitForCard((each) => each.titles.includes('Edit'));
    await tara.press(profile, 'Edit');
    const form = await tara.waitForCard((each) => each.titles.includes('Save'));
    await tara.press(form, 'Save', { department: 'Logistics' });
    await tara.waitForCard((each) => each.text.includes('Logistics'));

    const done = await undo(card);
    const after = await everyone();
    expect(contents(after.get(ada))).toEqual(contents(before.get(ada)));
    expect(contents(after.get(cora))).toBeUndefined();
    expect(contents(after.get(dora))).toBeUndefined();
    expect(after.get(ben)?.fields.department).toBe('Logistics');
    expect(after.get(ben)?.id).toBe(benId);

    const operation = await newest();
    expect(operation).toMatchObject({
      state: 'completed',
      undo: { removed: 2 },
      counts: { added: 0, updated: 1, unchanged: 0, rejected: 1 },
    });
    expect(done.text).toContain('2 people deleted and 1 person reverted');
    const log = await (await tara.follow(done, 'Download error log')).text();
    const line = log.split('\r\n').find((each) => each.includes('Logistics'));
    expect(line).toMatch(/Ben.*Department.*Sales.*Wrong.*Logistics.*Changed later, last by Tara/);
  });

  it('stands in the history by itself, and can itself be undone', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import history');
    const history = await tara.waitForCard((card) => card.text.includes('Import history'));
    expect(history.text).toContain('Undo: second.csv');
    // No zeros.
    expect(history.text).toMatch(/\d+ (?:person|people) (?:deleted|reverted|restored)/);
    expect(history.text).not.toMatch(/(?:^|\D)0 (?:person|people)? ?(?:deleted|reverted|left)/);

    const undoCard = await tara.waitForCard((card) => card.titles.includes('Redo import'), {
      since: 'start',
    });
    await undo(undoCard, 'Redo import');
    const after = await everyone();
    expect(after.get(ada)?.fields.department).toBe('Wrong');
    expect(contents(after.get(cora))).toMatchObject({ firstName: 'Cora', department: 'Wrong' });
    expect(after.get(ben)?.fields.department).toBe('Logistics');
    expect(await newest()).toMatchObject({
      undo: { again: true, removed: 0 },
      counts: { added: 2, updated: 1, unchanged: 0, rejected: 0 },
    });
  });

  it('says of a person’s change that it came by undoing', async () => {
    const { tara } = rollcall.teams;
    await tara.say(`find ${ada}`);
    const profile = await tara.waitForCard((each) => each.titles.includes('History'));
    await tara.press(profile, 'History');
    const history = await tara.waitForCard((each) => each.text.includes('By undoing the import'));
    expect(history.text).toContain('second.csv');
  });

  it('puts people back through two imports, the later one first', async () => {
    const phone = '+442079460011';
    const first = await importFile('one.csv', `Phone,First name\n${phone},Eve\n`);
    const second = await importFile('two.csv', `Phone,First name\n${phone},Eva\n`);
    await undo(second);
    expect((await everyone()).get(phone)?.fields.firstName).toBe('Eve');
    await undo(first);
    expect(contents((await everyone()).get(phone))).toBeUndefined();
  });

  it('leaves a later import’s people alone when the earlier one is undone', async () => {
    const phone = '+442079460012';
    const first = await importFile('three.csv', `Phone,First name\n${phone},Fay\n`);
    await importFile('four.csv', `Phone,First name\n${phone},Faye\n`);
    const done = await undo(first);
    expect((await everyone()).get(phone)?.fields.firstName).toBe('Faye');
    expect(done.text).toContain('1 person left as is');
  });

  it('happens once, however often it is asked for', async () => {
    const { tara, omar } = rollcall.teams;
    const card = await importFile('once.csv', 'Phone,First name\n+442079460021,Gil\n');
    const { id } = await newest();
    const data = { v: 1, verb: 'undo-import', operation: id, confirmed: true };
    await Promise.all([
      tara.press(await asked(card), 'Undo import'),
      tara.send(pressBy(tara, 'undo-import', data)),
      tara.send(pressBy(tara, 'undo-import', data)),
    ]);
    await eventually(async () => expect((await newest()).state).toBe('completed'));
    const { operations } = await rollcall.storage.operations.page(tenant(), 'import', 50);
    expect(operations.filter(({ undo }) => undo?.of === id)).toHaveLength(1);

    // Neither another admin without the right to it nor another organization can ask for it.
    await omar.send(pressBy(omar, 'undo-import', data));
    const { uma } = rollcall.teams;
    await uma.send(pressBy(uma, 'undo-import', data));
    const again = await rollcall.storage.operations.page(tenant(), 'import', 50);
    expect(again.operations.filter(({ undo }) => undo?.of === id)).toHaveLength(1);
  });

  it('is offered and done for 30 days', async () => {
    const { tara } = rollcall.teams;
    await importFile('late.csv', 'Phone,First name\n+442079460031,Hal\n');
    const { id } = await newest();
    later = 31 * dayMs;
    const answer = await tara.send(
      pressBy(tara, 'undo-import', { v: 1, verb: 'undo-import', operation: id }),
    );
    later = 0;
    expect(JSON.stringify(answer)).toContain('Too late to undo');
    expect(
      (await rollcall.storage.operations.read({ tenant: tenant(), kind: 'import', id }))?.undone,
    ).toBeUndefined();
  });

  it('is no way to undo what wrote nobody', async () => {
    const { tara } = rollcall.teams;
    const csv = 'Phone,First name\n+442079460031,Hal\n';
    await tara.say('import employees');
    await tara.sendFile('same.csv', csv);
    const preview = await tara.waitForCard(
      (card) => card.titles.includes('Import') && card.text.includes('same.csv'),
    );
    await tara.press(preview, 'Import');
    const done = await tara.waitForCard(
      (card) => card.message.id === preview.message.id && card.text.includes('Completed'),
      { since: 'start' },
    );
    expect(done.titles).not.toContain('Undo import');
  });
});
