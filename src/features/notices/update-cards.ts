import { createHash } from 'node:crypto';
import { changeOperation } from '../../jobs/change-operation.ts';
import type { Operation, OperationKey } from '../../domain/operations/operation.ts';
import type { OperationStore } from '../../domain/operations/ports.ts';
import type { Log } from '../../log.ts';
import { drawnOrLogged } from './card-updates.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { mayTry } from './refused-chat.ts';
import type { Chat, ChatStore, TeamsSender, DeliveryMessage } from './ports.ts';
import { retryDelay } from './retry-delay.ts';
import { conversationOf } from './thread.ts';

interface DrawCardDeps {
  readonly operations: OperationStore;
  readonly chats: ChatStore;
  readonly sender: TeamsSender;
  readonly rateLimiter: RateLimiter;
  readonly log: Log;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

type CardMessage = Extract<DeliveryMessage, { type: 'card' }>;
type Drawn = 'done' | { readonly againInSeconds: number };

/**
 * How often an operation's card is looked for before it is sent as a new message: the turn that shows it may
 * still be running.
 */
const placeDeliveries = 5;
const maxRedraws = 4;
/** After this many deliveries, waits at a chat's limit included, a card is left as it is. */
const maxDeliveries = 30;
const maxRemembered = 10_000;

/**
 * Redraws operations' cards in place. Each redraw shows the current state, so a pending one makes those
 * requested meanwhile unnecessary. So does one that has shown the same: Teams limits the messages of a chat.
 */
export function createUpdateCards(deps: DrawCardDeps) {
  const line = createLine();
  const shown = createShown(deps.now);
  /** when the message that will redraw an operation's card reappears, milliseconds since 1970 */
  const comesBack = new Map<string, number>();

  return async function drawCard(message: CardMessage, deliveries: number): Promise<Drawn> {
    const key = `${message.tenant}|${message.kind}|${message.operation}`;
    // Only a new message may be unnecessary: the others rely on one that was delivered before.
    const isNew = deliveries === 1;
    const backAt = comesBack.get(key);
    if (backAt !== undefined && deps.now() >= backAt) comesBack.delete(key);
    if (isNew && (comesBack.has(key) || line.hasNext(key))) return 'done';
    return line.inTurn(key, async () => {
      const { outcome, place } = await draw(deps, shown, message, deliveries);
      if (outcome !== 'done' && place) {
        // A second less, since the queue's clock decides.
        comesBack.set(key, deps.now() + (outcome.againInSeconds - 1) * 1_000);
        if (comesBack.size > maxRemembered) forgetPast(comesBack, deps.now());
      }
      return outcome;
    });
  };
}

interface Shown {
  /** Whether this process has drawn the card just like this, and nothing has covered it since. */
  isThere(operation: Operation, after: number | undefined): boolean;
  drew(operation: Operation): void;
}

function createShown(now: () => number): Shown {
  const last = new Map<string, { readonly at: number; readonly record: string }>();
  const keyOf = ({ tenant, kind, id }: Operation) => `${tenant}|${kind}|${id}`;
  return {
    isThere(operation, after) {
      const before = last.get(keyOf(operation));
      if (before === undefined || after === undefined || after > before.at) return false;
      return before.record === visiblePart(operation);
    },
    drew(operation) {
      if (last.size >= maxRemembered) last.clear();
      last.set(keyOf(operation), { at: now(), record: visiblePart(operation) });
    },
  };
}

/** A digest of the record without what no card shows. */
function visiblePart(operation: Operation): string {
  const { etag: _etag, checkpoint: _checkpoint, tries: _tries, card, ...seen } = operation;
  const text = JSON.stringify({ ...seen, place: card?.activity });
  return createHash('sha256').update(text).digest('base64url');
}

/** Drops entries whose message reappeared in another process. */
function forgetPast(comesBack: Map<string, number>, now: number): void {
  for (const [key, at] of comesBack) if (at <= now) comesBack.delete(key);
}

/** One redraw per operation at a time, or an older state could overwrite a newer one. */
function createLine() {
  const last = new Map<string, Promise<Drawn>>();
  const next = new Map<string, number>();
  return {
    /** Whether a redraw is waiting to start. */
    hasNext: (key: string) => (next.get(key) ?? 0) > 0,
    async inTurn(key: string, work: () => Promise<Drawn>): Promise<Drawn> {
      const before = last.get(key);
      const begin = () => {
        if (before !== undefined) count(key, -1);
        return work();
      };
      if (before !== undefined) count(key, 1);
      const mine = before === undefined ? begin() : before.then(begin, begin);
      last.set(key, mine);
      try {
        return await mine;
      } finally {
        if (last.get(key) === mine) last.delete(key);
      }
    },
  };

  function count(key: string, by: number): void {
    const waiting = (next.get(key) ?? 0) + by;
    if (waiting === 0) next.delete(key);
    else next.set(key, waiting);
  }
}

/** @returns `place`: whether the card was found, so that a later delivery can redraw it */
async function draw(
  deps: DrawCardDeps,
  shown: Shown,
  message: CardMessage,
  deliveries: number,
): Promise<{ readonly outcome: Drawn; readonly place: boolean }> {
  const key: OperationKey = { tenant: message.tenant, kind: message.kind, id: message.operation };
  const left = { outcome: 'done', place: true } as const;
  let operation = await deps.operations.read(key);
  for (let redraw = 0; operation !== undefined && redraw < maxRedraws; redraw += 1) {
    // The undo's card has taken its place.
    if (operation.undone !== undefined) return left;
    if (shown.isThere(operation, message.after)) return left;
    const isShownByTurn = operation.inbox === undefined;
    if (operation.card === undefined && isShownByTurn && deliveries < placeDeliveries)
      return { outcome: { againInSeconds: 1 }, place: false };
    const chat = await deps.chats.read(operation.tenant, operation.by.id);
    if (chat === undefined || !mayTry(chat)) return left;
    const current = operation;
    const drawn = await drawnOrLogged(() => deps.sender.card(current), deps.log, current.id);
    if (drawn === undefined) return laterUnless(deliveries, retryDelay(deliveries));
    const thread = operation.card?.conversation ?? conversationOf(chat);
    const target = { tenant: operation.tenant, thread };
    const milliseconds = deps.rateLimiter.take(target, 'card');
    if (milliseconds > 0) return laterUnless(deliveries, Math.ceil(milliseconds / 1_000));
    const delivery = await drawn(chat);
    if (delivery.outcome === 'later') {
      if (delivery.throttled === true) deps.rateLimiter.hold(target, delivery.afterSeconds ?? 1);
      return laterUnless(deliveries, retryDelay(deliveries, delivery.afterSeconds));
    }
    // Drawing it in its place once more does no harm; a new card might be the second.
    if (delivery.outcome === 'unknown' && operation.card !== undefined)
      return laterUnless(deliveries, retryDelay(deliveries));
    if (delivery.outcome !== 'sent') return left;
    shown.drew(operation);
    await notePlace(deps, operation, chat, delivery.activity);
    const latest = await deps.operations.read(key);
    if (latest === undefined || sameToSee(latest, operation)) return left;
    operation = latest;
  }
  return left;
}

function laterUnless(deliveries: number, againInSeconds: number) {
  return deliveries >= maxDeliveries
    ? ({ outcome: 'done', place: true } as const)
    : { outcome: { againInSeconds }, place: true };
}

/** Records the place of a card that was sent as a new message. */
async function notePlace(
  deps: DrawCardDeps,
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

function sameToSee(one: Operation, other: Operation): boolean {
  return (
    one.state === other.state &&
    one.rowsDone === other.rowsDone &&
    one.cancelAsked === other.cancelAsked
  );
}
