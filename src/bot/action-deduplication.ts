import type { TurnStore } from '../edge/ports.ts';
import type { CardAction } from '../cards/action-data.ts';
import { outcomeCard } from '../cards/outcome-card.ts';
import type { Look } from './actions/action.ts';
import { runAction } from './actions/index.ts';
import type { BotServices } from './services.ts';
import type { Turn } from './turn.ts';

/** A button that was pressed. */
export interface ReceivedAction {
  readonly action: CardAction;
  /** by which this press is known when it comes again (src/cards/idempotency-key.ts) */
  readonly mark?: string;
}

export interface ActionDeduplication {
  /** Does what a button says; one that is meant once and was pressed before only shows where things stand. */
  run(turn: Turn, received: ReceivedAction): Promise<void>;
  /** Shows what this press did before. @returns false when it did nothing yet */
  showAgain(turn: Turn, received: ReceivedAction): Promise<boolean>;
}

/**
 * A press may come again under a new id: Teams does so when an answer was late, and so does a device that still shows the
 * old card. What it did is noted afterwards and not claimed before: two at the same moment are told apart by what they change,
 * and one whose process died can come again at once.
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
    const look = JSON.parse(noted) as Look;
    if (look === 'done') await turn.answer(doneBefore(turn));
    else await runAction(turn, look, services);
    return true;
  }

  /** What was changed is changed: that it can't be noted makes no failure of it. */
  async function note({ caller }: Turn, key: string, look: Look): Promise<void> {
    try {
      await turns.done(caller.tenant, key, JSON.stringify(look));
    } catch (err) {
      services.log.warn({ err }, 'a press could not be noted');
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

/** The same button of the same card, with the same in its fields, by the same person. */
function keyOf({ context, caller }: Turn, { action, mark }: ReceivedAction): string | undefined {
  if (mark === undefined) return undefined;
  const { id } = context.activity.conversation;
  return ['press', id, caller.actor.id, mark, JSON.stringify(action)].join('|');
}

function doneBefore({ text }: Turn) {
  const { done, doneBefore: sentence } = text.outcome;
  return outcomeCard({ text, title: done, sentence, commands: ['help'] });
}
