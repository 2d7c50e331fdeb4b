import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shards } from '../../src/domain/person-id.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import { createBulkChanges } from '../../src/features/people/bulk-changes.ts';
import { eventually } from '../support/eventually.ts';
import { pressBy } from '../support/invokes.ts';
import { ticksOf } from '../support/ticks.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const people =
  'Phone,First name\n+442079460501,Ada\n+442079460502,Ben\n+442079460503,Cora\n+442079460504,Dora\n';

/** A hundred people moved by mistake are moved back by one answer, and nobody is who was changed since. */
describe('undoing a bulk move', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  let tenant: string;
  beforeAll(async () => {
    rollcall = await startRollcall();
    ({ tara } = rollcall.teams);
    tenant = tara.person.tenantId;
    await tara.say('import employees');
    await tara.sendFile('people.csv', people);
    await tara.press(await button('Import'), 'Import');
    await tara.waitForCard((card) => card.text.includes('Import completed'));
  });
  afterAll(() => rollcall.stop());

  const button = (title: string) => tara.waitForCard((card) => card.titles.includes(title));

  async function everyone(): Promise<StoredPerson[]> {
    const all: StoredPerson[] = [];
    for (const shard of shards) {
      for await (const page of rollcall.storage.people.scan(tenant, shard)) all.push(...page);
    }
    return all;
  }
  const networks = async () =>
    Object.fromEntries(
      (await everyone()).map(({ fields, network }) => [fields.firstName ?? '', network]),
    );
  const records = async () =>
    (await rollcall.storage.operations.page(tenant, 'import', 20)).operations;

  async function moved(): Promise<SeenCard> {
    await tara.say('directory');
    const page = await tara.waitForCard((card) => card.titles.includes('Move to Others'));
    await tara.press(page, 'Move to Others', ticksOf(page.json, 'Ada', 'Ben', 'Cora'));
    return tara.waitForCard((card) => card.text.includes('3 people moved to Others.'));
  }

  async function asked(card: SeenCard, title: string): Promise<SeenCard> {
    await tara.press(card, title);
    return tara.waitForCard((seen) => seen.titles.includes('Keep'));
  }

  async function ended(question: SeenCard, title: string): Promise<SeenCard> {
    await tara.press(question, title);
    return tara.waitForCard(
      (card) => card.message.id === question.message.id && card.text.includes('Completed'),
      { since: 'start' },
    );
  }

  it('asks with its counts, moves back whom nobody changed since, and can be redone', async () => {
    const outcome = await moved();
    await tara.say('find Cora');
    await tara.press(await button('Edit'), 'Edit');
    await tara.press(await button('Save'), 'Save', { department: 'Sales' });
    await tara.waitForCard((card) => card.text.includes('Sales'));

    const question = await asked(outcome, 'Undo move');
    expect(question.text).toContain('Undo move?');
    expect(question.text).toContain('Move to Others');
    expect(question.text).toContain('2 people move back.');
    expect(question.text).toContain('1 person stays as is because of a later change.');
    const undo = await ended(question, 'Undo move');
    expect(undo.text).toContain('2 people moved back');
    const now = { Ada: 'Employee', Ben: 'Employee', Cora: 'Others', Dora: 'Employee' };
    expect(await networks()).toEqual(now);
    expect((await records())[0]).toMatchObject({ undo: { bulk: 'moved', again: false } });

    // It stands in the history, with what can be done with it.
    await tara.say('import history');
    const history = await tara.waitForCard((card) => card.text.includes('Import history'));
    expect(history.text).toContain('Move to Others');
    expect(history.text).toContain('Undo move');

    await ended(await asked(undo, 'Redo move'), 'Redo move');
    expect(await networks()).toEqual({ ...now, Ada: 'Others', Ben: 'Others' });
  });

  it('says in a person’s history what moved them, and how they came', async () => {
    await tara.say('find Ben');
    await tara.press(await button('History'), 'History');
    const history = await tara.waitForCard((card) => card.text.includes('History of'));
    expect(history.text).toContain('In a change to several people');
    expect(history.text).toContain('By undoing a change of several people');
    expect(history.text).toMatch(/Added by Tara.* from people\.csv/);
    await tara.press(history, 'Show import');
    await tara.waitForCard((card) => card.text.includes('people.csv'));
  });

  it('is not for those who may not move people', async () => {
    const bulk = (await records()).find((one) => one.bulk !== undefined);
    const data = { v: 1, verb: 'undo-import', operation: bulk?.id, confirmed: true };
    const before = await networks();
    for (const who of [rollcall.teams.omar, rollcall.teams.uma]) {
      await who.send(pressBy(who, 'undo-import', data));
    }
    expect(await networks()).toEqual(before);
  });

  it('a move whose process died ends with what it really did', async () => {
    const { storage } = rollcall;
    const [ada, dora] = ['Ada', 'Dora'].map(
      (name) => (person: StoredPerson) => person.fields.firstName === name,
    );
    const all = await everyone();
    const ids = [all.find(ada ?? Boolean)?.id ?? '', all.find(dora ?? Boolean)?.id ?? ''];
    class Died extends Error {}
    const die = () => Promise.reject(new Died());
    const dead = { move: die, remove: die, restoreMany: die };
    const dying = createBulkChanges({
      people: dead,
      store: storage.people,
      operations: storage.operations,
      now: () => Date.now(),
    });
    const by = { id: tara.person.aadObjectId, name: 'Tara' };
    await expect(dying.move(tenant, { by, locale: 'en' }, ids, 'Employee')).rejects.toThrow(Died);
    const open = (await records()).find(({ state }) => state === 'applying');
    if (open === undefined) throw new Error('no record');
    expect(open.bulk).toMatchObject({ what: 'moved', network: 'Employee' });
    const later = createBulkChanges({
      people: dead,
      store: storage.people,
      operations: storage.operations,
      now: () => Date.now() + 2 * 3_600_000,
    });
    expect(await later.settle(tenant)).toBe(1);
    await eventually(async () =>
      expect(await storage.operations.read(open)).toMatchObject({
        state: 'completed',
        counts: { updated: 0 },
      }),
    );
    expect(await later.settle(tenant)).toBe(0);
  });
});
