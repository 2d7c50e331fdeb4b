import type { Operation, OperationKind } from '../../domain/operations/operation.ts';

/**
 * Outbox: messages to be sent to chats. A row is the intent and, afterwards, the outcome; the queue's message
 * only wakes the sender.
 */
type OutboxState =
  /** not sent yet, or to be retried */
  | 'pending'
  /** a request is in flight: if the process dies here, the outcome is unknown */
  | 'sending'
  | 'sent'
  /** the person can't be reached until they write again */
  | 'waiting'
  /** given up, with the reason */
  | 'undeliverable';

export interface OutboxRow {
  readonly tenant: string;
  /** Entra object id of the recipient */
  readonly to: string;
  /** the operation that it reports: one notice for each operation */
  readonly operation: { readonly kind: OperationKind; readonly id: string };
  readonly state: OutboxState;
  /** ISO 8601, UTC */
  readonly at: string;
  readonly tries: number;
  /** start of the last request; ISO 8601, UTC */
  readonly triedAt?: string;
  /** not to be retried earlier, however many messages ask for it; ISO 8601, UTC */
  readonly nextAt?: string;
  /** activity id in the chat, once sent */
  readonly activity?: string;
  /** why it waits or was given up; a code, never personal data */
  readonly reason?: string;
  readonly etag: string;
}

/** An unfinished notice, in the list of all organizations. */
export interface OpenNotice extends Pick<OutboxRow, 'tenant' | 'to' | 'operation'> {
  /** when to check that a process is delivering it; ISO 8601, UTC */
  readonly lookAt: string;
  readonly etag: string;
}

export interface OutboxStore {
  /** Adds a notice unless there is one for this operation already. @returns the stored row */
  put(row: Pick<OutboxRow, 'tenant' | 'to' | 'operation' | 'at'>): Promise<OutboxRow>;
  read(tenant: string, to: string, operationId: string): Promise<OutboxRow | undefined>;
  /** A finished notice (`sent`, `undeliverable`) is removed from the open ones. */
  update(row: OutboxRow): Promise<OutboxRow | 'conflict'>;
  /** A person's waiting notices, oldest first. */
  waitingFor(tenant: string, to: string): Promise<readonly OutboxRow[]>;
  /** Open notices of all organizations whose check is overdue. @param before ISO 8601, UTC */
  overdue(before: string, most: number): Promise<readonly OpenNotice[]>;
  /** Postpones the next check, unless another process has. @param at ISO 8601, UTC */
  lookAgain(open: OpenNotice, at: string): Promise<void>;
  /** Removes a finished notice from the open ones, unless it was added again. */
  close(open: OpenNotice): Promise<void>;
  /**
   * Deletes an organization's finished notices from before a time.
   * @param before ISO 8601, UTC
   * @returns how many
   */
  removeOld(tenant: string, before: string, signal?: AbortSignal): Promise<number>;
}

/** Wakes the sender: for a notice, for a person who is back, or for a card whose operation has moved on. */
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
      /**
       * an answer to an action may cover what was drawn before this time, in milliseconds since 1970; 0: none may. Absent in
       * messages of older versions, which always draw.
       */
      readonly after?: number | undefined;
    };

export interface DeliveryQueue {
  send(message: DeliveryMessage, delaySeconds?: number): Promise<void>;
}

/** A person's personal chat with the bot. */
export interface Chat {
  readonly tenant: string;
  /** Entra object id */
  readonly person: string;
  /** as in Teams */
  readonly name: string;
  /** the SDK's conversation reference, as JSON; opaque outside the bot layer */
  readonly reference: string;
  /** false after a response that says to stop until the person writes again, or when they removed the app */
  readonly reachable: boolean;
  readonly reason?: string;
  /** time of the activity that this is based on, by the platform's clock; ISO 8601, UTC */
  readonly since?: string;
  /** when they last counted as signed in, in ISO 8601, UTC, and their name in the chat then; absent: never yet */
  readonly joined?: { readonly at: string; readonly name: string };
}

export interface ChatStore {
  read(tenant: string, person: string): Promise<Chat | undefined>;
  /** All but `joined`, which sign-in notes. */
  save(chat: Omit<Chat, 'joined'>): Promise<void>;
  /**
   * Marks a chat as unreachable, unless the person has written since it was read.
   * @param why.since time of the activity that says so; absent: Teams' response to a request, which has no such
   * time
   * @param why.dropReference the conversation is gone: deletes the reference to it
   */
  lose(
    chat: Chat,
    why: { readonly reason: string; readonly since?: string; readonly dropReference?: boolean },
  ): Promise<void>;
  /** People who have written to the bot and whose name has a word that starts with `text`, by name. @param text '' for all */
  colleagues(
    tenant: string,
    text: string,
    most: number,
  ): Promise<readonly Pick<Chat, 'person' | 'name'>[]>;
}

/** The outcome of a request to Teams. */
export type Delivery =
  /** it arrived; the activity's id */
  | { readonly outcome: 'sent'; readonly activity?: string }
  /** it did not arrive and may be retried */
  | {
      readonly outcome: 'later';
      readonly reason: string;
      /** Teams asked to wait this long */
      readonly afterSeconds?: number;
      /** the chat's rate limit was exceeded */
      readonly throttled?: boolean;
    }
  /** the person can't be reached until they write again */
  | {
      readonly outcome: 'when-they-write';
      readonly reason: string;
      /** the conversation is gone */
      readonly dropReference?: boolean;
    }
  /** Teams refused this message; it may take it when the person is back, or another day */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** it may have arrived: a timeout, or a connection that broke after the request was sent */
  | { readonly outcome: 'unknown'; readonly reason: string };

/** Sends a rendered card in one request, and returns the outcome. */
type Carry = (chat: Chat) => Promise<Delivery>;

/**
 * Sends cards to chats, one attempt each; the deliverer does the retries. Cards are rendered first, so a
 * failure there means that nothing was sent.
 */
export interface TeamsSender {
  notice(operation: Operation): Promise<Carry>;
  /** Updates the operation's card in place; without a place, sends it as a new message. */
  card(operation: Operation): Promise<Carry>;
}
