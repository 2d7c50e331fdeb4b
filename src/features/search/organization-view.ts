import { beforeDeadline, withoutDeadline } from '../../lib/deadline.ts';
import type { PeopleStore } from '../../domain/people-store.ts';
import { shards as shardNames } from '../../domain/person-id.ts';
import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import { createCatchUp, maxLater, type CatchUpDeps } from './catch-up.ts';
import { createFollowed } from './follow-changes.ts';
import { loadShards, oldestPartMs, type LoadedShard } from './loaded-shards.ts';
import type { OwnWrites } from './own-writes.ts';
import { createTakeIn, isFull } from './take-in.ts';
import { createTakeOwnWrites } from './take-own-writes.ts';
import type { ChangeReader } from './ports.ts';
import type { Segment } from './segment.ts';
import type { ShardView } from './shard-view.ts';
import { shareLooks } from './share-looks.ts';

export interface OrganizationDeps extends CatchUpDeps {
  readonly people: Pick<PeopleStore, 'read'>;
  readonly changes: ChangeReader;
}

/** The view of one organization in this process's memory. */
export interface OrganizationView {
  /** in the order of their names; filled by the first `refresh` */
  readonly shards: readonly ShardView[];
  /** increases with each change of its people */
  readonly version: number;
  readonly bytes: number;
  /**
   * Brings the view up to date with what was written before the call.
   * @returns `updating`: whether an import's changes may be missing
   */
  refresh(): Promise<{ readonly updating: boolean }>;
  /** Reads what has changed without giving way, for a decision. @returns ends it */
  hurry(): () => void;
  /** Waits until a further shard was read again, for that long at most. */
  nextRead(maxMs: number): Promise<void>;
  /** Takes what this process writes; undefined: nothing is loaded, and the change feed is followed as always. */
  ownWrites(): OwnWrites | undefined;
  /** The shard's segment, if it was read after a time (milliseconds since 1970). */
  partReadAfter(shard: string, since: number): Segment | undefined;
  /** The shard as one segment, with everything written before the call; undefined: it has to be read. */
  whole(shard: string): Promise<Segment | undefined>;
  /** Installs a segment that this process has built and stored, if it is newer than the current one. */
  install(shard: string, segment: Segment, etag: string | undefined): void;
}

/**
 * The data of an organization: its segments, loaded at the first query, and people changed since. Simultaneous
 * queries share one reading of the change feed; a query never shares one that started before it.
 */
export function createOrganizationView(tenant: string, deps: OrganizationDeps): OrganizationView {
  const { people, changes, now, isBusy } = deps;
  let loaded: readonly LoadedShard[] = [];
  let followed = createFollowed(shardNames);
  let lookedAt = 0;
  let loads = 0;
  let isLoading = false;
  let installs = 0;
  const takeIn = createTakeIn((ids) => {
    for (const id of ids) followed.follow(id, now() + 1);
  });
  const own = createTakeOwnWrites({
    now,
    followed: () => followed,
    find: (shard) => find(shard),
    onMany: (one) => {
      if (isFull(one)) void lookOnce().catch(() => undefined);
    },
    takeIn: (one) => takeIn.one(one),
  });
  const catchUp = createCatchUp(tenant, deps, () => ({ loaded, followed, takeOver }));
  const find = (shard: string) => loaded.find((one) => one.shard === shard);

  async function look(): Promise<{ updating: boolean }> {
    const began = now();
    if (loaded.length === 0 || began - lookedAt > oldestPartMs) await load();
    const oldest = Math.min(...loaded.map(({ view }) => view.segment.readFrom));
    const notes = await changes.since(tenant, followed.askFrom(oldest));
    followed.take(notes, began, (shard) => find(shard)?.view.segment.readFrom ?? 0);
    own.followSlow(began);
    await takeIn.all(loaded, isBusy() && !catchUp.isHurried());
    await readNoted();
    const before = installs;
    await catchUp.waitForShards();
    // A segment that was read again may have people beside it that were read before it.
    if (installs !== before) await readNoted();
    lookedAt = began;
    // While an import goes on, others are written all the time: the question asks for those from before it.
    const isWaiting = loaded.some(({ view }) => view.told.isWaiting(began));
    return { updating: catchUp.isUpdating() || isWaiting };
  }

  async function load(): Promise<void> {
    isLoading = true;
    try {
      loaded = await loadShards(tenant, deps);
      followed = createFollowed(shardNames);
      loads += 1;
    } finally {
      isLoading = false;
    }
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
          if (!one.view.apply(id, person, began)) continue;
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

  function takeOver({ view }: LoadedShard, segment: Segment): void {
    if (segment.readFrom <= view.segment.readFrom) return;
    installs += 1;
    for (const id of view.install(segment)) followed.follow(id, now());
  }

  async function whole(shard: string): Promise<Segment | undefined> {
    const began = now();
    const calmDown = catchUp.hurry();
    try {
      await lookOnce();
    } finally {
      calmDown();
    }
    const one = find(shard);
    if (one === undefined || one.catchingUp || followed.shard(shard)?.stale === true)
      return undefined;
    // Once in some days all its rows are read, whatever was told.
    if (began - one.view.segment.rebuiltFrom > oldestPartMs) return undefined;
    const readFrom = Math.min(began, own.unansweredSince(shard) - 1);
    return one.view.whole(readFrom, createEventLoopYield());
  }

  const lookOnce = shareLooks(look);
  return {
    get shards() {
      return loaded.map(({ view }) => view);
    },
    get version() {
      return loaded.reduce((sum, { view }) => sum + view.peopleVersion, loads * 1e9);
    },
    get bytes() {
      return loaded.reduce((sum, { view }) => sum + view.bytes, 0);
    },
    // The reading is shared with other queries, so it doesn't end at the deadline of the first.
    refresh: () => beforeDeadline(() => withoutDeadline(lookOnce)),
    hurry: () => catchUp.hurry(),
    nextRead: (maxMs) => catchUp.nextRead(maxMs),
    ownWrites: () => (loads === 0 || isLoading ? undefined : own.writes),
    whole,
    partReadAfter(shard, since) {
      const segment = find(shard)?.view.segment;
      return segment !== undefined && segment.readFrom > since ? segment : undefined;
    },
    install(shard, segment, etag) {
      const one = find(shard);
      if (one === undefined) return;
      one.etag = etag;
      // It may lack people who were taken in while it was read.
      if (one.view.told.takenInAt < segment.readFrom) takeOver(one, segment);
    },
  };
}
