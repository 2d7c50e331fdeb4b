import { z } from 'zod';
import { changeOperation } from '../operations/change-operation.ts';
import { operationKinds, type Operation, type OperationKey } from '../operations/operation.ts';
import type { OperationStore } from '../operations/ports.ts';
import type {
  Chat,
  ChatStore,
  Courier,
  Delivery,
  DeliveryMessage,
  DeliveryQueue,
  OutboxRow,
  OutboxStore,
} from './ports.ts';

/**
 * Delivers what the outbox holds.
 *
 *   pending ──a try begins──▶ sending ──▶ sent
 *   sending ──the platform is busy or away──▶ pending, tried again later
 *   sending ──the person blocked the bot, or has no chat──▶ waiting ──they write──▶ pending
 *   sending ──refused for good, or tried too often──▶ undeliverable, with the reason
 *   sending ──nobody knows whether it arrived──▶ undeliverable, `unconfirmed`
 *
 * A notice is told at most once: posting has no idempotency key, so what may have arrived isn't sent again. The
 * operation's card, which is drawn in place, says the same and may be drawn as often as it takes.
 */
export interface DelivererDeps {
  readonly operations: OperationStore;
  readonly outbox: OutboxStore;
  readonly chats: ChatStore;
  readonly deliveries: DeliveryQueue;
  readonly courier: Courier;
  /** milliseconds since 1970 */
  now(): number;
}

type DeliveryOutcome = 'done' | { readonly againInSeconds: number };

export interface Deliverer {
  /** Handles one message of the deliveries queue. @param deliveries how often the queue has handed it out */
  handle(body: unknown, deliveries: number): Promise<DeliveryOutcome>;
  /** A person has written: they can be reached, and what waited for them is sent. */
  personWrote(chat: Omit<Chat, 'reachable' | 'reason'>): Promise<void>;
}

const mostTries = 12;
/** A try that takes longer than this belongs to a process that has died. */
const longestTryMilliseconds = 60_000;
/** An operation's card is looked for so often before it is sent anew: the turn that shows it may be under way. */
const placeDeliveries = 5;
const mostRedraws = 4;

const kind = z.enum(operationKinds);
const id = z.string().min(1).max(100);
const messageSchema = z.discriminatedUnion('type', [
  z.object({ v: z.literal(1), type: z.literal('notice'), tenant: id, to: id, operation: id, kind }),
  z.object({ v: z.literal(1), type: z.literal('card'), tenant: id, operation: id, kind }),
]);

export function createDeliverer(deps: DelivererDeps): Deliverer {
  const drawing = new Map<string, Promise<DeliveryOutcome>>();

  /** One operation's card is drawn by one at a time, or an older state could come to stand over a newer one. */
  async function inTurn(
    key: string,
    work: () => Promise<DeliveryOutcome>,
  ): Promise<DeliveryOutcome> {
    const before = drawing.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    drawing.set(key, mine);
    try {
      return await mine;
    } finally {
      if (drawing.get(key) === mine) drawing.delete(key);
    }
  }

  return {
    async handle(body, deliveries) {
      const parsed = messageSchema.safeParse(body);
      if (!parsed.success) return 'done';
      const message: DeliveryMessage = parsed.data;
      if (message.type === 'notice') return deliverNotice(deps, message);
      return inTurn(message.operation, () => drawCard(deps, message, deliveries));
    },

    async personWrote(chat) {
      const before = await deps.chats.read(chat.tenant, chat.person);
      const fresh = before?.reachable !== true;
      if (!fresh && before.reference === chat.reference && before.name === chat.name) return;
      await deps.chats.save({ ...chat, reachable: true });
      if (!fresh) return;
      for (const row of await deps.outbox.waitingFor(chat.tenant, chat.person)) {
        const { reason: _reason, ...kept } = row;
        const pending = await deps.outbox.update({ ...kept, state: 'pending', tries: 0 });
        if (pending !== 'conflict') await deps.deliveries.send(noticeMessage(pending));
      }
    },
  };
}

function noticeMessage(row: OutboxRow): DeliveryMessage {
  return {
    v: 1,
    type: 'notice',
    tenant: row.tenant,
    to: row.to,
    operation: row.operation.id,
    kind: row.operation.kind,
  };
}

async function deliverNotice(
  deps: DelivererDeps,
  message: Extract<DeliveryMessage, { type: 'notice' }>,
): Promise<DeliveryOutcome> {
  const row = await deps.outbox.read(message.tenant, message.to, message.operation);
  if (
    row === undefined ||
    row.state === 'sent' ||
    row.state === 'undeliverable' ||
    row.state === 'waiting'
  )
    return 'done';
  if (row.state === 'sending') return afterLostTry(deps, row);

  const operation = await deps.operations.read({
    tenant: row.tenant,
    kind: row.operation.kind,
    id: row.operation.id,
  });
  if (operation === undefined)
    return settle(deps, row, { outcome: 'never', reason: 'operation-gone' });
  const chat = await deps.chats.read(row.tenant, row.to);
  if (chat?.reachable !== true)
    return settle(deps, row, { outcome: 'when-they-write', reason: chat?.reason ?? 'no-chat' });

  const sending = await deps.outbox.update({
    ...row,
    state: 'sending',
    tries: row.tries + 1,
    triedAt: new Date(deps.now()).toISOString(),
  });
  // Someone else took it between reading and writing.
  if (sending === 'conflict') return 'done';
  const delivery = await deps.courier.notice(chat, operation);
  if (delivery.outcome === 'when-they-write')
    await deps.chats.save({ ...chat, reachable: false, reason: delivery.reason });
  return settle(deps, sending, delivery);
}

async function afterLostTry(deps: DelivererDeps, row: OutboxRow): Promise<DeliveryOutcome> {
  const age = deps.now() - Date.parse(row.triedAt ?? row.at);
  if (age < longestTryMilliseconds) return { againInSeconds: 30 };
  return settle(deps, row, { outcome: 'unknown', reason: 'unconfirmed' });
}

async function settle(
  deps: DelivererDeps,
  row: OutboxRow,
  delivery: Delivery,
): Promise<DeliveryOutcome> {
  const { reason: _reason, ...kept } = row;
  switch (delivery.outcome) {
    case 'sent':
      await deps.outbox.update({
        ...kept,
        state: 'sent',
        ...(delivery.activity !== undefined && { activity: delivery.activity }),
      });
      return 'done';
    case 'when-they-write':
      await deps.outbox.update({ ...kept, state: 'waiting', reason: delivery.reason });
      return 'done';
    case 'later': {
      const spent = row.tries >= mostTries;
      await deps.outbox.update({
        ...kept,
        state: spent ? 'undeliverable' : 'pending',
        reason: delivery.reason,
      });
      return spent ? 'done' : { againInSeconds: delay(row.tries, delivery.afterSeconds) };
    }
    case 'never':
    case 'unknown':
      await deps.outbox.update({ ...kept, state: 'undeliverable', reason: delivery.reason });
      return 'done';
  }
}

async function drawCard(
  deps: DelivererDeps,
  message: Extract<DeliveryMessage, { type: 'card' }>,
  deliveries: number,
): Promise<DeliveryOutcome> {
  const key: OperationKey = { tenant: message.tenant, kind: message.kind, id: message.operation };
  let operation = await deps.operations.read(key);
  for (let redraw = 0; operation !== undefined && redraw < mostRedraws; redraw += 1) {
    if (operation.card === undefined && deliveries < placeDeliveries) return { againInSeconds: 1 };
    const chat = await deps.chats.read(operation.tenant, operation.by.id);
    if (chat?.reachable !== true) return 'done';
    const delivery = await deps.courier.card(chat, operation);
    if (delivery.outcome === 'later') {
      return deliveries >= mostTries
        ? 'done'
        : { againInSeconds: delay(deliveries, delivery.afterSeconds) };
    }
    if (delivery.outcome !== 'sent') return 'done';
    await notePlace(deps, operation, chat, delivery.activity);
    const latest = await deps.operations.read(key);
    if (latest === undefined || sameToSee(latest, operation)) return 'done';
    operation = latest;
  }
  return 'done';
}

/** A card that was sent anew has a place from now on. */
async function notePlace(
  deps: DelivererDeps,
  shown: Operation,
  chat: Chat,
  activity?: string,
): Promise<void> {
  if (shown.card !== undefined || activity === undefined) return;
  const place = { conversation: conversationOf(chat), activity };
  await changeOperation(deps.operations, shown, (latest) =>
    latest.card === undefined ? { ...latest, card: place } : undefined,
  );
}

function conversationOf(chat: Chat): string {
  const reference = JSON.parse(chat.reference) as { conversation?: { id?: string } };
  return reference.conversation?.id ?? '';
}

function sameToSee(one: Operation, other: Operation): boolean {
  return (
    one.state === other.state &&
    one.rowsDone === other.rowsDone &&
    one.cancelAsked === other.cancelAsked
  );
}

/** Seconds until the next try: what the platform asked for, else doubling, spread so that tries don't come in step. */
function delay(tries: number, asked: number | undefined): number {
  const doubling = Math.min(300, 2 ** Math.min(tries, 8));
  return Math.ceil(Math.max(asked ?? 0, doubling * (0.5 + Math.random())));
}
