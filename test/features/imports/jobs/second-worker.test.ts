import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { StorageConnection } from '../../../../src/infra/storage/connect.ts';
import type { Storage } from '../../../../src/infra/storage/storage.ts';
import { eventually } from '../../../support/eventually.ts';
import { startRollcall, type TestRollcall } from '../../../support/rollcall.ts';
import { openTestStorage } from '../../../support/storage.ts';

const rows = 30;
const file = `Phone,First name\n${Array.from(
  { length: rows },
  (_, place) => `+4420794600${String(10 + place)},Sample`,
).join('\n')}\n`;

let rollcall: TestRollcall;
let storage: Storage;
let connection: StorageConnection;
/** The first process to write down the file's facts is slow. */
const slow = Promise.withResolvers<undefined>();
let written = 0;

beforeAll(async () => {
  ({ storage, connection } = await openTestStorage());
  const work: Storage['work'] = {
    ...storage.work,
    async write(name, content, options) {
      if (name.endsWith('rejections.jsonl')) {
        written += 1;
        if (written === 1) await slow.promise;
      }
      return storage.work.write(name, content, options);
    },
  };
  rollcall = await startRollcall({ storage: { ...storage, work } });
});
afterAll(async () => {
  slow.resolve(undefined);
  await rollcall.stop();
});

it('an import that two workers plan, one of them late, loses no row when it is confirmed in between, and is told of once', async () => {
  const { tara } = rollcall.teams;
  const tenant = tara.person.tenantId;
  const newest = async () => {
    const { operations } = await storage.operations.page(tenant, 'import', 1);
    const [operation] = operations;
    if (operation === undefined) throw new Error('there is no import yet');
    return operation;
  };
  // Nobody writes for now: what is confirmed waits for its turn.
  const lease = await storage.writeQueue.acquire(tenant);
  await tara.say('import employees');
  await tara.sendFile('twice.csv', file);
  const { id } = await newest();
  // As a queue does that takes the first worker for dead.
  await storage.jobs.send({ v: 1, type: 'plan-import', tenant, operation: id });
  const preview = await tara.waitForCard(({ titles }) => titles.includes('Import'));
  await tara.press(preview, 'Import');
  expect((await newest()).state).toBe('queued');
  slow.resolve(undefined);
  // The late one comes to its end before anything is written: its message is gone, and only the one that waits is left.
  await eventually(async () => {
    const { approximateMessagesCount } = await connection.queues
      .getQueueClient('jobs')
      .getProperties();
    expect(approximateMessagesCount).toBe(1);
  });
  await lease?.release();
  await eventually(async () => {
    expect(await newest()).toMatchObject({ state: 'completed', counts: { added: rows } });
  });
  await tara.waitForCard(({ text }) => text.includes('Import completed'), { since: 'start' });
  const told = tara
    .cards('start')
    .filter(({ text }) => /^Import (completed|failed|cancelled)$/m.test(text));
  expect(told).toHaveLength(1);
});
