import type { Operation, OperationKind } from '../operations/operation.ts';

/**
 * Outbox: what has to be told in a chat. A row is the intent and, afterwards, the outcome; the queue's message
 * only wakes the sender.
 */
type OutboxState =
  /** not sent yet, or to be tried again */
  | 'pending'
  /** a request is under way: if the process dies here, nobody knows whether it arrived */
  | 'sending'
  | 'sent'
  /** can't reach the person until they write again */
  | 'waiting'
  /** given up, with the reason */
  | 'undeliverable';

export interface OutboxRow {
  readonly tenant: string;
  /** Entra object id of the person to tell */
  readonly to: string;
  /** what it tells: exactly one notice for each operation */
  readonly operation: { readonly kind: OperationKind; readonly id: string };
  readonly state: OutboxState;
  /** ISO 8601, UTC */
  readonly at: string;
  readonly tries: number;
  /** when the last request began; ISO 8601, UTC */
  readonly triedAt?: string;
  /** activity id in the chat, once sent */
  readonly activity?: string;
  /** why it waits or was given up; a code, no person's data */
  readonly reason?: string;
  readonly etag: string;
}

export interface OutboxStore {
  /** Puts a notice in unless there is one for this operation already. @returns the row that is there now */
  put(row: Pick<OutboxRow, 'tenant' | 'to' | 'operation' | 'at'>): Promise<OutboxRow>;
  read(tenant: string, to: string, operationId: string): Promise<OutboxRow | undefined>;
  update(row: OutboxRow): Promise<OutboxRow | 'conflict'>;
  /** The rows of a person that wait for them to write again, oldest first, at most 50. */
  waitingFor(tenant: string, to: string): Promise<readonly OutboxRow[]>;
}

/** What the sender is woken for: a notice, or a card whose operation has moved on. */
export type DeliveryMessage =
  | {
      readonly v: 1;
      readonly type: 'notice';
      readonly tenant: string;
      readonly to: string;
      readonly operation: string;
      readonly kind: OperationKind;
    }
  | {
      readonly v: 1;
      readonly type: 'card';
      readonly tenant: string;
      readonly operation: string;
      readonly kind: OperationKind;
    };

export interface DeliveryQueue {
  send(message: DeliveryMessage, delaySeconds?: number): Promise<void>;
}

/** Where a person can be reached: their personal chat with the bot. */
export interface Chat {
  readonly tenant: string;
  /** Entra object id */
  readonly person: string;
  /** as Teams tells it */
  readonly name: string;
  /** the SDK's conversation reference, as JSON; opaque outside the bot layer */
  readonly reference: string;
  /** false after an answer that says to stop until the person writes again */
  readonly reachable: boolean;
  readonly reason?: string;
}

export interface ChatStore {
  read(tenant: string, person: string): Promise<Chat | undefined>;
  save(chat: Chat): Promise<void>;
  /** People who have written to the bot and whose name has a word that begins so, by name. @param text '' for all */
  colleagues(
    tenant: string,
    text: string,
    most: number,
  ): Promise<readonly Pick<Chat, 'person' | 'name'>[]>;
}

/** What became of a request to the platform. */
export type Delivery =
  /** it arrived; the activity's id */
  | { readonly outcome: 'sent'; readonly activity?: string }
  /** it did not arrive and may be tried again */
  | { readonly outcome: 'later'; readonly reason: string; readonly afterSeconds?: number }
  /** the person can't be reached until they write again */
  | { readonly outcome: 'when-they-write'; readonly reason: string }
  /** it will never arrive */
  | { readonly outcome: 'never'; readonly reason: string }
  /** nobody knows whether it arrived: a time-out, or a connection that broke after the request was sent */
  | { readonly outcome: 'unknown'; readonly reason: string };

/** Carries cards into chats. One try each: trying again is this folder's business. */
export interface Courier {
  notice(chat: Chat, operation: Operation): Promise<Delivery>;
  /** Draws the operation's card in its place; without a place, as a message of its own. */
  card(chat: Chat, operation: Operation): Promise<Delivery>;
}
