import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { anyHistory, live } from './who-is-who.ts';

/** More with `WHO_IS_WHO_RUNS=20000 npm test -- test/features/imports/who-is-who.test.ts`. */
const numRuns = Number(process.env.WHO_IS_WHO_RUNS ?? 150);

describe('whatever files say, with numbers, emails and IDs that change owners', () => {
  it('no two people share a record, nobody is doubled unasked, and an undo loses nobody', async () => {
    await fc.assert(fc.asyncProperty(anyHistory, live), { numRuns });
  });
});
