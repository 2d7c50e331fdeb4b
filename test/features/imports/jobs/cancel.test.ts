import { afterEach, describe, expect, it } from '@jest/globals';
import { shards } from '../../../../src/domain/person-id.ts';
import { sampleCsv } from '../../../../scripts/sample-people.ts';
import { containerNames } from '../../../../src/infra/storage/ensure.ts';
import { eventually } from '../../../support/eventually.ts';
import { startRollcall, type TestRollcall } from '../../../support/rollcall.ts';
import { openTestStorage } from '../../../support/storage.ts';

/** In each shard fewer than a transaction holds: as many writes as with ten times as many. */
const people = 480;

describe('cancelling an import that is being applied', () => {
  let rollcall: TestRollcall;
  afterEach(() => rollcall.stop());

  it('stops it soon, and the card and the notice say exactly what was written', async () => {
    const { storage } = await openTestStorage();
    const write: typeof storage.people.write = async (...given) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return storage.people.write(...given);
    };
    rollcall = await startRollcall({
      storage: { ...storage, people: { ...storage.people, write } },
      parts: { concurrency: 1 },
    });
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('many.csv', [...sampleCsv({ count: people, seed: 3 })].join(''));
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    await tara.press(preview, 'Import');
    const running = await tara.waitForCard(
      (card) => card.message.id === preview.message.id && card.text.includes('Processing'),
    );
    await tara.press(running, 'Cancel');
    const notice = await tara.waitForCard(
      (card) => card.message.id !== preview.message.id && card.text.includes('Cancelled'),
    );

    const tenant = tara.person.tenantId;
    const [operation] = (await storage.operations.page(tenant, 'import', 1)).operations;
    let written = 0;
    for (const shard of shards) {
      for await (const page of storage.people.scanHashes(tenant, shard)) written += page.length;
    }
    expect(operation).toMatchObject({ state: 'cancelled', counts: { added: written } });
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(people);
    expect(notice.text).toContain(String(written));
    await tara.waitForCard(
      (card) =>
        card.message.id === preview.message.id &&
        card.text.includes('Cancelled') &&
        !card.titles.includes('Cancel'),
      { since: 'start' },
    );
  });

  it('leaves no error log that nobody would find, when it is cancelled in the moment before the first row', async () => {
    const { storage, connection } = await openTestStorage();
    let isToCancel = true;
    const update: typeof storage.operations.update = async (wanted) => {
      const written = await storage.operations.update(wanted);
      // A worker has just noted that it begins.
      if (written === 'conflict' || written.state !== 'queued' || written.tries === 0)
        return written;
      if (!isToCancel) return written;
      isToCancel = false;
      const endedAt = new Date().toISOString();
      await storage.operations.update({ ...written, state: 'cancelled', endedAt });
      return written;
    };
    rollcall = await startRollcall({
      storage: { ...storage, operations: { ...storage.operations, update } },
    });
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('few.csv', 'Phone\n+44 20 7946 0001\n');
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    await tara.press(preview, 'Import');
    const namesIn = async (container: string) => {
      const names: string[] = [];
      const files = connection.blobs.getContainerClient(container);
      for await (const { name } of files.listBlobsFlat()) names.push(name);
      return names;
    };
    // Its working files go last.
    await eventually(async () => expect(await namesIn(containerNames.work)).toEqual([]));

    const [operation] = (await storage.operations.page(tara.person.tenantId, 'import', 1))
      .operations;
    expect(operation).toMatchObject({ state: 'cancelled' });
    expect(operation?.errorLog).toBeUndefined();
    expect(await namesIn(containerNames.files)).toContain(operation?.original);
    expect((await namesIn(containerNames.files)).join()).not.toContain('error-log');
  });
});
