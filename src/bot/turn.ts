import type { TurnContext } from 'botbuilder';
import type { Card } from '../cards/card.ts';
import type { Network } from '../domain/network.ts';
import type { CardPlace, Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import type { Caller } from './caller.ts';

/** What happened in this turn, as far as an open question is concerned: each is a possible answer to one. */
export type TurnEvent =
  | { readonly type: 'text'; readonly text: string }
  /** a file came and is stored; with which network it goes on is the question */
  | { readonly type: 'file'; readonly operation: Operation }
  | { readonly type: 'network'; readonly network: Network; readonly operation?: string };

/** One turn: who speaks, in whose words the answer is, and where it goes. */
export interface Turn {
  readonly context: TurnContext;
  readonly caller: Caller;
  readonly text: Text;
  readonly personal: boolean;
  /**
   * Answers with a card: in place of the card that was acted on, otherwise as a message of its own.
   * @returns where the card stands now, if the platform says so
   */
  answer(card: Card): Promise<CardPlace | undefined>;
  /** Answers with one sentence, leaving the card that was acted on as it is. */
  say(sentence: string): Promise<void>;
}
