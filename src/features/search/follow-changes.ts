import { shardOf } from '../../domain/person-id.ts';
import type { ChangeFeedEntry } from './ports.ts';

/**
 * Tracks which entries of the change feed still matter.
 *
 * An entry is written before its change, and the clocks of processes differ. So the people of an entry are read
 * again for every answer until this long after the entry was first seen: by then the write has happened or
 * failed.
 */
export const followMs = 90_000;
/** How far back entries are read: a row may appear later than its time says. */
const lookBackMs = followMs + 30_000;
/**
 * A person whose row was changed after the entry only needs following this long: the write has been seen, and a
 * second one by another process, whose clock is behind, would have an entry of its own by then.
 */
const settlingMs = 10_000;
/** More people than this of one shard cost more to read one by one than to scan the shard. */
const maxPeople = 60;
/** A changed shard is read at once, then after this time, after three times this, and at the end. */
const firstAgainMs = 10_000;

export interface FollowedShard {
  /** changed since it was last read: its data may be outdated */
  stale: boolean;
  /** the newest entry's time, by its writer's clock */
  notedAt: number;
  seenAt: number;
  /** read in the background until then, even without new entries */
  until: number;
  again: number;
}

interface FollowedPerson {
  until: number;
  /** the newest entry's time, by its writer's clock */
  notedAt: number;
  seenAt: number;
}

export type Followed = ReturnType<typeof createFollowed>;

export function createFollowed(shards: readonly string[]) {
  const seen = new Map<string, number>();
  /** keys of entries whose writes this process tells -> when they were written */
  const own = new Map<string, number>();
  const people = new Map<string, FollowedPerson>();
  const byShard = new Map(
    shards.map((shard): [string, FollowedShard] => [
      shard,
      { stale: false, notedAt: 0, seenAt: 0, until: 0, again: 0 },
    ]),
  );
  let from: number | undefined;

  const staleFrom = (shard: string, notedAt: number, now: number, until: number) => {
    const followed = byShard.get(shard);
    if (followed === undefined) return;
    followed.stale = true;
    followed.notedAt = Math.max(followed.notedAt, notedAt);
    followed.seenAt = now;
    followed.until = Math.max(followed.until, until);
    followed.again = now + firstAgainMs;
  };

  const followPerson = (id: string, notedAt: number, now: number, until: number) => {
    const before = people.get(id);
    people.set(id, {
      until: Math.max(before?.until ?? 0, until),
      notedAt: Math.max(before?.notedAt ?? 0, notedAt),
      seenAt: now,
    });
  };

  return {
    /** @param oldest when the oldest segment was read */
    askFrom(oldest: number): number {
      return from ?? oldest - followMs;
    },
    shard: (shard: string): FollowedShard | undefined => byShard.get(shard),
    /** An entry that isn't followed, since the view is told what is written under it. */
    tellOf(key: string, now: number): void {
      own.set(key, now);
    },
    /** @param readFromOf when the shard's segment was read */
    take(
      notes: readonly ChangeFeedEntry[],
      now: number,
      readFromOf: (shard: string) => number,
    ): void {
      for (const { key, at, subject } of notes) {
        if (seen.has(key)) continue;
        seen.set(key, at);
        if (own.has(key)) continue;
        const shard = 'shard' in subject ? subject.shard : shardOf(subject.person);
        if (at < readFromOf(shard) - followMs) continue;
        // An entry this old was written long ago, however the clocks differ: reading once is enough.
        const until = at + 2 * followMs < now ? now : now + followMs;
        if ('shard' in subject) staleFrom(shard, at, now, until);
        else followPerson(subject.person, at, now, until);
      }
      from = now - lookBackMs;
      for (const [key, at] of seen) if (at < from) seen.delete(key);
      for (const [key, at] of own) if (at < from - followMs) own.delete(key);
    },
    /** Follows a person whose state may be newer than what is known, until a time. */
    follow(id: string, until: number): void {
      followPerson(id, Number.POSITIVE_INFINITY, until, until);
    },
    /** The people to read, by shard. A shard with too many of them is read as a whole. */
    peopleByShard(now: number): ReadonlyMap<string, readonly string[]> {
      const grouped = Map.groupBy(people.keys(), shardOf);
      for (const [shard, ids] of grouped) {
        if (ids.length <= maxPeople) continue;
        grouped.delete(shard);
        const until = Math.max(...ids.map((id) => people.get(id)?.until ?? 0));
        for (const id of ids) people.delete(id);
        staleFrom(shard, now, now, until);
      }
      return grouped;
    },
    /**
     * A person was read, starting at `began`.
     * @param changedAt time in their row, milliseconds since 1970; undefined: there is no row
     */
    read(id: string, began: number, changedAt: number | undefined): void {
      const person = people.get(id);
      if (person === undefined) return;
      const isSettled = began >= person.seenAt + settlingMs && (changedAt ?? 0) >= person.notedAt;
      if (began >= person.until || isSettled) people.delete(id);
    },
    /** The shard is being or was read, starting at `began`. */
    shardRead(shard: string, began: number): void {
      const followed = byShard.get(shard);
      if (followed === undefined) return;
      followed.stale = false;
      const last = followed.until;
      if (began >= last) followed.until = 0;
      else
        followed.again = Math.min(
          last,
          began + Math.max(firstAgainMs, 2 * (began - followed.seenAt)),
        );
    },
    /** Reading it failed: its data may still be outdated. */
    shardMissed(shard: string): void {
      const followed = byShard.get(shard);
      if (followed !== undefined) followed.stale = true;
    },
  };
}
