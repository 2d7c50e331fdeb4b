import type { Operation, OperationKind } from '../../domain/operations/operation.ts';

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
  /** not to be tried before, however many messages say so; ISO 8601, UTC */
  readonly nextAt?: string;
  /** activity id in the chat, once sent */
  readonly activity?: string;
  /** why it waits or was given up; a code, no person's data */
  readonly reason?: string;
  readonly etag: string;
}

/** A notice that isn't over yet, as it stands among those of all organizations. */
export interface OpenNotice extends Pick<OutboxRow, 'tenant' | 'to' | 'operation'> {
  /** when to see whether somebody is at it; ISO 8601, UTC */
  readonly lookAt: string;
  readonly etag: string;
}

export interface OutboxStore {
  /** Puts a notice in unless there is one for this operation already. @returns the row that is there now */
  put(row: Pick<OutboxRow, 'tenant' | 'to' | 'operation' | 'at'>): Promise<OutboxRow>;
  read(tenant: string, to: string, operationId: string): Promise<OutboxRow | undefined>;
  /** One that is over (`sent`, `undeliverable`) no longer stands among the open ones. */
  update(row: OutboxRow): Promise<OutboxRow | 'conflict'>;
  /** The rows of a person that wait for them to be back, oldest first. */
  waitingFor(tenant: string, to: string): Promise<readonly OutboxRow[]>;
  /** Open notices of all organizations that were to be looked at before a time. @param before ISO 8601, UTC */
  overdue(before: string, most: number): Promise<readonly OpenNotice[]>;
  /** Puts off the next look, unless somebody else has. @param at ISO 8601, UTC */
  lookAgain(open: OpenNotice, at: string): Promise<void>;
  /** Takes one that is over from the open ones, unless it was put there anew. */
  close(open: OpenNotice): Promise<void>;
  /**
   * Removes an organization's notices that are over and were put in before a time.
   * @param before ISO 8601, UTC
   * @returns how many
   */
  removeOld(tenant: string, before: string, signal?: AbortSignal): Promise<number>;
}

/** What the sender is woken for: a notice, what waits for somebody who is back, or a card whose operation has moved on. */
export type DeliveryMessage =
  | {
      readonly v: 1;
      readonly type: 'notice';
      readonly tenant: string;
      readonly to: string;
      readonly operation: string;
      readonly kind: OperationKind;
    }
  | { readonly v: 1; readonly type: 'waiting'; readonly tenant: string; readonly to: string }
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
  /** false after an answer that says to stop until the person writes again, or when they took the app out */
  readonly reachable: boolean;
  readonly reason?: string;
  /** when the activity was said that this stands on, by the platform's clock; ISO 8601, UTC */
  readonly since?: string;
}

export interface ChatStore {
  read(tenant: string, person: string): Promise<Chat | undefined>;
  save(chat: Chat): Promise<void>;
  /**
   * Notes that a chat can't be reached, unless somebody has been heard in it since it was read.
   * @param why.since when that was said; absent: Teams' answer to a request, which has no such time
   * @param why.dropReference the conversation is gone: what leads there is forgotten
   */
  lose(
    chat: Chat,
    why: { readonly reason: string; readonly since?: string; readonly dropReference?: boolean },
  ): Promise<void>;
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
  | {
      readonly outcome: 'later';
      readonly reason: string;
      /** the platform asked to wait so long */
      readonly afterSeconds?: number;
      /** it was one request too many in this chat */
      readonly throttled?: boolean;
    }
  /** the person can't be reached until they write again */
  | {
      readonly outcome: 'when-they-write';
      readonly reason: string;
      /** the conversation is gone */
      readonly dropReference?: boolean;
    }
  /** it will never arrive */
  | { readonly outcome: 'never'; readonly reason: string }
  /** nobody knows whether it arrived: a time-out, or a connection that broke after the request was sent */
  | { readonly outcome: 'unknown'; readonly reason: string };

/** A card that is ready to go: one request, and what became of it. */
type Carry = (chat: Chat) => Promise<Delivery>;

/**
 * Carries cards into chats. One try each: trying again is this folder's business. Cards are drawn first: what fails there
 * has sent nothing.
 */
export interface TeamsSender {
  notice(operation: Operation): Promise<Carry>;
  /** Draws the operation's card in its place; without a place, as a message of its own. */
  card(operation: Operation): Promise<Carry>;
}
