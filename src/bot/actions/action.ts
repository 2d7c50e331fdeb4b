import type { CardAction } from '../../cards/action-data.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

export type Verb = CardAction['verb'];

/** Where to look when the very same press comes again: what it changed, as it stands then. */
export type Look = CardAction | 'done';

/**
 * What a button does. Its data came back from a client: whatever it names is read and authorised anew. Who may press it stands in
 * `actionDoors` (src/domain/doors.ts), and was asked before.
 */
export interface Action<V extends Verb> {
  /** @returns where it shows what this has changed, of a button that is meant once (src/cards/idempotency-key.ts) */
  run(
    turn: Turn,
    data: Extract<CardAction, { verb: V }>,
    services: BotServices,
  ): Promise<void> | Promise<Look | undefined>;
}
