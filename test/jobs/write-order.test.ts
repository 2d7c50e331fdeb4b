import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeRollcall } from '../../src/app/rollcall.ts';
import { createLog } from '../../src/log.ts';
import { localSettings } from '../../emulators/local-mode.ts';
import { readSettings } from '../../src/settings.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

const files = 4;
const rowsOf = (version: number) =>
  'Phone,First name\n' +
  Array.from(
    { length: 40 },
    (_, index) => `+44 20 7946 0${String(100 + index)},Version ${version}\n`,
  ).join('');

/** Imports of one organization must not write over each other, however many workers there are. */
describe('several imports and several workers', () => {
  let rollcall: TestRollcall;
  let workers: ReturnType<typeof composeRollcall>[];
  beforeAll(async () => {
    rollcall = await startRollcall({ settings: { ROLE: 'web' } });
    const settings = localSettings(readSettings({ ROLE: 'worker' }, true));
    workers = [1, 2].map(() =>
      composeRollcall({
        settings,
        storage: rollcall.storage,
        log: createLog('silent'),
        concurrency: 4,
      }),
    );
    workers.forEach((worker) => worker.start());
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await rollcall.stop();
  });

  it('write one after the other in the order in which they were confirmed', async () => {
    const { tara } = rollcall.teams;
    const previews = [];
    for (let version = 1; version <= files; version += 1) {
      await tara.say('import employees');
      await tara.sendFile(`version-${version}.csv`, rowsOf(version));
      previews.push(
        await tara.waitForCard(
          (card) => card.titles.includes('Import') && card.text.includes(`version-${version}.csv`),
        ),
      );
    }
    for (const preview of previews) await tara.press(preview, 'Import');
    for (let version = 1; version <= files; version += 1) {
      await tara.waitForCard(
        (card) =>
          card.text.includes('Import completed') && card.text.includes(`version-${version}.csv`),
        { since: 'start' },
      );
    }
    const { operations } = await rollcall.storage.operations.page(
      tara.person.tenantId,
      'import',
      10,
    );
    const ended = operations.map(({ fileName, endedAt }) => ({ fileName, endedAt: endedAt ?? '' }));
    const inOrder = ended
      .toSorted((a, b) => (a.endedAt < b.endedAt ? -1 : 1))
      .map(({ fileName }) => fileName);
    expect(inOrder).toEqual([1, 2, 3, 4].map((version) => `version-${version}.csv`));

    await tara.say('import employees');
    await tara.sendFile('again.csv', rowsOf(files));
    const same = await tara.waitForCard(
      (card) => card.titles.includes('Import') && card.text.includes('again.csv'),
    );
    expect(same.text).toMatch(/40\s*Unchanged/);
  });
});
