import { setTimeout as pause } from 'node:timers/promises';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { followMs, type Followed } from './follow-changes.ts';
import { keepSegment, type LoadDeps, type LoadedShard } from './loaded-shards.ts';
import { decodeSegment, encodeSegment } from './segment-file.ts';
import type { Segment } from './segment.ts';

/** Longest wait for shards that an import is changing; then the answer is given without them. */
const maxWaitMs = 250;
/** After a wait that was too short, others of the same turn don't wait again. */
const resignedMs = 1_000;
/** The wait instead, when reading them is expected to take longer than that. */
const futileWaitMs = 50;
const lookEveryMs = 25;
/** Reading shards repeatedly while an import runs takes at most a tenth of the time, or once in 5 s. */
const restFactor = 10;
const maxRestMs = 5_000;
/** With more people than this beside it, a segment is rebuilt. */
export const maxLater = 300;
const scansAtOnce = 2;

export interface CatchUpDeps extends LoadDeps {
  /** whether an import runs in this process and takes precedence over reading shards */
  readonly isBusy: () => boolean;
}

/** The shards that are caught up with, and what is known of their changes. */
interface Behind {
  readonly loaded: readonly LoadedShard[];
  readonly followed: Followed;
  /** puts a segment that was read again in place of the shard's present one */
  readonly takeOver: (one: LoadedShard, segment: Segment) => void;
}

/** Reads shards again in which more has changed than is worth reading person by person. */
export function createCatchUp(tenant: string, deps: CatchUpDeps, behind: () => Behind) {
  const { shards: reader, segments, now, log, isBusy } = deps;
  let catchingUp: Promise<void> | undefined;
  /** resolves when the next shard was read */
  let shardRead = Promise.withResolvers<undefined>();
  let resignedAt = Number.NEGATIVE_INFINITY;
  /** decisions that wait until everything is read */
  let decisions = 0;
  let caughtUp = { endedAt: Number.NEGATIVE_INFINITY, tookMs: 0 };

  const isStale = ({ shard }: LoadedShard) => behind().followed.shard(shard)?.stale === true;
  const isBehind = (one: LoadedShard) => one.catchingUp || isStale(one);
  const isUpdating = () => behind().loaded.some(isBehind);

  /** Waits until all shards are up to date, but not for long, and hardly at all where waiting is pointless. */
  async function waitForShards(): Promise<void> {
    const began = performance.now();
    catchUp();
    const waitMs = waitFor(expectedMs());
    while (isUpdating() && performance.now() - began < waitMs) {
      await nextRead(waitMs - (performance.now() - began));
      catchUp();
    }
    if (waitMs > 0 && isUpdating()) resignedAt = performance.now();
  }

  /** Waits until another shard was read again, for that long at most. While none is being read, a rest has to end. */
  async function nextRead(maxMs: number): Promise<void> {
    const awaited = catchingUp === undefined ? pause(lookEveryMs) : shardRead.promise;
    await Promise.race([awaited, pause(maxMs, undefined, { ref: false })]);
  }

  function waitFor(expectedMs: number): number {
    // The import in this process may be the cause of the delay, and waiting would slow it down.
    if (isBusy() || performance.now() - resignedAt < resignedMs) return 0;
    return expectedMs > maxWaitMs ? futileWaitMs : maxWaitMs;
  }

  /** Expected time until all shards are up to date, by earlier durations. */
  function expectedMs(): number {
    const awaited = behind().loaded.filter(isBehind);
    const reading = awaited.reduce((sum, { tookMs }) => sum + tookMs, 0) / scansAtOnce;
    return reading + Math.max(0, ...awaited.map(restLeft));
  }

  function restLeft({ endedAt, tookMs }: LoadedShard): number {
    return endedAt + restAfter(tookMs) - now();
  }

  const isDue = (one: LoadedShard) => {
    const state = behind().followed.shard(one.shard);
    if (state === undefined || (decisions === 0 && restLeft(one) > 0)) return false;
    return state.stale || (state.until > 0 && now() >= state.again);
  };

  /** Shards that a query is waiting for come first. */
  const dueNow = () => {
    const due = behind().loaded.filter(isDue);
    const noted = due.filter(isStale);
    return noted.length > 0 ? noted : due.slice(0, 1);
  };

  /** A decision is part of an import itself, and everyone else waits for that one. */
  const givesWay = () => decisions === 0 && isBusy();

  /** An import in this process takes precedence: beside it, a few shards at a time, and a tenth of the time. */
  function mayBegin(): boolean {
    if (!givesWay()) return true;
    const { endedAt, tookMs } = caughtUp;
    return performance.now() - endedAt >= restAfter(tookMs);
  }

  /** Reads the due shards in the background; one such run at a time. */
  function catchUp(): void {
    if (catchingUp !== undefined || !behind().loaded.some(isDue) || !mayBegin()) return;
    const began = performance.now();
    let begun = 0;
    const run = async () => {
      for (let due = dueNow(); due.length > 0; due = dueNow()) {
        await forEachConcurrent(due, scansAtOnce, async (one) => {
          begun += 1;
          if (begun <= scansAtOnce || !givesWay()) await readAgain(one);
        });
        if (givesWay()) return;
      }
    };
    catchingUp = run().finally(() => {
      catchingUp = undefined;
      const endedAt = performance.now();
      caughtUp = { endedAt, tookMs: endedAt - began };
    });
  }

  async function readAgain(one: LoadedShard): Promise<void> {
    const { shard, view } = one;
    const { followed, takeOver } = behind();
    const began = now();
    const state = followed.shard(shard);
    one.isRead = true;
    one.catchingUp = isStale(one);
    const notedAt = one.catchingUp ? (state?.notedAt ?? 0) : Number.POSITIVE_INFINITY;
    const reading = reader.readingOf(tenant, shard, Math.max(notedAt, view.told.takenInAt));
    followed.shardRead(shard, reading?.readFrom ?? began);
    try {
      const kept = await segments.read(tenant, shard, one.etag);
      const other = kept === undefined || kept === 'same' ? undefined : kept;
      if (kept !== 'same') one.etag = other?.etag;
      const theirs = other === undefined ? undefined : await decodeSegment(other.bytes);
      const isEnough = theirs !== undefined && theirs.readFrom > neededFrom(notedAt, view);
      const segment = isEnough ? theirs : await (reading?.segment ?? reader.read(tenant, shard));
      // Only when no more writes to the shard are expected.
      const isCalm = (state?.until ?? 0) === 0;
      const worthKeeping = !isEnough && (isCalm || view.laterCount > maxLater);
      const bytes = worthKeeping ? await encodeSegment(segment) : undefined;
      takeOver(one, segment);
      if (bytes !== undefined) keepSegment(tenant, deps, one, bytes);
    } catch (err) {
      followed.shardMissed(shard);
      log?.warn({ err, shard }, 'a shard could not be read again for the view');
    } finally {
      one.isRead = false;
      one.catchingUp = false;
      one.endedAt = now();
      one.tookMs = one.endedAt - began;
      shardRead.resolve(undefined);
      shardRead = Promise.withResolvers();
    }
  }

  /** Until it is called, shards are read again without a rest. */
  function hurry(): () => void {
    decisions += 1;
    return () => {
      decisions -= 1;
    };
  }

  return { isUpdating, waitForShards, nextRead, hurry, isHurried: () => decisions > 0 };
}

/**
 * When a segment of another process must have been read to be enough: after the entry, and so late that nothing which this
 * process wrote is missing in it, although clocks differ.
 */
function neededFrom(notedAt: number, { told }: LoadedShard['view']): number {
  return Math.max(notedAt, told.wroteAt + followMs);
}

function restAfter(tookMs: number): number {
  return Math.min(maxRestMs, restFactor * tookMs);
}
