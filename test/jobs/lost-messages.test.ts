import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { importFiles } from '../../src/features/imports/import-files.ts';
import { shards } from '../../src/domain/person-id.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import { createWakeOpen } from '../../src/domain/operations/wake-open.ts';
import { eventually } from '../support/eventually.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import type { SeenCard } from '../support/teams-client.ts';

const never = new AbortController().signal;
const csv = 'Phone,First name\n+44 20 7946 0101,Ann\n+44 20 7946 0102,Bo\n';

/** A message or a file lost from the storage costs an admin a wait, and never an untrue word. */
describe('an operation whose message or plan is lost', () => {
  let storage: Storage;
  let rollcall: TestRollcall;
  let loseJobs = false;
  beforeEach(async () => {
    loseJobs = false;
    ({ storage } = await openTestStorage());
    const send: Storage['jobs']['send'] = async (message, delaySeconds) => {
      if (!loseJobs) await storage.jobs.send(message, delaySeconds);
    };
    const jobs = Object.assign(Object.create(storage.jobs) as Storage['jobs'], { send });
    rollcall = await startRollcall({ storage: { ...storage, jobs } });
  });
  afterEach(() => rollcall.stop());

  async function newest(): Promise<Operation> {
    const { tenantId } = rollcall.teams.tara.person;
    const [operation] = (await storage.operations.page(tenantId, 'import', 1)).operations;
    if (operation === undefined) throw new Error('there is none');
    return operation;
  }

  const until = (state: Operation['state']) =>
    eventually(async () => {
      const operation = await newest();
      expect(operation.state).toBe(state);
      return operation;
    });

  async function preview(): Promise<SeenCard> {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('people.csv', csv);
    return tara.waitForCard((card) => card.titles.includes('Import'));
  }

  async function removePlan(operation: Operation): Promise<void> {
    for (const shard of shards) await storage.work.remove(importFiles.plan(operation, shard));
  }

  it('goes on when the daily round has sent its message again', async () => {
    const { tara } = rollcall.teams;
    const card = await preview();
    loseJobs = true;
    await tara.press(card, 'Import');
    await until('queued');
    const later = () => Date.now() + 2 * 3_600_000;
    const { operations, jobs } = storage;
    const soon = createWakeOpen({ operations, jobs, now: () => Date.now() });
    expect(await soon(tara.person.tenantId, never)).toBe(0);
    const wake = createWakeOpen({ operations, jobs, now: later });
    expect(await wake(tara.person.tenantId, never)).toBe(1);
    expect((await until('completed')).counts.added).toBe(2);
    expect(await wake(tara.person.tenantId, never)).toBe(0);
  });

  it('can be undone anew when an undo was cancelled before it began', async () => {
    const { tara } = rollcall.teams;
    const card = await preview();
    await tara.press(card, 'Import');
    const imported = await until('completed');
    const undoable = await tara.waitForCard(
      (each) => each.message.id === card.message.id && each.titles.includes('Undo import'),
      { since: 'start' },
    );
    await tara.press(undoable, 'Undo import');
    const question = await tara.waitForCard((each) => each.titles.includes('Keep'));
    loseJobs = true;
    await tara.press(question, 'Undo import');
    const queued = await until('queued');
    const waiting = await tara.waitForCard(
      (each) => each.message.id === card.message.id && each.titles.includes('Cancel'),
      { since: 'start' },
    );
    await tara.press(waiting, 'Cancel');
    expect((await storage.operations.read(queued))?.state).toBe('cancelled');
    expect((await storage.operations.read(imported))?.undone).toBeUndefined();
  });

  it('ends as Failed when its plan is gone, an import and an undo alike', async () => {
    const { tara } = rollcall.teams;
    const card = await preview();
    await removePlan(await newest());
    await tara.press(card, 'Import');
    const failed = await until('failed');
    expect(failed.failure?.code).toBe('plan-gone');

    const again = await preview();
    await tara.press(again, 'Import');
    const imported = await until('completed');
    const undoable = await tara.waitForCard(
      (each) => each.message.id === again.message.id && each.titles.includes('Undo import'),
      { since: 'start' },
    );
    await tara.press(undoable, 'Undo import');
    const question = await tara.waitForCard((each) => each.titles.includes('Keep'));
    await removePlan(imported);
    await tara.press(question, 'Undo import');
    const undo = await until('failed');
    expect(undo).toMatchObject({ undo: { of: imported.id }, failure: { code: 'plan-gone' } });
    await tara.waitForCard(
      (each) => each.text.includes('The earlier values are no longer stored'),
      { since: 'start' },
    );
  });
});
