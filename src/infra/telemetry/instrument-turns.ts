import { AsyncLocalStorage } from 'node:async_hooks';
import type { TurnObserver, ObservedActivity } from '../../edge/ports.ts';
import type { Telemetry } from './ports.ts';

/** Counts turns and measures their duration, each with a span of its own. */
export function instrumentTurns(telemetry: Telemetry, now: () => number): TurnObserver {
  /** the error of the current turn */
  const turns = new AsyncLocalStorage<{ error?: { code: string; mayPass: boolean } }>();

  return {
    async turn(activity, answer) {
      const type = typeOf(activity);
      const began = now();
      const heard: { error?: { code: string; mayPass: boolean } } = {};
      const start = {
        name: `turn ${type}`,
        kind: 'came',
        attributes: { activity: activity.id },
      } as const;
      return telemetry.span(start, async (span) => {
        const status = await turns.run(heard, answer);
        const outcome = outcomeOf(status, heard.error);
        telemetry.record('rollcall.turn.duration', now() - began, { type, outcome });
        span.note({ type, outcome, status, error: heard.error?.code });
        if (outcome === 'failed') span.failed(heard.error?.code ?? String(status));
        return status;
      });
    },
    answeredWithError(code, mayPass) {
      const heard = turns.getStore();
      if (heard !== undefined) heard.error = { code, mayPass };
    },
  };
}

const searches: readonly string[] = ['application/search', 'composeExtension/query'];

/** Untrusted activities may have any type: only those with a meaning here are distinguished. */
function typeOf({ type, name, hasValue }: ObservedActivity): string {
  if (type === 'invoke') {
    if (name === 'adaptiveCard/action') return 'press';
    return searches.includes(name ?? '') ? 'search' : 'invoke';
  }
  if (type === 'message') return hasValue ? 'press' : 'message';
  return type === 'conversationUpdate' || type === 'installationUpdate' ? type : 'other';
}

function outcomeOf(status: number, error: { mayPass: boolean } | undefined): string {
  if (status >= 500 || error?.mayPass === true) return 'failed';
  if (status >= 400) return 'refused';
  return error === undefined ? 'answered' : 'told-why-not';
}
