import type { Log } from '../../log.ts';
import type { OperationStore } from '../../domain/operations/ports.ts';
import { waitingMessage } from './delivery-message.ts';
import { drawnOrLogged } from './card-updates.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { Chat, ChatStore, TeamsSender, Delivery, DeliveryQueue } from './ports.ts';
import type { OutboxRow, OutboxStore } from './ports.ts';
import { mayTry, refusedReason } from './refused-chat.ts';
import { retryDelay } from './retry-delay.ts';
import { conversationOf } from './thread.ts';
import { defined } from '../../lib/defined.ts';

export interface SendNoticeDeps {
  readonly operations: OperationStore;
  readonly outbox: OutboxStore;
  readonly chats: ChatStore;
  readonly deliveries: DeliveryQueue;
  readonly sender: TeamsSender;
  readonly rateLimiter: RateLimiter;
  readonly log: Log;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** The result of an attempt at one notice. */
export type DeliveryResult =
  /** sent, or given up with its reason */
  | 'over'
  /** the person can't be reached: it waits for them */
  | 'waits'
  /** another process changed the row in between */
  | 'taken'
  | { readonly againInSeconds: number };

export interface SendNotice {
  /**
   * Sends one notice, in one request, unless its time hasn't come yet.
   * @param later the state to return to when it has to be retried
   */
  one(row: OutboxRow, later: 'pending' | 'waiting'): Promise<DeliveryResult>;
  /** Ends a notice whose process died while sending: it may or may not have arrived. */
  afterLostTry(row: OutboxRow): Promise<DeliveryResult>;
}

const maxTries = 12;
/** A longer attempt belongs to a process that has died. */
const longestTryMilliseconds = 60_000;

/**
 * Everything that can fail before the request (reading, rendering the card) is done before the row says
 * `sending`: from then on a crash means that the outcome is unknown.
 */
export function createSendNotice(deps: SendNoticeDeps): SendNotice {
  const { operations, outbox, chats, sender, rateLimiter, log, now } = deps;

  async function one(row: OutboxRow, later: 'pending' | 'waiting'): Promise<DeliveryResult> {
    const early = row.nextAt === undefined ? 0 : Date.parse(row.nextAt) - now();
    if (early > 0) return { againInSeconds: Math.ceil(early / 1_000) };
    const operation = await operations.read({
      tenant: row.tenant,
      kind: row.operation.kind,
      id: row.operation.id,
    });
    if (operation === undefined) return end(row, 'operation-gone');
    const chat = await chats.read(row.tenant, row.to);
    if (chat === undefined || !mayTry(chat)) return wait(row, chat?.reason ?? 'no-chat');
    const ready = await drawnOrLogged(() => sender.notice(operation), log, operation.id);
    if (ready === undefined) return again(counted(row), later, chat, 'not-drawn');

    const target = { tenant: row.tenant, thread: conversationOf(chat) };
    const milliseconds = rateLimiter.take(target, 'notice');
    if (milliseconds > 0) return { againInSeconds: Math.ceil(milliseconds / 1_000) };
    const sending = await outbox.update({ ...counted(row), state: 'sending' });
    if (sending === 'conflict') return 'taken';
    const delivery = await ready(chat);
    if (delivery.outcome === 'later' && delivery.throttled === true)
      rateLimiter.hold(target, delivery.afterSeconds ?? 1);
    return reconcile(sending, later, chat, delivery);
  }

  function counted(row: OutboxRow): OutboxRow {
    return { ...row, tries: row.tries + 1, triedAt: new Date(now()).toISOString() };
  }

  async function reconcile(
    row: OutboxRow,
    later: 'pending' | 'waiting',
    chat: Chat,
    delivery: Delivery,
  ): Promise<DeliveryResult> {
    switch (delivery.outcome) {
      case 'sent': {
        const { reason: _reason, ...kept } = row;
        const { activity } = delivery;
        await outbox.update({
          ...kept,
          state: 'sent',
          ...defined({ activity }),
        });
        log.info({ operation: row.operation.id, tries: row.tries }, 'a notice was sent');
        return 'over';
      }
      case 'when-they-write':
        return wait(row, delivery.reason, chat, delivery.dropReference);
      case 'later':
        return again(row, later, chat, delivery.reason, delivery.afterSeconds);
      case 'refused':
        return waitAfterRefusal(row, chat, delivery.reason);
      case 'unknown':
        return end(row, delivery.reason);
    }
  }

  async function again(
    row: OutboxRow,
    state: 'pending' | 'waiting',
    chat: Chat,
    reason: string,
    asked?: number,
  ): Promise<DeliveryResult> {
    if (row.tries >= maxTries) return waitAfterRefusal(row, chat, reason);
    const againInSeconds = retryDelay(row.tries, asked);
    const nextAt = new Date(now() + againInSeconds * 1_000).toISOString();
    await outbox.update({ ...row, state, reason, nextAt });
    return { againInSeconds };
  }

  const waitAfterRefusal = (row: OutboxRow, chat: Chat, reason: string) =>
    wait(row, refusedReason(reason), chat);

  async function end(row: OutboxRow, reason: string): Promise<DeliveryResult> {
    const over = await outbox.update({ ...row, state: 'undeliverable', reason });
    if (over === 'conflict') return 'taken';
    log.warn({ operation: row.operation.id, tries: row.tries, reason }, 'a notice was given up');
    return 'over';
  }

  /**
   * Lets the notice wait for the person. They may have come back, and their waiting notices been read, before
   * this row says that it waits: so the chat is read once more afterwards.
   * @param refused the chat that Teams refused
   */
  async function wait(
    row: OutboxRow,
    reason: string,
    refused?: Chat,
    dropReference?: boolean,
  ): Promise<DeliveryResult> {
    if (row.state !== 'waiting') {
      const { nextAt: _nextAt, ...kept } = row;
      const waiting = await outbox.update({ ...kept, state: 'waiting', tries: 0, reason });
      if (waiting === 'conflict') return 'taken';
      log.warn({ operation: row.operation.id, reason }, 'a notice waits for the person');
    }
    const drop = dropReference === true;
    if (refused !== undefined) await chats.lose(refused, { reason, dropReference: drop });
    const chat = await chats.read(row.tenant, row.to);
    if (chat?.reachable === true) await deps.deliveries.send(waitingMessage(row.tenant, row.to), 1);
    return 'waits';
  }

  return {
    one,
    async afterLostTry(row) {
      const age = now() - Date.parse(row.triedAt ?? row.at);
      return age < longestTryMilliseconds ? { againInSeconds: 30 } : end(row, 'unconfirmed');
    },
  };
}
