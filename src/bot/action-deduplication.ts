import type { TurnStore } from '../edge/ports.ts';
import type { CardAction } from '../cards/card-actions.ts';
import { outcomeCard } from '../cards/outcome-card.ts';
import type { ReplayAction } from './actions/action.ts';
import { runAction } from './actions/index.ts';
import type { BotServices } from './services.ts';
import type { Turn } from './turn.ts';

/** A card action as it was received. */
export interface ReceivedAction {
  readonly action: CardAction;
  /** idempotency key by which a repeated action is recognised (src/cards/idempotency-key.ts) */
  readonly mark?: string;
}

export interface ActionDeduplication {
  /** Runs an action. One that must take effect only once, and did before, only shows the current state. */
  run(turn: Turn, received: ReceivedAction): Promise<void>;
  /** Shows the outcome of an earlier run of this action. @returns false when there was none */
  showAgain(turn: Turn, received: ReceivedAction): Promise<boolean>;
}

/**
 * An action may arrive again under a new activity id: Teams does so when an answer was late, and so does a
 * device that still shows the old card. The effect is recorded afterwards instead of claimed in advance: two
 * simultaneous actions are told apart by what they change, and one whose process died can be repeated at once.
 */
export function createActionDeduplication(
  turns: TurnStore,
  services: BotServices,
): ActionDeduplication {
  async function showAgain(turn: Turn, received: ReceivedAction): Promise<boolean> {
    const key = keyOf(turn, received);
    if (key === undefined) return false;
    const noted = await turns.answerOf(turn.caller.tenant, key);
    if (noted === undefined) return false;
    const replay = JSON.parse(noted) as ReplayAction;
    if (replay === 'done') await turn.answer(doneBefore(turn));
    else await runAction(turn, replay, services);
    return true;
  }

  /** The change has been made, so a failure to record it doesn't fail the action. */
  async function note({ caller }: Turn, key: string, replay: ReplayAction): Promise<void> {
    try {
      await turns.done(caller.tenant, key, JSON.stringify(replay));
    } catch (err) {
      services.log.warn({ err }, 'a card action could not be recorded');
    }
  }

  return {
    showAgain,
    async run(turn, received) {
      if (await showAgain(turn, received)) return;
      const look = await runAction(turn, received.action, services);
      const key = keyOf(turn, received);
      if (look !== undefined && key !== undefined) {
        await note(turn, key, look);
      }
    },
  };
}

/** Same person, same button of the same card, same field values: same key. */
function keyOf({ context, caller }: Turn, { action, mark }: ReceivedAction): string | undefined {
  if (mark === undefined) return undefined;
  const { id } = context.activity.conversation;
  return ['press', id, caller.actor.id, mark, JSON.stringify(action)].join('|');
}

function doneBefore({ text }: Turn) {
  const { done, doneBefore: sentence } = text.outcome;
  return outcomeCard({ text, title: done, sentence, commands: ['help'] });
}
