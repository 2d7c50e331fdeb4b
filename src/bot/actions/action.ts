import type { CardAction, Verb } from '../../cards/card-actions.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** The card action that shows the outcome when the same action arrives again: the changed thing in its current state. */
export type ReplayAction = CardAction | 'done';

/** Shows a bulk change, with the way back. */
export function showsChange(operation: string): ReplayAction {
  return { verb: 'refresh-operation', operation, kind: 'import' };
}

/**
 * The handler of a card action. Its data were returned by a client, so everything they name is read and
 * authorised again. Its `door` (src/cards/card-actions.ts) says who is allowed, and is checked before this runs.
 */
export interface Action<V extends Verb> {
  /**
   * @returns how to show what this has changed, for an action that must take effect only once
   * (`once` in src/cards/card-actions.ts)
   */
  run(
    turn: Turn,
    data: CardAction<V>,
    services: BotServices,
  ): Promise<void> | Promise<ReplayAction | undefined>;
}
