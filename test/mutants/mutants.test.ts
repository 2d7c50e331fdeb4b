import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { mutantsOf } from './mutants-of.ts';
import { root, testWith } from './run-tests.ts';

/** Mistakes that would lose data or open a door, and the test that is there to notice each. */
const named = [
  {
    loses: 'what a process wrote that no longer had the right to',
    file: 'src/lib/fence.ts',
    change: 'lost.signal.throwIfAborted(); → ;',
    noticedBy: 'test/lib/fence.test.ts',
  },
  {
    loses: 'the change of another process',
    file: 'src/lib/retry-on-conflict.ts',
    change: "result !== 'conflict' → true",
    noticedBy: 'test/lib/retry-on-conflict.test.ts',
  },
  {
    loses: 'the sense of a card, to markup in a name',
    file: 'src/cards/escape.ts',
    change: ".replace(/</gu, '&lt;') → nothing",
    noticedBy: 'test/cards/escape.test.ts',
  },
];

describe('a mistake in what guards data is noticed', () => {
  test.each(named)('$file: $change', async ({ file, change, noticedBy }) => {
    const mutants = mutantsOf(file, readFileSync(join(root, file), 'utf8'));
    const mutant = mutants.find((one) => one.change === change);
    if (mutant === undefined) throw new Error(`${file} has changed: name another mistake`);
    expect(await testWith(mutant, [noticedBy])).toBe('killed');
  });
});
