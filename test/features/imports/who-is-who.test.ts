import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { anyHistory, live, type Step } from './who-is-who.ts';

/** CONTRIBUTING.md says how to run more. */
const numRuns = Number(process.env.WHO_IS_WHO_RUNS ?? 150);

type Rows = Extract<Step, { type: 'file' }>['rows'];

const row = (who: number, without: Rows[0]['without'] = [], old: Rows[0]['old'] = []) => ({
  ...{ who, without, old },
});
const file = (
  rows: Rows,
  given: { mood?: Extract<Step, { type: 'file' }>['mood']; missing?: 'delete'; undone?: 1 } = {},
): Step => ({
  type: 'file',
  rows,
  mood: given.mood ?? 'true',
  mode: given.missing === undefined ? 'update' : 'everyone',
  network: 'Employee',
  missing: given.missing ?? 'keep',
  undone: given.undone ?? 0,
});
const of = (
  type: 'recycled' | 'swapped',
  who: number,
  from: number,
  key: Rows[0]['old'][0],
): Step => ({
  ...{ type, who, of: from, key },
});

describe('whatever files say, with numbers, emails and IDs that change owners', () => {
  it(
    'no two people share a record, nobody is doubled unasked, and an undo loses nobody',
    async () => {
      await fc.assert(fc.asyncProperty(anyHistory, live), { numRuns });
      // Only a hanging run takes so long: more of them take longer, on a busy machine too.
    },
    900_000 + numRuns * 1_000,
  );

  it.each<[string, readonly Step[]]>([
    [
      'an employee ID of somebody else in a row without a number',
      [file([row(0)]), of('swapped', 2, 0, 'employeeId'), file([row(2, ['phone'])])],
    ],
    [
      'a number and a mailbox that change hands together',
      [
        file([row(1)]),
        of('recycled', 4, 1, 'phone'),
        of('recycled', 4, 1, 'email'),
        file([row(4)]),
      ],
    ],
    [
      'an addition with the number of somebody who was deleted',
      [
        file([row(0)]),
        file([row(1)], { missing: 'delete' }),
        of('swapped', 0, 1, 'phone'),
        file([row(1), row(0)], { mood: 'add' }),
      ],
    ],
    [
      'a row with a new number beside one without a number',
      [
        file([row(4, ['employeeId']), row(0)]),
        of('recycled', 4, 1, 'phone'),
        file([row(4, ['email']), row(4, ['phone'])]),
      ],
    ],
    [
      'the same new number twice, the second time without any other key',
      [
        file([row(3), row(0)]),
        { type: 'new', who: 3, key: 'phone' },
        file([row(3), row(3, ['email', 'employeeId'])]),
      ],
    ],
    [
      'an email of somebody from Entra that only their rows know, in two of them',
      [
        file([row(3)]),
        { type: 'synced', who: 3 },
        of('swapped', 3, 1, 'phone'),
        { type: 'new', who: 3, key: 'email' },
        file([row(3, ['phone']), row(3, ['employeeId'])]),
      ],
    ],
    [
      'a mailbox of somebody who then signs in',
      [file([row(2)]), of('recycled', 3, 2, 'email'), { type: 'signedIn', who: 3 }, file([row(2)])],
    ],
    [
      'somebody who is restored by one row and new by another',
      [
        { type: 'new', who: 1, key: 'phone' },
        file([row(1), row(0)], { undone: 1 }),
        file([row(1), row(1, [], ['phone'])]),
      ],
    ],
  ])('%s mixes nobody up', async (_what, steps) => {
    await live(steps);
  });
});
