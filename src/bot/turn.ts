import type { TurnContext } from 'botbuilder';
import type { Card } from '../cards/card.ts';
import type { Network } from '../domain/network.ts';
import type { ImportMode } from '../domain/operations/import-mode.ts';
import type { CardPlace, Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import type { Caller } from './caller.ts';

/** Something that happened in this turn and may answer an open question. */
export type TurnEvent =
  | { readonly type: 'text'; readonly text: string }
  /** a file has arrived and is stored; its network is still to be chosen */
  | { readonly type: 'file'; readonly operation: Operation }
  | { readonly type: 'network'; readonly network: Network; readonly mode?: ImportMode };

/** One turn: the caller, the language of the answer, and where it is sent. */
export interface Turn {
  readonly context: TurnContext;
  readonly caller: Caller;
  readonly text: Text;
  readonly personal: boolean;
  /**
   * Answers with a card: replaces the card that was acted on, otherwise as a new message.
   * @returns the place of the card, if the platform returns it
   */
  answer(card: Card): Promise<CardPlace | undefined>;
  /** Answers with one sentence and leaves the card that was acted on unchanged. */
  say(sentence: string): Promise<void>;
}
