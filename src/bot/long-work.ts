import { ActivityTypes, TurnContext, type ConversationReference } from 'botbuilder';
import { currentDeadline, underDeadline, withDeadline, type Deadline } from '../lib/deadline.ts';
import { AppError, asAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { withinTime } from '../lib/within-time.ts';
import { messageAnswers } from './answers.ts';
import type { TurnLimits } from '../edge/turn-limits.ts';
import type { Turn } from './turn.ts';

/** The context in which long work runs. */
export interface Stage {
  /** Runs a step that answers: in the original turn or, once that has ended, in one of its own. */
  within<Result>(step: (turn: Turn) => Promise<Result>): Promise<Result>;
  /** Runs a step of at most a minute, independent of turns. @throws AppError `too-slow` */
  inItsTime<Result>(step: () => Promise<Result>): Promise<Result>;
}

/** Work that may take longer than Teams waits for a turn. */
export interface LongWork {
  /**
   * Runs work within the turn while the turn lasts. Then the turn answers with `sentence` and ends, the work
   * continues, and its outcome is posted to the same chat. It isn't delivered again: if the process dies, the
   * sentence has told the person when to ask again.
   * @param sentence says that the work continues, and what to do if no outcome follows
   */
  run(turn: Turn, sentence: string, work: (stage: Stage) => Promise<void>): Promise<void>;
  /** At a stop: resolves when no work is running. Work that takes too long answers that it can't finish. */
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

/** Shows in the chat that an answer is coming. A sign that can't be sent is left out. */
function showTyping({ context }: Turn, everyMs: number): () => void {
  const timer = setInterval(() => {
    void context.sendActivity({ type: ActivityTypes.Typing }).catch(() => undefined);
  }, everyMs);
  return () => clearInterval(timer);
}

export function createLongWork({ resume, limits, log }: LongWorkDeps): LongWork {
  const ending = new AbortController();
  const inProgress = new Set<Promise<void>>();
  const { turnMs, lastAnswerMs, reserveMs, longWorkMs, stoppingLongWorkMs, typingMs } = limits;

  /** Runs a step in a turn without an incoming activity. */
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
      /** From now on the original turn isn't used. Resolves when a step running in it has ended. */
      async leave(): Promise<void> {
        hasLeft = true;
        await inTurn;
      },
    };
  }

  async function sayFailure(stage: Stage, error: unknown): Promise<void> {
    const err = asAppError(error);
    log.warn({ err }, 'background work of a turn failed');
    try {
      await stage.within((turn) => turn.say(turn.text.error(err)));
    } catch (failure) {
      log.error({ err: failure }, 'the failure of background work could not be answered');
    }
  }

  return {
    async run(turn, sentence, work) {
      const during = currentDeadline();
      const stage = stageOf(turn, during);
      const task = underDeadline(undefined, () => work(stage));
      const ended = task.catch(() => undefined).finally(() => inProgress.delete(ended));
      inProgress.add(ended);
      const stopTyping = showTyping(turn, typingMs);
      const left = during === undefined ? turnMs : during.endsAt - performance.now();
      const remaining = withinTime(Math.max(0, left - reserveMs), task);
      const isOver = (await unlessOver(remaining, during).finally(stopTyping)) !== 'late';
      if (isOver) return;
      await stage.leave();
      // The awaited step may have been the last.
      if ((await withinTime(0, task)) !== 'late') return;
      const failing = task.catch((error: unknown) => sayFailure(stage, error));
      inProgress.add(failing);
      void failing.finally(() => inProgress.delete(failing));
      await withDeadline(lastAnswerMs, () => turn.say(sentence));
    },
    async settled() {
      const all = Promise.all(inProgress);
      if ((await withinTime(stoppingLongWorkMs, all)) !== 'late') return;
      ending.abort();
      await withinTime(turnMs, Promise.all(inProgress));
    },
  };
}

/** A turn that is ended early, at a stop, waits no longer. */
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
