import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { containerNames, tableNames } from '../../../../src/infra/storage/ensure.ts';
import { createWriteQueue } from '../../../../src/infra/storage/write-queue.ts';
import { createLog } from '../../../../src/log.ts';
import { startRollcall, type TestRollcall } from '../../../support/rollcall.ts';
import { standStill } from '../../../support/stand-still.ts';
import { openTestStorage } from '../../../support/storage.ts';

const rows = 60;
const file =
  'Phone,First name\n' +
  Array.from({ length: rows }, (_, at) => `+44 20 7946 0${100 + at},Person ${at}\n`).join('');

describe('a worker that stood still until its right to write was over', () => {
  let rollcall: TestRollcall;
  let logged = '';
  /** how many people there were when the right to write was asked for, each time */
  const atAcquiring: number[] = [];

  beforeAll(async () => {
    const { storage, connection } = await openTestStorage();
    const tenant = () => rollcall.teams.tara.person.tenantId;
    const people = async () => {
      let found = 0;
      for (const shard of '0123456789abcdef') {
        for await (const page of storage.people.scan(tenant(), shard)) found += page.length;
      }
      return found;
    };
    const short = createWriteQueue({
      table: connection.table(tableNames.organizations),
      leases: connection.blobs.getContainerClient(containerNames.leases),
      // Six seconds: more than a busy machine needs for the first write, and over long before the job's claim is.
      times: { leaseSeconds: 15, renewEveryMs: 60_000, safetyMs: 9_000 },
    });
    let hasStood = false;
    const log = createLog(
      'info',
      new PassThrough().on('data', (line: Buffer) => (logged += line.toString())),
    );
    rollcall = await startRollcall({
      log,
      storage: {
        ...storage,
        people: {
          ...storage.people,
          async write(...write) {
            const outcome = await storage.people.write(...write);
            if (!hasStood) standStill(6_500);
            hasStood = true;
            return outcome;
          },
        },
        writeQueue: {
          ...short,
          async acquire(organization) {
            atAcquiring.push(await people());
            return (atAcquiring.length === 1 ? short : storage.writeQueue).acquire(organization);
          },
        },
      },
      parts: { concurrency: 1, retrySeconds: () => 0 },
    });
  });
  afterAll(() => rollcall.stop());

  it('writes nobody more, and whoever has the right then brings the import to its end', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('paused.csv', file);
    const preview = await tara.waitForCard(({ titles }) => titles.includes('Import'));
    await tara.press(preview, 'Import');
    const notice = await tara.waitForCard(
      ({ text }) => text.includes('Completed') && text.includes('paused.csv'),
      { since: 'start' },
    );
    expect(notice.text).toMatch(new RegExp(`${rows}\\s*Added`));
    const [before, between = 0] = atAcquiring;
    expect(before).toBe(0);
    expect(between).toBeGreaterThan(0);
    // One shard of sixteen had been written.
    expect(between).toBeLessThan(rows / 2);
    expect(logged).toContain('the right to write was lost');
  });
});
