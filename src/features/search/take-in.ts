import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { LoadedShard } from './loaded-shards.ts';

/** So many people whom this process has written, and an eighth of the shard's, are taken in although nobody asks: they take memory. */
const manyTold = 8_000;
/** Beside an import of this process, taking in for questions takes at most a tenth of the time. */
const restFactor = 10;

export function isFull({ view }: LoadedShard): boolean {
  return view.told.count > Math.max(manyTold, view.segment.count / 8);
}

/** Takes in whom this process has written. @param read has people read whose newer state isn't known */
export function createTakeIn(read: (ids: readonly string[]) => void) {
  let tookIn = { endedAt: 0, tookMs: 0 };

  async function one(shard: LoadedShard): Promise<void> {
    // A shard that is being read has them already, or they are taken in afterwards.
    if (shard.view.told.count === 0 || shard.isRead) return;
    read(await shard.view.takeIn(createEventLoopYield(true)));
  }

  /** @param isBeside an import, beside which it rests: an answer then lacks the newest */
  async function all(shards: readonly LoadedShard[], isBeside: boolean): Promise<void> {
    const began = performance.now();
    const isResting = isBeside && began - tookIn.endedAt < restFactor * tookIn.tookMs;
    for (const shard of shards) if (!isResting || isFull(shard)) await one(shard);
    const endedAt = performance.now();
    if (!isResting) tookIn = { endedAt, tookMs: endedAt - began };
  }

  return { one, all };
}
