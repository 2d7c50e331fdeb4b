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

/** Notes are kept for a week (directory-view.ts); a part that is nearly as old may lack some. */
const oldestPartMs = 6 * 24 * 3_600_000;
/** So long an answer waits for shards that an import is changing; then it is given as far as is known. */
const patienceMs = 1_000;
/** So long where it would need more patience than that, by what reading them took the last time. */
const hopelessMs = 50;
const glanceMs = 5;
/** Reading shards again and again while an import runs takes at most a tenth of the time, or once in 5 s. */
const restFactor = 10;
const maxRestMs = 5_000;
/** With more people than this beside it, a part is made anew. */
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
  /** whether this process has more urgent work than reading shards: it is at an import itself */
  readonly isBusy: () => boolean;
}

/** The view of one organization in this process's memory. */
export interface OrganizationView {
  /** in the order of their names; there after the first `refresh` */
  readonly shards: readonly ShardView[];
  readonly version: number;
  readonly bytes: number;
  /**
   * Brings the view up to date with what was written before the call.
   * @returns `updating`: whether an import's changes may be missing
   */
  refresh(): Promise<{ readonly updating: boolean }>;
  /** The shard's part, if it was read after a time (milliseconds since 1970). */
  partReadAfter(shard: string, since: number): Segment | undefined;
  /** Takes over a part that this process has made and kept, if it is newer than what is here. */
  install(shard: string, segment: Segment, etag: string | undefined): void;
}

interface Loaded {
  readonly shard: string;
  readonly view: ShardView;
  /** version of the kept part, as far as known */
  etag: string | undefined;
  /** when reading it again last ended, and how long that took */
  endedAt: number;
  tookMs: number;
  /** it is being read because of a note */
  catchingUp: boolean;
}

/**
 * Everything that is known of an organization: its parts, loaded at the first question, and whoever was noted since.
 * Questions asked at the same time share one look at the notes; a question never shares one that had begun before it.
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
    // Both ways: a failure reaches those who asked.
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
    // Beside a part that was read anew, people may have stayed who were read before it was.
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
        log?.info({ shard, there: there !== undefined }, 'view part is made');
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

  /** Keeps a part for other processes; nobody waits for it, and nobody misses it if it fails. */
  function keep(one: Loaded, bytes: Buffer): void {
    segments
      .write(tenant, one.shard, bytes, one.etag)
      .then((written) => {
        if (written !== 'conflict') one.etag = written.etag;
      })
      .catch((err: unknown) => log?.warn({ err, shard: one.shard }, 'view part not kept'));
  }

  async function readNoted(): Promise<void> {
    const began = now();
    await Promise.all(
      Array.from(followed.peopleByShard(began), async ([shard, ids]) => {
        const there = await people.read(tenant, shard, ids);
        const one = find(shard);
        // Read again as a whole meanwhile: the part is the newer one.
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

  /** Waits until no shard is behind, but not for long, and hardly at all where it would be for nothing. */
  async function waitForShards(): Promise<void> {
    const began = performance.now();
    catchUp();
    const patience = patienceFor(expectedMs());
    while (loaded.some(isBehind) && performance.now() - began < patience) {
      await pause(glanceMs);
      catchUp();
    }
  }

  function patienceFor(expectedMs: number): number {
    // The import that is under way here may be the one that is behind it, and would only be slowed down.
    if (isBusy()) return 0;
    return expectedMs > patienceMs ? hopelessMs : patienceMs;
  }

  /** How long it will take until no shard is behind, by what it took before. */
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

  /** Those first for which people wait. */
  const dueNow = () => {
    const due = loaded.filter(isDue);
    const noted = due.filter(isStale);
    return noted.length > 0 ? noted : due.slice(0, 1);
  };

  /** An import in this very process comes first: beside it, a few shards at a time, and a tenth of the time. */
  function mayBegin(): boolean {
    if (!isBusy()) return true;
    const { endedAt, tookMs } = caughtUp;
    return performance.now() - endedAt >= restAfter(tookMs);
  }

  /** Reads the shards that are due, in the background; one such run at a time. */
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
    const underWay = reader.underWay(tenant, shard, notedAt);
    followed.shardRead(shard, underWay?.readFrom ?? began);
    try {
      const kept = await segments.read(tenant, shard, one.etag);
      const other = kept === undefined || kept === 'same' ? undefined : kept;
      if (kept !== 'same') one.etag = other?.etag;
      const theirs = other === undefined ? undefined : await decodeSegment(other.bytes);
      // Another process may have read it since the note, and then nobody has to again.
      const isEnough = theirs !== undefined && theirs.readFrom > notedAt;
      const segment = isEnough ? theirs : await (underWay?.segment ?? reader.read(tenant, shard));
      // Not while the shard may still be written to: only when nothing says so any more.
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
    // What one question began is the answer to others, too: it doesn't end with the patience of the first.
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

/** A part from the future was made by a process whose clock is wrong: no telling what it lacks. */
function isUsable(ageMs: number): boolean {
  return ageMs < oldestPartMs && ageMs > -followMs;
}

/** Does something with each item, so many at once; the first failure is thrown when those under way have ended. */
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
