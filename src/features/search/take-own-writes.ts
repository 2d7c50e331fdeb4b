import type { PersonWrite } from '../../domain/people-store.ts';
import { followMs, type Followed } from './follow-changes.ts';
import type { LoadedShard } from './loaded-shards.ts';
import type { Newer } from './merge-segments.ts';
import type { OwnWrites } from './own-writes.ts';

/** A write that takes longer may be done although its answer is lost. */
const slowWriteMs = 5_000;

/** A write of this process that the store hasn't answered yet. */
interface UnderWay {
  readonly shard: string;
  readonly ids: readonly string[];
  /** milliseconds since 1970 */
  readonly sentAt: number;
}

export interface TakeOwnWritesDeps {
  readonly now: () => number;
  /** the present ones: an organization's shards may be loaded again */
  readonly followed: () => Followed;
  readonly find: (shard: string) => LoadedShard | undefined;
  /** many people of the shard were told, and wait to be taken in */
  readonly onMany: (one: LoadedShard) => void;
  readonly takeIn: (one: LoadedShard) => Promise<void>;
}

/** Brings what this process writes into the view of an organization, or has it read where its state isn't sure. */
export function createTakeOwnWrites(deps: TakeOwnWritesDeps) {
  const { now, followed, find, onMany } = deps;
  const underWay = new Set<UnderWay>();

  const follow = ({ ids }: UnderWay, until: number) => {
    for (const id of ids) followed().follow(id, until);
  };

  /** @returns false where they have to be read: which state is newer isn't known */
  const take = ({ shard, sentAt }: UnderWay, written: readonly PersonWrite[] | Newer): boolean => {
    const one = find(shard);
    // It will be read anyway, after these writes.
    if (one === undefined || followed().shard(shard)?.stale === true) return true;
    const at = now();
    if ('segment' in written) {
      const isTaken = one.view.wroteMany(written, sentAt, at);
      onMany(one);
      return isTaken;
    }
    return written.map(({ person }) => one.view.wrote(person, sentAt, at)).every(Boolean);
  };

  const writes: OwnWrites = {
    entry(key) {
      followed().tellOf(key, now());
    },
    sending(shard, ids) {
      const write: UnderWay = { shard, ids, sentAt: now() };
      underWay.add(write);
      return {
        written(written) {
          underWay.delete(write);
          // A reading that began in this millisecond may not have seen it.
          if (!take(write, written)) follow(write, now() + 1);
        },
        conflict() {
          underWay.delete(write);
          follow(write, now() + 1);
        },
        unknown() {
          underWay.delete(write);
          follow(write, now() + followMs);
        },
      };
    },
    async takeIn(shard) {
      const one = find(shard);
      if (one !== undefined) await deps.takeIn(one);
    },
  };

  return {
    writes,
    /** Has the people read of writes that wait for their answer for long. */
    followSlow(at: number): void {
      for (const write of underWay)
        if (at - write.sentAt > slowWriteMs) follow(write, at + followMs);
    },
    /** When the oldest write of a shard was sent that isn't answered; infinite: there is none. */
    unansweredSince(shard: string): number {
      const times = [...underWay].flatMap((write) => (write.shard === shard ? [write.sentAt] : []));
      return Math.min(Number.POSITIVE_INFINITY, ...times);
    },
  };
}
