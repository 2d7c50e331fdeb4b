import type { CardAction } from '../../cards/action-data.ts';
import type { Right } from '../../directory/roles.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

export type Verb = CardAction['verb'];

/** What a button does. Its data came back from a client: whatever it names is read and authorised anew. */
export interface Action<V extends Verb> {
  /** who may; absent: everyone, or the action asks by itself */
  readonly right?: Right;
  run(turn: Turn, data: Extract<CardAction, { verb: V }>, services: BotServices): Promise<void>;
}
