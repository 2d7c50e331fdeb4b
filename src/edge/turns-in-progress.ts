import { withDeadline } from '../lib/deadline.ts';
import { withinTime } from '../lib/within-time.ts';
import type { TurnLimits } from './turn-limits.ts';

/** The turns of this process, each with its deadline. */
export interface TurnsUnderWay {
  /** @returns what the turn came to; `late` when it has no end, though everything in it was told to */
  run<Result>(turn: () => Promise<Result>): Promise<Result | 'late'>;
  /** Gives those under way a moment to end, then has them say that they can't. Resolves when they have, or should have. */
  end(): Promise<void>;
}

/** Some for the way of the answer: what has no end is a defect, and its connection is not to hang on it. */
const moreMs = 500;

export function createTurnsUnderWay(limits: TurnLimits): TurnsUnderWay {
  const ending = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const { turnMs, lastWordMs, stoppingMs } = limits;

  return {
    async run(turn) {
      const work = withDeadline(turnMs, turn, ending.signal);
      underWay.add(work);
      const ended = () => underWay.delete(work);
      work.then(ended, ended);
      return withinTime(turnMs + lastWordMs + moreMs, work);
    },
    async end() {
      const all = Promise.allSettled(underWay);
      if ((await withinTime(stoppingMs, all)) !== 'late') return;
      ending.abort();
      await withinTime(lastWordMs + moreMs, all);
    },
  };
}
