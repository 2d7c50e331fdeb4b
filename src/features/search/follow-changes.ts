import { shardOf } from '../../domain/person-id.ts';
import type { ChangeFeedEntry } from './ports.ts';

/**
 * Which notes still matter.
 *
 * A note comes before its write, and the clocks of processes differ. So whoever a note names is looked at again in every answer
 * until this long after the note was seen first: by then the write has happened or has failed.
 */
export const followMs = 90_000;
/** How far back notes are asked for: a row may show up later than its time says. */
const lookBackMs = followMs + 30_000;
/**
 * A person whose row says that it was changed after the note needs following only this long: the write has been seen, and a
 * second one of another process, whose clock is behind, would have a note of its own by then.
 */
const settlingMs = 10_000;
/** More people than this of one shard cost more to read one by one than the shard costs to scan. */
const maxPeople = 60;
/** A shard that was noted is read at once, and again after this long, three times this, and at the end. */
const firstAgainMs = 10_000;

export interface FollowedShard {
  /** noted since it was last read: what is known of it may be wrong */
  stale: boolean;
  /** the newest note's time, by its writer's clock */
  notedAt: number;
  seenAt: number;
  /** to be read in the background until then, though nothing new was noted */
  until: number;
  again: number;
}

interface FollowedPerson {
  until: number;
  /** the newest note's time, by its writer's clock */
  notedAt: number;
  seenAt: number;
}

export function createFollowed(shards: readonly string[]) {
  const seen = new Map<string, number>();
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
    /** @param oldest when the oldest part was read */
    askFrom(oldest: number): number {
      return from ?? oldest - followMs;
    },
    shard: (shard: string): FollowedShard | undefined => byShard.get(shard),
    /** @param readFromOf when the shard's part was read */
    take(
      notes: readonly ChangeFeedEntry[],
      now: number,
      readFromOf: (shard: string) => number,
    ): void {
      for (const { key, at, subject } of notes) {
        if (seen.has(key)) continue;
        seen.set(key, at);
        const shard = 'shard' in subject ? subject.shard : shardOf(subject.person);
        if (at < readFromOf(shard) - followMs) continue;
        // A note as old as this was written long ago, however the clocks differ: one look is enough.
        const until = at + 2 * followMs < now ? now : now + followMs;
        if ('shard' in subject) staleFrom(shard, at, now, until);
        else followPerson(subject.person, at, now, until);
      }
      from = now - lookBackMs;
      for (const [key, at] of seen) if (at < from) seen.delete(key);
    },
    /** Someone whose state may be newer than what was just read of their shard. */
    follow(id: string, now: number): void {
      followPerson(id, 0, now, now);
    },
    /** Who is to be read, by shard. Of a shard with too many of them, all are. */
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
     * Someone was read, beginning at a time.
     * @param changedAt what their row says, milliseconds since 1970; undefined: there is none
     */
    read(id: string, began: number, changedAt: number | undefined): void {
      const person = people.get(id);
      if (person === undefined) return;
      const isSettled = began >= person.seenAt + settlingMs && (changedAt ?? 0) >= person.notedAt;
      if (began >= person.until || isSettled) people.delete(id);
    },
    /** The shard is being read, or was, beginning at a time. */
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
    /** Reading it failed: what is known of it may still be wrong. */
    shardMissed(shard: string): void {
      const followed = byShard.get(shard);
      if (followed !== undefined) followed.stale = true;
    },
  };
}
