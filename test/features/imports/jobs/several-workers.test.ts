import { afterEach, describe, expect, it } from '@jest/globals';
import { composeRollcall, type Rollcall } from '../../../../src/app/rollcall.ts';
import { shards } from '../../../../src/domain/person-id.ts';
import { createLog } from '../../../../src/log.ts';
import { localSettings } from '../../../../emulators/local-mode.ts';
import type { Operation } from '../../../../src/domain/operations/operation.ts';
import { readSettings } from '../../../../src/settings.ts';
import type { Storage } from '../../../../src/infra/storage/storage.ts';
import { sampleCsv } from '../../../../scripts/sample-people.ts';
import { eventually } from '../../../support/eventually.ts';
import { startRollcall, type TestRollcall } from '../../../support/rollcall.ts';
import { openTestStorage } from '../../../support/storage.ts';
import type { SeenCard } from '../../../support/teams-client.ts';

const people = 12_000;
const patience = 180_000;
/** shorter, so that what fails says what it waited for */
const waits = 150_000;
const csv = [...sampleCsv({ count: people, seed: 5 })].join('');

/** All free workers write a large import, with the same result as one. */
describe('a large import and several workers', () => {
  let rollcall: TestRollcall;
  let workers: Rollcall[] = [];
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await rollcall.stop();
  });

  /** @returns how many transactions each worker has written */
  async function start(
    count: number,
    slowMs: number,
  ): Promise<{ storage: Storage; wrote: number[] }> {
    const { storage } = await openTestStorage();
    rollcall = await startRollcall({ storage, settings: { ROLE: 'web' } });
    const wrote = Array.from({ length: count }, () => 0);
    workers = wrote.map((_, index) => {
      const write: Storage['people']['write'] = async (...given) => {
        wrote[index] = (wrote[index] ?? 0) + 1;
        await new Promise((resolve) => setTimeout(resolve, slowMs));
        return storage.people.write(...given);
      };
      return composeRollcall({
        settings: localSettings(readSettings({ ROLE: 'worker' }, true)),
        storage: { ...storage, people: { ...storage.people, write } },
        log: createLog(process.env.TEST_LOG ?? 'silent'),
        concurrency: 2,
      });
    });
    workers.forEach((worker) => worker.start());
    return { storage, wrote };
  }

  async function confirm(): Promise<SeenCard> {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('large.csv', csv);
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'), {
      timeoutMs: waits,
    });
    await tara.press(preview, 'Import');
    return preview;
  }

  async function newest(storage: Storage): Promise<Operation | undefined> {
    const { tenantId } = rollcall.teams.tara.person;
    return (await storage.operations.page(tenantId, 'import', 1)).operations[0];
  }

  const ended = (storage: Storage) =>
    eventually(async () => {
      const operation = await newest(storage);
      if (operation?.endedAt === undefined) throw new Error(`it is ${operation?.state ?? 'gone'}`);
      return operation;
    }, waits);

  async function countPeople(storage: Storage): Promise<number> {
    let count = 0;
    for (const shard of shards) {
      for await (const page of storage.people.scanHashes(
        rollcall.teams.tara.person.tenantId,
        shard,
      ))
        count += page.length;
    }
    return count;
  }

  it(
    'is shared among them, each person written once',
    async () => {
      const { storage, wrote } = await start(3, 200);
      await confirm();
      const operation = await ended(storage);
      expect(operation).toMatchObject({ state: 'completed', counts: { added: people } });
      expect(await countPeople(storage)).toBe(people);
      expect(wrote.filter((each) => each > 0).length).toBeGreaterThan(1);
      const { tenantId } = rollcall.teams.tara.person;
      const key = { tenant: tenantId, kind: 'import', id: operation.id } as const;
      await eventually(async () => expect(await storage.workUnits.all(key)).toEqual([]));
    },
    patience,
  );

  it(
    'goes on when one of them stops, and counts nobody twice',
    async () => {
      const { storage, wrote } = await start(3, 300);
      await confirm();
      await eventually(() => {
        if (wrote.filter((each) => each > 0).length < 2) throw new Error('only one is at it');
        return Promise.resolve();
      }, waits);
      const busiest = wrote.indexOf(Math.max(...wrote));
      await workers[busiest]?.stop();
      const operation = await ended(storage);
      expect(operation).toMatchObject({
        state: 'completed',
        counts: { added: people, updated: 0 },
      });
      expect(await countPeople(storage)).toBe(people);
    },
    patience,
  );

  it(
    'is cancelled for all of them, and counts exactly whom they wrote',
    async () => {
      const { storage, wrote } = await start(3, 400);
      const card = await confirm();
      await eventually(() => {
        if (wrote.filter((each) => each > 0).length < 2) throw new Error('only one is at it');
        return Promise.resolve();
      }, waits);
      const { tara } = rollcall.teams;
      await tara.press(tara.now(card), 'Cancel');
      const operation = await ended(storage);
      const written = await countPeople(storage);
      expect(operation).toMatchObject({ state: 'cancelled', counts: { added: written } });
      expect(written).toBeLessThan(people);
      const before = wrote.reduce((sum, each) => sum + each, 0);
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      expect(wrote.reduce((sum, each) => sum + each, 0)).toBe(before);
    },
    patience,
  );
});
