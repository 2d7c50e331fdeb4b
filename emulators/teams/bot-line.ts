/**
 * The connection to the bot: posts activities to its endpoint, with Teams' timeouts and retries.
 *
 * An activity unanswered after `resendMs` is sent again with the same id and, still unanswered after twice
 * that, once more with a new id. An invoke answered 5xx is retried three times. The sender sees the outcome of
 * the first attempt only.
 */
import { randomUUID } from 'node:crypto';
import type { TeamsActivity } from './protocol.ts';
import type { SwitchBoard } from './switches.ts';
import type { Traffic } from './traffic.ts';

export type BotAnswer =
  | { kind: 'answered'; status: number; body: unknown }
  | { kind: 'late' }
  | { kind: 'unreachable'; reason: string };

export type BotLine = ReturnType<typeof createBotLine>;

const invokeRetries = 3;

export function createBotLine(deps: {
  endpoint: string;
  switches: SwitchBoard;
  traffic: Traffic;
  nextId: () => string;
  /** how long Teams waits for an answer; 15 s in Teams */
  resendMs: number;
  /** pause before an invoke answered 5xx is retried */
  retryMs: number;
}) {
  const stopping = new AbortController();
  const open = new Set<Promise<unknown>>();

  function track<T>(work: Promise<T>): Promise<T> {
    open.add(work);
    void work.finally(() => open.delete(work));
    return work;
  }

  async function attempt(activity: TeamsActivity, patienceMs: number): Promise<BotAnswer> {
    const named = typeof activity.name === 'string' ? ` ${activity.name}` : '';
    const note = deps.traffic.begin('to bot', `${activity.type}${named}`, activity);
    const patience = AbortSignal.timeout(patienceMs);
    try {
      const response = await fetch(deps.endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          // A connection kept from before a restart of the bot is dead, and fetch sends nothing a second time over it.
          connection: 'close',
        },
        body: JSON.stringify(activity),
        signal: AbortSignal.any([patience, stopping.signal]),
      });
      const body = parsed(await response.text());
      note(String(response.status), body);
      return { kind: 'answered', status: response.status, body };
    } catch (error) {
      if (patience.aborted) {
        note('no answer in time');
        return { kind: 'late' };
      }
      const reason = reasonOf(error);
      note(reason);
      return { kind: 'unreachable', reason };
    }
  }

  async function attemptInvoke(activity: TeamsActivity): Promise<BotAnswer> {
    let answer = await attempt(activity, deps.resendMs);
    for (let again = 0; again < invokeRetries && failed(answer); again++) {
      await pause(deps.retryMs);
      if (stopping.signal.aborted) break;
      answer = await attempt(activity, deps.resendMs);
    }
    return answer;
  }

  async function sendAgain(activity: TeamsActivity): Promise<void> {
    const second = await attempt(activity, 2 * deps.resendMs);
    if (second.kind !== 'late') return;
    const id = activity.type === 'invoke' ? `f:${randomUUID()}` : deps.nextId();
    await attempt({ ...activity, id }, deps.resendMs);
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      stopping.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  return {
    /** Sends one activity; resolves with the outcome of the first attempt, never rejects. */
    async deliver(activity: TeamsActivity): Promise<BotAnswer> {
      const { deliverTwice } = deps.switches.now();
      const send = activity.type === 'invoke' ? attemptInvoke : attempt;
      const first = track(send(activity, deps.resendMs));
      if (deliverTwice) void track(attempt(activity, deps.resendMs));
      const answer = await first;
      if (answer.kind === 'late' && deps.switches.now().resend && !stopping.signal.aborted) {
        void track(sendAgain(activity));
      }
      return answer;
    },

    /** Sends an activity unchanged, once: for tests that build their own. */
    sendRaw: (activity: TeamsActivity): Promise<BotAnswer> =>
      track(attempt(activity, deps.resendMs)),

    /** Resolves when no delivery is running, resends included. */
    async idle(): Promise<void> {
      while (open.size > 0) await Promise.allSettled([...open]);
    },

    async stop(): Promise<void> {
      stopping.abort();
      await this.idle();
    },
  };
}

function failed(answer: BotAnswer): boolean {
  return answer.kind === 'answered' && answer.status >= 500;
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return code ?? error.message;
}
