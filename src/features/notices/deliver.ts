import { parseDelivery } from './delivery-message.ts';
import { createUpdateCards } from './update-cards.ts';
import type { DeliveryMessage } from './ports.ts';
import { mayTry } from './refused-chat.ts';
import { createSendNotice, type SendNoticeDeps, type DeliveryResult } from './send-notice.ts';

/**
 * Delivers the notices in the outbox.
 *
 *   pending ──an attempt starts──▶ sending ──▶ sent
 *   sending ──Teams is busy or unavailable──▶ pending, retried later
 *   sending ──the person blocked the bot, or has no chat──▶ waiting ──they are back──▶ sending
 *   sending ──refused, or too many attempts──▶ waiting ──they are back, or a day passes──▶ sending
 *   sending ──the outcome is unknown──▶ undeliverable, `unconfirmed`
 *
 * A notice is sent at most once: posting has no idempotency key, so a request that may have arrived isn't
 * repeated. The operation's card, which is updated in place, shows the same and may be redrawn any number of
 * times.
 */
export type DelivererDeps = SendNoticeDeps;

type DeliveryOutcome = 'done' | { readonly againInSeconds: number };

export interface Deliverer {
  /** Handles a message of the delivery queue. @param deliveries how often the queue has delivered it */
  handle(body: unknown, deliveries: number): Promise<DeliveryOutcome>;
}

/** The message that a person is back may arrive before their chat's row is written. */
const earlyDeliveries = 5;
/** Notices sent while handling one message, so that the process can stop in between. */
const maxAtOnce = 20;

export function createDeliverer(deps: DelivererDeps): Deliverer {
  const { outbox, chats } = deps;
  const sender = createSendNotice(deps);
  const drawCard = createUpdateCards(deps);

  async function notice(
    message: Extract<DeliveryMessage, { type: 'notice' }>,
  ): Promise<DeliveryResult> {
    const row = await outbox.read(message.tenant, message.to, message.operation);
    if (row?.state === 'sending') return sender.afterLostTry(row);
    // Waiting notices are sent in order, when the person is back.
    return row?.state === 'pending' ? sender.one(row, 'pending') : 'over';
  }

  /**
   * Sends the waiting notices of a person who is back: oldest first, each once. One that can't be sent yet
   * holds up those after it; one that is refused doesn't.
   */
  async function waiting(tenant: string, to: string, deliveries: number): Promise<DeliveryOutcome> {
    const rows = await outbox.waitingFor(tenant, to);
    if (rows.length === 0) return 'done';
    if (!(await mayStillTry(tenant, to))) {
      return deliveries < earlyDeliveries ? { againInSeconds: 1 } : 'done';
    }
    let refused = false;
    for (const row of rows.slice(0, maxAtOnce)) {
      const result = await sender.one(row, 'waiting');
      if (result === 'waits' && !(await mayStillTry(tenant, to))) return 'done';
      if (result === 'waits') {
        refused = true;
        continue;
      }
      if (result === 'taken') return { againInSeconds: 2 };
      if (result !== 'over') return result;
    }
    return rows.length > maxAtOnce && !refused ? { againInSeconds: 0 } : 'done';
  }

  async function mayStillTry(tenant: string, to: string): Promise<boolean> {
    const chat = await chats.read(tenant, to);
    return chat !== undefined && mayTry(chat);
  }

  return {
    async handle(body, deliveries) {
      const message = parseDelivery(body);
      if (message === undefined) return 'done';
      if (message.type === 'card') return drawCard(message, deliveries);
      if (message.type === 'waiting') return waiting(message.tenant, message.to, deliveries);
      const told = await notice(message);
      return typeof told === 'object' ? told : 'done';
    },
  };
}
