import { afterEach, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';

let rollcall: TestRollcall | undefined;
afterEach(() => rollcall?.stop());

it('an answer that the storage doesn’t take is told as that, not as a fault of Rollcall', async () => {
  const { storage } = await openTestStorage();
  let isAway = false;
  const operations: typeof storage.operations = {
    ...storage.operations,
    update: (operation) =>
      isAway
        ? Promise.reject(new AppError('storage-unreachable'))
        : storage.operations.update(operation),
  };
  rollcall = await startRollcall({ storage: { ...storage, operations } });
  const { tara } = rollcall.teams;
  await tara.sendFile('people.csv', 'Phone,First name\n+44 20 7946 0150,Ada\n');
  await tara.waitForCard(({ titles }) => titles.includes('Continue'));
  isAway = true;
  await tara.say('Employee');
  const answer = await tara.waitForMessage(/storage|wrong/);
  expect(answer.text).toContain('storage can’t be reached');
});
