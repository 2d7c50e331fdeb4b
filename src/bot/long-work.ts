import { TurnContext, type ConversationReference } from 'botbuilder';
import { currentDeadline, underDeadline, withDeadline, type Deadline } from '../lib/deadline.ts';
import { AppError, asAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { withinTime } from '../lib/within-time.ts';
import { messageAnswers } from './answers.ts';
import type { TurnLimits } from '../edge/turn-limits.ts';
import type { Turn } from './turn.ts';

/** What long work is done with. */
export interface Stage {
  /** Runs a step that answers: in the turn in which it all began, or, once that has ended, in one of its own. */
  within<Result>(step: (turn: Turn) => Promise<Result>): Promise<Result>;
  /** Runs a step that takes its time: a minute at most, whichever turn lasts. @throws AppError `too-slow` */
  inItsTime<Result>(step: () => Promise<Result>): Promise<Result>;
}

/** Work that may take longer than Teams waits for a turn. */
export interface LongWork {
  /**
   * Does it in the turn as long as that lasts. Past that the turn says so and ends, and the work goes on: what comes of it is
   * said in the same chat. It isn't delivered again then: if the process dies, the person has been told when to ask once more.
   * @param sentence says that it goes on, and what to do if nothing comes of it
   */
  run(turn: Turn, sentence: string, work: (stage: Stage) => Promise<void>): Promise<void>;
  /** At a stop: resolves when nothing is under way any more. What takes too long says that it can't be done. */
  settled(): Promise<void>;
}

export interface LongWorkDeps {
  /** Runs logic in a conversation, outside of a turn. */
  readonly resume: (
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ) => Promise<void>;
  readonly limits: TurnLimits;
  readonly log: Log;
}

export function createLongWork({ resume, limits, log }: LongWorkDeps): LongWork {
  const ending = new AbortController();
  const underWay = new Set<Promise<void>>();
  const { turnMs, lastWordMs, reserveMs, longWorkMs, stoppingLongWorkMs } = limits;

  /** Runs a step in a turn of its own, which nobody sent. */
  async function later<Result>(
    turn: Turn,
    reference: Partial<ConversationReference>,
    step: (turn: Turn) => Promise<Result>,
  ): Promise<Result> {
    let outcome: { readonly result: Result } | undefined;
    await withDeadline(turnMs, () =>
      resume(reference, async (context) => {
        outcome = { result: await step({ ...turn, context, ...messageAnswers(context) }) };
      }),
    );
    if (outcome === undefined)
      throw new AppError('unexpected', {}, { note: 'the conversation was not resumed' });
    return outcome.result;
  }

  function stageOf(turn: Turn, during: Deadline | undefined) {
    const { activityId: _activity, ...reference } = TurnContext.getConversationReference(
      turn.context.activity,
    );
    let hasLeft = false;
    let inTurn: Promise<unknown> = Promise.resolve();
    return {
      within<Result>(step: (turn: Turn) => Promise<Result>): Promise<Result> {
        if (hasLeft) return later(turn, reference, step);
        const result = underDeadline(during, () => step(turn));
        inTurn = result.catch(() => undefined);
        return result;
      },
      inItsTime: <Result>(step: () => Promise<Result>) =>
        withDeadline(longWorkMs, step, ending.signal),
      /** From now on the turn is left alone. Resolves when a step that is in it has ended. */
      async leave(): Promise<void> {
        hasLeft = true;
        await inTurn;
      },
    };
  }

  async function sayFailure(stage: Stage, error: unknown): Promise<void> {
    const err = asAppError(error);
    log.warn({ err }, 'what outlasted its turn failed');
    try {
      await stage.within((turn) => turn.say(turn.text.error(err)));
    } catch (failure) {
      log.error({ err: failure }, 'what outlasted its turn could not be answered');
    }
  }

  return {
    async run(turn, sentence, work) {
      const during = currentDeadline();
      const stage = stageOf(turn, during);
      const task = underDeadline(undefined, () => work(stage));
      const ended = task.catch(() => undefined).finally(() => underWay.delete(ended));
      underWay.add(ended);
      const left = during === undefined ? turnMs : during.endsAt - performance.now();
      const patience = withinTime(Math.max(0, left - reserveMs), task);
      if ((await unlessOver(patience, during)) !== 'late') return;
      await stage.leave();
      // The step that was just waited for may have been the last.
      if ((await withinTime(0, task)) !== 'late') return;
      const failing = task.catch((error: unknown) => sayFailure(stage, error));
      underWay.add(failing);
      void failing.finally(() => underWay.delete(failing));
      await withDeadline(lastWordMs, () => turn.say(sentence));
    },
    async settled() {
      const all = Promise.all(underWay);
      if ((await withinTime(stoppingLongWorkMs, all)) !== 'late') return;
      ending.abort();
      await withinTime(turnMs, Promise.all(underWay));
    },
  };
}

/** A turn that is ended early, at a stop, has no patience left. */
async function unlessOver<Result>(
  work: Promise<Result | 'late'>,
  during: Deadline | undefined,
): Promise<Result | 'late'> {
  if (during === undefined) return work;
  const { promise, resolve } = Promise.withResolvers<'late'>();
  const over = () => resolve('late');
  during.signal.addEventListener('abort', over);
  try {
    return await Promise.race([work, promise]);
  } finally {
    during.signal.removeEventListener('abort', over);
  }
}
