import { withDeadline } from '../lib/deadline.ts';
import { withinTime } from '../lib/within-time.ts';
import type { TurnLimits } from './turn-limits.ts';

/** The running turns of this process, each with its deadline. */
export interface TurnsInProgress {
  /** @returns the turn's result; `late` when it doesn't end although its deadline is over */
  run<Result>(turn: () => Promise<Result>): Promise<Result | 'late'>;
  /** Gives running turns a moment to end, then has them answer that they can't. Resolves when they have, or should have. */
  end(): Promise<void>;
}

/** Time for the response. A turn that never ends is a defect, and its connection must not hang. */
const moreMs = 500;

export function createTurnsInProgress(limits: TurnLimits): TurnsInProgress {
  const ending = new AbortController();
  const inProgress = new Set<Promise<unknown>>();
  const { turnMs, lastAnswerMs, stoppingMs } = limits;

  return {
    async run(turn) {
      const work = withDeadline(turnMs, turn, ending.signal);
      inProgress.add(work);
      const ended = () => inProgress.delete(work);
      work.then(ended, ended);
      return withinTime(turnMs + lastAnswerMs + moreMs, work);
    },
    async end() {
      const all = Promise.allSettled(inProgress);
      if ((await withinTime(stoppingMs, all)) !== 'late') return;
      ending.abort();
      await withinTime(lastAnswerMs + moreMs, all);
    },
  };
}
