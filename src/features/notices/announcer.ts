import type { Operation } from '../../domain/operations/operation.ts';
import type { Announcer } from '../../domain/operations/ports.ts';
import { noticeMessage } from './delivery-message.ts';
import type { DeliveryQueue, OutboxStore } from './ports.ts';
import { noticesKept } from './retention.ts';

export interface AnnouncerDeps {
  readonly outbox: OutboxStore;
  readonly deliveries: DeliveryQueue;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** A card's answer to a press may still be on its way to the screen: what is drawn in its place comes after it. */
const answerOnItsWayMilliseconds = 1500;

export function createAnnouncer({ outbox, deliveries, now }: AnnouncerDeps): Announcer {
  const moved = async (operation: Operation, delaySeconds?: number) => {
    // What nobody pressed a button for has no card to keep up to date: its notice tells how it ended.
    const byItself = operation.schedule !== undefined || operation.sync?.scheduled === true;
    if (byItself && operation.card === undefined) return;
    const answered = operation.card?.answeredAt ?? 0;
    const fresh = now() - answered < answerOnItsWayMilliseconds ? 1 : 0;
    await deliveries.send(
      {
        v: 1,
        type: 'card',
        tenant: operation.tenant,
        kind: operation.kind,
        operation: operation.id,
      },
      delaySeconds ?? fresh,
    );
  };

  return {
    moved,
    async ended(operation) {
      // Cancelled before it ran: the admin has just seen it happen, and nothing was done that needs telling.
      if (operation.state === 'cancelled' && operation.cancelAsked !== true) return;
      // Its row may be gone by now, and with it what says that the notice was sent.
      if (operation.endedAt !== undefined && Date.parse(operation.endedAt) < now() - noticesKept)
        return;
      const row = await outbox.put({
        tenant: operation.tenant,
        to: operation.by.id,
        operation: { kind: operation.kind, id: operation.id },
        at: new Date(now()).toISOString(),
      });
      if (row.state === 'sent' || row.state === 'undeliverable') return;
      await moved(operation);
      await deliveries.send(noticeMessage(row));
    },
  };
}
