import { afterEach, describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';

const rows = 'Phone,First name\n+44 20 7946 0150,Ada\n+44 20 7946 0151,Bo\n';

describe('a job that fails', () => {
  let rollcall: TestRollcall;
  afterEach(() => rollcall.stop());

  async function failing(writes: number) {
    const { storage } = await openTestStorage();
    let left = writes;
    const write: typeof storage.people.write = (...given) => {
      left -= 1;
      return left >= 0
        ? Promise.reject(new AppError('storage-unreachable'))
        : storage.people.write(...given);
    };
    const people = { ...storage.people, write };
    rollcall = await startRollcall({
      storage: { ...storage, people },
      parts: { retrySeconds: () => 0, concurrency: 1 },
    });
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('crew.csv', rows);
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    await tara.press(preview, 'Import');
    return tara;
  }

  it('is given up after five tries: the admin is told once, with the reason in the error log', async () => {
    const tara = await failing(100);
    const notice = await tara.waitForCard((card) => card.text.includes('Import failed'));
    expect(notice.text).toMatch(/5 tries|five/i);
    const log = await (await tara.follow(notice, 'Download error log')).text();
    expect(log).toMatch(/5 tries|five/i);
    const [operation] = (await rollcall.storage.operations.page(tara.person.tenantId, 'import', 1))
      .operations;
    expect(operation).toMatchObject({ state: 'failed', tries: 5, failure: { code: 'given-up' } });
    expect(operation?.counts.added).toBe(0);
  });

  it('is tried again when what failed has passed, and tells nothing but the good end', async () => {
    const tara = await failing(3);
    await tara.waitForCard((card) => card.text.includes('Import completed'));
    expect(tara.cards('start').filter((card) => card.text.includes('Import failed'))).toEqual([]);
  });
});
