import { setTimeout as pause } from 'node:timers/promises';
import { beforeDeadline, withoutDeadline } from '../../lib/deadline.ts';
import type { PeopleStore } from '../../domain/people-store.ts';
import { shards as shardNames } from '../../domain/person-id.ts';
import type { Log } from '../../log.ts';
import { createFollowed, followMs } from './follow-changes.ts';
import { decodeSegment, encodeSegment } from './segment-file.ts';
import type { Segment } from './segment.ts';
import type { ChangeReader, SegmentStore } from './ports.ts';
import type { ShardReader } from './read-shard.ts';
import { createShardView, type ShardView } from './shard-view.ts';

/** Change feed entries are kept for a week (directory-view.ts); a segment nearly as old may lack some. */
const oldestPartMs = 6 * 24 * 3_600_000;
/** Longest wait for shards that an import is changing; then the answer is given without them. */
const maxWaitMs = 1_000;
/** The wait instead, when reading them is expected to take longer than that. */
const futileWaitMs = 50;
const glanceMs = 5;
/** Reading shards repeatedly while an import runs takes at most a tenth of the time, or once in 5 s. */
const restFactor = 10;
const maxRestMs = 5_000;
/** With more people than this beside it, a segment is rebuilt. */
const maxLater = 300;
const loadsAtOnce = 4;
const scansAtOnce = 2;

export interface OrganizationDeps {
  readonly people: Pick<PeopleStore, 'read'>;
  readonly shards: ShardReader;
  readonly segments: SegmentStore;
  readonly changes: ChangeReader;
  readonly now: () => number;
  readonly log?: Log;
  /** whether an import runs in this process and takes precedence over reading shards */
  readonly isBusy: () => boolean;
}

/** The view of one organization in this process's memory. */
export interface OrganizationView {
  /** in the order of their names; filled by the first `refresh` */
  readonly shards: readonly ShardView[];
  readonly version: number;
  readonly bytes: number;
  /**
   * Brings the view up to date with what was written before the call.
   * @returns `updating`: whether an import's changes may be missing
   */
  refresh(): Promise<{ readonly updating: boolean }>;
  /** The shard's segment, if it was read after a time (milliseconds since 1970). */
  partReadAfter(shard: string, since: number): Segment | undefined;
  /** Installs a segment that this process has built and stored, if it is newer than the current one. */
  install(shard: string, segment: Segment, etag: string | undefined): void;
}

interface Loaded {
  readonly shard: string;
  readonly view: ShardView;
  /** version of the stored segment, if known */
  etag: string | undefined;
  /** when the last re-reading ended, and how long it took */
  endedAt: number;
  tookMs: number;
  /** it is being read because of a change feed entry */
  catchingUp: boolean;
}

/**
 * The data of an organization: its segments, loaded at the first query, and people changed since. Simultaneous
 * queries share one reading of the change feed; a query never shares one that started before it.
 */
export function createOrganizationView(tenant: string, deps: OrganizationDeps): OrganizationView {
  const { people, shards: reader, segments, changes, now, log, isBusy } = deps;
  let loaded: readonly Loaded[] = [];
  let followed = createFollowed(shardNames);
  let lookedAt = 0;
  let loads = 0;
  let installs = 0;
  let catchingUp: Promise<void> | undefined;
  let caughtUp = { endedAt: Number.NEGATIVE_INFINITY, tookMs: 0 };
  let current: { readonly looking: Promise<{ updating: boolean }>; begun: boolean } | undefined;
  let next: Promise<{ updating: boolean }> | undefined;

  const lookOnce = (): Promise<{ updating: boolean }> => {
    if (current !== undefined && !current.begun) return current.looking;
    if (current !== undefined) {
      next ??= current.looking
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          return lookOnce();
        });
      return next;
    }
    const mine = {
      begun: false,
      looking: Promise.resolve().then(() => {
        mine.begun = true;
        return look();
      }),
    };
    current = mine;
    const ended = () => {
      if (current === mine) current = undefined;
    };
    // Both ways: a failure is reported to the waiting queries.
    mine.looking.then(ended, ended);
    return mine.looking;
  };

  async function look(): Promise<{ updating: boolean }> {
    const began = now();
    if (loaded.length === 0 || began - lookedAt > oldestPartMs) await load();
    const oldest = Math.min(...loaded.map(({ view }) => view.segment.readFrom));
    const notes = await changes.since(tenant, followed.askFrom(oldest));
    followed.take(notes, began, (shard) => find(shard)?.view.segment.readFrom ?? 0);
    await readNoted();
    const before = installs;
    await waitForShards();
    // A segment that was read again may have people beside it that were read before it.
    if (installs !== before) await readNoted();
    lookedAt = began;
    return { updating: loaded.some(isBehind) };
  }

  const find = (shard: string) => loaded.find((one) => one.shard === shard);
  const isStale = ({ shard }: Loaded) => followed.shard(shard)?.stale === true;
  const isBehind = (one: Loaded) => one.catchingUp || isStale(one);

  async function load(): Promise<void> {
    const views = new Map<string, Loaded>();
    await each(shardNames, loadsAtOnce, async (shard) => {
      const kept = await segments.read(tenant, shard);
      const there = kept === undefined || kept === 'same' ? undefined : kept;
      const segment = there === undefined ? undefined : await decodeSegment(there.bytes);
      const usable = segment !== undefined && isUsable(now() - segment.readFrom);
      if (segment === undefined)
        log?.info({ shard, there: there !== undefined }, 'a segment of the view is rebuilt');
      const made = usable ? segment : await reader.read(tenant, shard);
      const one: Loaded = {
        shard,
        view: createShardView(made),
        etag: there?.etag,
        endedAt: 0,
        tookMs: 0,
        catchingUp: false,
      };
      views.set(shard, one);
      if (!usable) keep(one, await encodeSegment(made));
    });
    followed = createFollowed(shardNames);
    loaded = shardNames.flatMap((shard) => views.get(shard) ?? []);
    loads += 1;
  }

  /** Stores a segment for other processes, in the background; a failure does no harm. */
  function keep(one: Loaded, bytes: Buffer): void {
    segments
      .write(tenant, one.shard, bytes, one.etag)
      .then((written) => {
        if (written !== 'conflict') one.etag = written.etag;
      })
      .catch((err: unknown) =>
        log?.warn({ err, shard: one.shard }, 'a segment of the view could not be stored'),
      );
  }

  async function readNoted(): Promise<void> {
    const began = now();
    await Promise.all(
      Array.from(followed.peopleByShard(began), async ([shard, ids]) => {
        const there = await people.read(tenant, shard, ids);
        const one = find(shard);
        // Its shard was read as a whole meanwhile: the segment is newer.
        if (one === undefined || one.view.segment.readFrom > began) return;
        for (const id of ids) {
          const person = there.get(id);
          one.view.apply(id, person, began);
          followed.read(id, began, person === undefined ? undefined : Date.parse(person.changedAt));
        }
        const followedShard = followed.shard(shard);
        if (one.view.laterCount > maxLater && followedShard !== undefined) {
          followedShard.again = began;
          followedShard.until = Math.max(followedShard.until, began);
        }
      }),
    );
  }

  /** Waits until all shards are up to date, but not for long, and hardly at all where waiting is pointless. */
  async function waitForShards(): Promise<void> {
    const began = performance.now();
    catchUp();
    const waitMs = waitFor(expectedMs());
    while (loaded.some(isBehind) && performance.now() - began < waitMs) {
      await pause(glanceMs);
      catchUp();
    }
  }

  function waitFor(expectedMs: number): number {
    // The import in this process may be the cause of the delay, and waiting would slow it down.
    if (isBusy()) return 0;
    return expectedMs > maxWaitMs ? futileWaitMs : maxWaitMs;
  }

  /** Expected time until all shards are up to date, by earlier durations. */
  function expectedMs(): number {
    const behind = loaded.filter(isBehind);
    const reading = behind.reduce((sum, { tookMs }) => sum + tookMs, 0) / scansAtOnce;
    return reading + Math.max(0, ...behind.map(restLeft));
  }

  function restLeft({ endedAt, tookMs }: Loaded): number {
    return endedAt + restAfter(tookMs) - now();
  }

  const isDue = (one: Loaded) => {
    const state = followed.shard(one.shard);
    if (state === undefined || restLeft(one) > 0) return false;
    return state.stale || (state.until > 0 && now() >= state.again);
  };

  /** Shards that a query is waiting for come first. */
  const dueNow = () => {
    const due = loaded.filter(isDue);
    const noted = due.filter(isStale);
    return noted.length > 0 ? noted : due.slice(0, 1);
  };

  /** An import in this process takes precedence: beside it, a few shards at a time, and a tenth of the time. */
  function mayBegin(): boolean {
    if (!isBusy()) return true;
    const { endedAt, tookMs } = caughtUp;
    return performance.now() - endedAt >= restAfter(tookMs);
  }

  /** Reads the due shards in the background; one such run at a time. */
  function catchUp(): void {
    if (catchingUp !== undefined || !loaded.some(isDue) || !mayBegin()) return;
    const began = performance.now();
    let begun = 0;
    const run = async () => {
      for (let due = dueNow(); due.length > 0; due = dueNow()) {
        await each(due, scansAtOnce, async (one) => {
          begun += 1;
          if (begun <= scansAtOnce || !isBusy()) await readAgain(one);
        });
        if (isBusy()) return;
      }
    };
    catchingUp = run().finally(() => {
      catchingUp = undefined;
      const endedAt = performance.now();
      caughtUp = { endedAt, tookMs: endedAt - began };
    });
  }

  function takeOver(view: ShardView, segment: Segment): void {
    installs += 1;
    for (const id of view.install(segment)) followed.follow(id, now());
  }

  async function readAgain(one: Loaded): Promise<void> {
    const { shard, view } = one;
    const began = now();
    const state = followed.shard(shard);
    one.catchingUp = isStale(one);
    const notedAt = one.catchingUp ? (state?.notedAt ?? 0) : Number.POSITIVE_INFINITY;
    const reading = reader.readingOf(tenant, shard, notedAt);
    followed.shardRead(shard, reading?.readFrom ?? began);
    try {
      const kept = await segments.read(tenant, shard, one.etag);
      const other = kept === undefined || kept === 'same' ? undefined : kept;
      if (kept !== 'same') one.etag = other?.etag;
      const theirs = other === undefined ? undefined : await decodeSegment(other.bytes);
      // Another process may have read it since the entry; then it needn't be read again.
      const isEnough = theirs !== undefined && theirs.readFrom > notedAt;
      const segment = isEnough ? theirs : await (reading?.segment ?? reader.read(tenant, shard));
      // Only when no more writes to the shard are expected.
      const isCalm = (state?.until ?? 0) === 0;
      const worthKeeping = !isEnough && (isCalm || view.laterCount > maxLater);
      const bytes = worthKeeping ? await encodeSegment(segment) : undefined;
      if (segment.readFrom > view.segment.readFrom) takeOver(view, segment);
      if (bytes !== undefined) keep(one, bytes);
    } catch (err) {
      followed.shardMissed(shard);
      log?.warn({ err, shard }, 'a shard could not be read again for the view');
    } finally {
      one.catchingUp = false;
      one.endedAt = now();
      one.tookMs = one.endedAt - began;
    }
  }

  return {
    get shards() {
      return loaded.map(({ view }) => view);
    },
    get version() {
      return loaded.reduce((sum, { view }) => sum + view.version, loads * 1e9);
    },
    get bytes() {
      return loaded.reduce((sum, { view }) => sum + view.bytes, 0);
    },
    // The reading is shared with other queries, so it doesn't end at the deadline of the first.
    refresh: () => beforeDeadline(() => withoutDeadline(lookOnce)),
    partReadAfter(shard, since) {
      const segment = find(shard)?.view.segment;
      return segment !== undefined && segment.readFrom > since ? segment : undefined;
    },
    install(shard, segment, etag) {
      const one = find(shard);
      if (one === undefined) return;
      one.etag = etag;
      if (segment.readFrom > one.view.segment.readFrom) takeOver(one.view, segment);
    },
  };
}

function restAfter(tookMs: number): number {
  return Math.min(maxRestMs, restFactor * tookMs);
}

/** A segment from the future was built by a process with a wrong clock: it may lack any change. */
function isUsable(ageMs: number): boolean {
  return ageMs < oldestPartMs && ageMs > -followMs;
}

/** Runs work for each item with bounded concurrency; the first failure is thrown when the running ones have ended. */
async function each<Item>(
  items: Iterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const worker = async () => {
    for (let item = queue.next(); item.done !== true; item = queue.next()) await work(item.value);
  };
  const workers = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  const failed = workers.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
