import { afterAll, describe, expect, test } from '@jest/globals';
import { explained, explains } from './explained.ts';
import { createJudge } from './judges.ts';
import { mutantsByFile } from './switches.ts';

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
  {
    loses: 'what was changed since a merge, when it is undone',
    file: 'src/features/people/undo-merge.ts',
    change: 'stays.changedAt !== note.at → false',
    noticedBy: 'test/features/people/undo-merge.test.ts',
  },
  {
    loses: 'the one worker of a job, when its claim is lost',
    file: 'src/jobs/handle-message.ts',
    change: 'kept === false → false',
    noticedBy: 'test/jobs/handle-message.test.ts',
  },
  {
    loses: 'one of two people, whose keys a row mixes up',
    file: 'src/domain/match-keys.ts',
    change: 'others.length > 0 → false',
    noticedBy: 'test/domain/match-keys.test.ts',
  },
];

const patience = 300_000;

describe('a mistake in what guards data is noticed', () => {
  const judge = createJudge();
  afterAll(() => judge.retire());

  test.each(named)('$file: $change', async ({ file, change, noticedBy }) => {
    const mutant = mutantsByFile.get(file)?.find((one) => one.change === change);
    if (mutant === undefined) throw new Error(`${file} has changed: name another mistake`);
    const files = [{ file: noticedBy }];
    expect((await judge.try({ mutant: mutant.number, files }, patience)).is).toBe('failed');
    expect((await judge.try({ mutant: 0, files }, patience)).is).toBe('passed');
  });
});

test.each(explained)('the explanation of $file: $change is of one mistake', (one) => {
  const mutants = [...mutantsByFile.values()].flat();
  expect(mutants.filter((mutant) => explains(one, mutant))).toHaveLength(1);
});
