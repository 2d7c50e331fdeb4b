import { setTimeout as pause } from 'node:timers/promises';
import { currentDeadline } from '../lib/deadline.ts';
import { deliveryOf } from './delivery-outcome.ts';

/** An answer needs about this long to be sent, so the turn must have as much time left. */
const sendingMs = 1_500;
const firstPauseMs = 400;

/** The person blocked the bot or removed it, or the chat was deleted, after they wrote: no answer reaches them. */
export class ChatClosed extends Error {
  override readonly name = 'ChatClosed';
}

/**
 * Sends an answer to a turn, again while Teams is busy (412, 429, 502, 503, 504, no connection) and the turn has time. Only what
 * certainly did not arrive is sent again: a second answer would confuse more than none.
 * @throws ChatClosed; the last error, when the time is up or the answer may have arrived
 */
export async function sendAnswer<Sent>(send: () => Promise<Sent>): Promise<Sent> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      const delivery = deliveryOf(error);
      if (delivery.outcome === 'when-they-write') throw new ChatClosed(delivery.reason);
      if (delivery.outcome !== 'later') throw error;
      const backOff = firstPauseMs * 2 ** tries * (0.75 + Math.random() / 2);
      const waitMs = Math.max(backOff, (delivery.afterSeconds ?? 0) * 1_000);
      const deadline = currentDeadline();
      const left = deadline === undefined ? 0 : deadline.endsAt - performance.now();
      if (left < waitMs + sendingMs) throw error;
      await pause(waitMs, undefined, { signal: deadline?.signal });
    }
  }
}
