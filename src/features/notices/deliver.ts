import { parseDelivery } from './delivery-message.ts';
import { createUpdateCards } from './update-cards.ts';
import type { DeliveryMessage } from './ports.ts';
import { createSendNotice, type SendNoticeDeps, type DeliveryResult } from './send-notice.ts';

/**
 * Delivers what the outbox holds.
 *
 *   pending ──a try begins──▶ sending ──▶ sent
 *   sending ──the platform is busy or away──▶ pending, tried again later
 *   sending ──the person blocked the bot, or has no chat──▶ waiting ──they are back──▶ sending
 *   sending ──refused for good, or tried too often──▶ undeliverable, with the reason
 *   sending ──nobody knows whether it arrived──▶ undeliverable, `unconfirmed`
 *
 * A notice is told at most once: posting has no idempotency key, so what may have arrived isn't sent again. The
 * operation's card, which is drawn in place, says the same and may be drawn as often as it takes.
 */
export type DelivererDeps = SendNoticeDeps;

type DeliveryOutcome = 'done' | { readonly againInSeconds: number };

export interface Deliverer {
  /** Handles one message of the deliveries queue. @param deliveries how often the queue has handed it out */
  handle(body: unknown, deliveries: number): Promise<DeliveryOutcome>;
}

/** The message that somebody is back may be quicker than their chat's row. */
const earlyDeliveries = 5;
/** Told in one handling of a message, so that the process can stop in between. */
const maxAtOnce = 20;

export function createDeliverer(deps: DelivererDeps): Deliverer {
  const { outbox, chats } = deps;
  const tell = createSendNotice(deps);
  const drawCard = createUpdateCards(deps);

  async function notice(
    message: Extract<DeliveryMessage, { type: 'notice' }>,
  ): Promise<DeliveryResult> {
    const row = await outbox.read(message.tenant, message.to, message.operation);
    if (row?.state === 'sending') return tell.afterLostTry(row);
    // What waits is told in its order, when they are back.
    return row?.state === 'pending' ? tell.one(row, 'pending') : 'over';
  }

  /** What waits for somebody who is back: oldest first, each once. One that isn't through holds up those after it. */
  async function waiting(tenant: string, to: string, deliveries: number): Promise<DeliveryOutcome> {
    const rows = await outbox.waitingFor(tenant, to);
    if (rows.length === 0) return 'done';
    const chat = await chats.read(tenant, to);
    if (chat?.reachable !== true) {
      return deliveries < earlyDeliveries ? { againInSeconds: 1 } : 'done';
    }
    for (const row of rows.slice(0, maxAtOnce)) {
      const told = await tell.one(row, 'waiting');
      if (told === 'waits') return 'done';
      if (told === 'taken') return { againInSeconds: 2 };
      if (told !== 'over') return told;
    }
    return rows.length > maxAtOnce ? { againInSeconds: 0 } : 'done';
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
