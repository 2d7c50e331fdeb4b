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

/** A card action's answer may still be on its way to the screen; the redrawn card has to arrive after it. */
const answerOnItsWayMilliseconds = 1500;

export function createAnnouncer({ outbox, deliveries, now }: AnnouncerDeps): Announcer {
  const moved = async (operation: Operation, delaySeconds?: number) => {
    // Operations started by a schedule or the inbox have no card to keep up to date: their notice reports the result.
    const byItself =
      operation.schedule !== undefined ||
      operation.sync?.scheduled === true ||
      operation.inbox !== undefined;
    // One that waits for an admin has to be seen: its card is sent as a message of its own.
    const waits =
      operation.state === 'held' || operation.state === 'preview' || operation.state === 'asking';
    if (byItself && operation.card === undefined && !waits) return;
    const answered = operation.card?.answeredAt ?? 0;
    const fresh = now() - answered < answerOnItsWayMilliseconds ? 1 : 0;
    const delay = delaySeconds ?? fresh;
    const { tenant, kind, id } = operation;
    const after = delay === 0 ? 0 : now() + delay * 1_000;
    await deliveries.send({ v: 1, type: 'card', tenant, kind, operation: id, after }, delay);
  };

  return {
    moved,
    async ended(operation) {
      // Cancelled before it ran: the admin has just done it, and nothing was changed that needs a notice.
      if (operation.state === 'cancelled' && operation.cancelAsked !== true) return;
      // The row that records the sent notice may have been deleted by now.
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
