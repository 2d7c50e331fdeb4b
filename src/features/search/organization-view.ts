import { beforeDeadline, withoutDeadline } from '../../lib/deadline.ts';
import type { PeopleStore } from '../../domain/people-store.ts';
import { shards as shardNames } from '../../domain/person-id.ts';
import { createCatchUp, maxLater, type CatchUpDeps } from './catch-up.ts';
import { createFollowed, followMs } from './follow-changes.ts';
import { loadShards, oldestPartMs, type LoadedShard } from './loaded-shards.ts';
import type { OwnWrites } from './own-writes.ts';
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
  /** Installs a segment that this process has built and stored, if it is newer than the current one. */
  install(shard: string, segment: Segment, etag: string | undefined): void;
}

/** With more people than this beside it, told by this process, a shard is read instead: they take memory. */
const maxOwn = 1_000;
/** An import of more people tells none of them: most would be read again anyway, and would only be in memory until then. */
export const mostTold = maxOwn * shardNames.length;

/**
 * The data of an organization: its segments, loaded at the first query, and people changed since. Simultaneous
 * queries share one reading of the change feed; a query never shares one that started before it.
 */
export function createOrganizationView(tenant: string, deps: OrganizationDeps): OrganizationView {
  const { people, changes, now } = deps;
  let loaded: readonly LoadedShard[] = [];
  let followed = createFollowed(shardNames);
  let lookedAt = 0;
  let loads = 0;
  let isLoading = false;
  let installs = 0;
  const catchUp = createCatchUp(tenant, deps, () => ({ loaded, followed, takeOver }));
  const find = (shard: string) => loaded.find((one) => one.shard === shard);

  async function look(): Promise<{ updating: boolean }> {
    const began = now();
    if (loaded.length === 0 || began - lookedAt > oldestPartMs) await load();
    const oldest = Math.min(...loaded.map(({ view }) => view.segment.readFrom));
    const notes = await changes.since(tenant, followed.askFrom(oldest));
    followed.take(notes, began, (shard) => find(shard)?.view.segment.readFrom ?? 0);
    await readNoted();
    const before = installs;
    await catchUp.waitForShards();
    // A segment that was read again may have people beside it that were read before it.
    if (installs !== before) await readNoted();
    lookedAt = began;
    return { updating: catchUp.isUpdating() };
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

  /** @param load the one whose segments are told */
  const ownWrites = (load: number): OwnWrites => ({
    entry(key) {
      if (load === loads && !isLoading) followed.tellOf(key, now());
    },
    wrote(shard, writes, sentAt) {
      const one = find(shard);
      // It will be read anyway, after these writes.
      if (one === undefined || followed.shard(shard)?.stale === true) return;
      const at = now();
      if (writes === undefined) followed.doubt(shard, at, at + followMs);
      else if (one.view.laterCount + writes.length > maxOwn) followed.doubt(shard, at, at);
      else {
        for (const { person } of writes) {
          // A reading that began in this millisecond may not have seen it.
          if (!one.view.wrote(person, sentAt, at)) followed.follow(person.id, at + 1);
        }
      }
    },
  });

  const lookOnce = shareLooks(look);
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
    hurry: () => catchUp.hurry(),
    nextRead: (maxMs) => catchUp.nextRead(maxMs),
    ownWrites: () => (loads === 0 || isLoading ? undefined : ownWrites(loads)),
    partReadAfter(shard, since) {
      const segment = find(shard)?.view.segment;
      return segment !== undefined && segment.readFrom > since ? segment : undefined;
    },
    install(shard, segment, etag) {
      const one = find(shard);
      if (one === undefined) return;
      one.etag = etag;
      takeOver(one, segment);
    },
  };
}
