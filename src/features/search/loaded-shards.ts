import { shards as shardNames } from '../../domain/person-id.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import type { Log } from '../../log.ts';
import { followMs } from './follow-changes.ts';
import type { SegmentStore } from './ports.ts';
import type { ShardReader } from './read-shard.ts';
import { decodeSegment, encodeSegment } from './segment-file.ts';
import type { Segment } from './segment.ts';
import { createShardView, type ShardView } from './shard-view.ts';

/** Change feed entries are kept for a week (rebuild-view.ts); a segment nearly as old may lack some. */
export const oldestPartMs = 6 * 24 * 3_600_000;
const loadsAtOnce = 4;

/** A shard of an organization's view in this process's memory. */
export interface LoadedShard {
  readonly shard: string;
  readonly view: ShardView;
  /** version of the stored segment, if known */
  etag: string | undefined;
  /** when the last re-reading ended, and how long it took */
  endedAt: number;
  tookMs: number;
  /** it is being read */
  isRead: boolean;
  /** because of a change feed entry */
  catchingUp: boolean;
}

export interface LoadDeps {
  readonly shards: ShardReader;
  readonly segments: SegmentStore;
  readonly now: () => number;
  readonly log?: Log;
}

/** Loads an organization's segments, and reads the shards whose segment is missing, damaged or too old. */
export async function loadShards(tenant: string, deps: LoadDeps): Promise<readonly LoadedShard[]> {
  const { shards, segments, now, log } = deps;
  const loaded = new Map<string, LoadedShard>();
  await forEachConcurrent(shardNames, loadsAtOnce, async (shard) => {
    const kept = await segments.read(tenant, shard);
    const there = kept === undefined || kept === 'same' ? undefined : kept;
    const segment = there === undefined ? undefined : await decodeSegment(there.bytes);
    const usable = segment !== undefined && isUsable(segment, now());
    if (segment === undefined)
      log?.info({ shard, there: there !== undefined }, 'a segment of the view is rebuilt');
    const made = usable ? segment : await shards.read(tenant, shard);
    const one: LoadedShard = {
      shard,
      view: createShardView(made),
      etag: there?.etag,
      endedAt: 0,
      tookMs: 0,
      isRead: false,
      catchingUp: false,
    };
    loaded.set(shard, one);
    if (!usable) keepSegment(tenant, deps, one, await encodeSegment(made));
  });
  return shardNames.flatMap((shard) => loaded.get(shard) ?? []);
}

/** Stores a segment for other processes, in the background; a failure does no harm. */
export function keepSegment(
  tenant: string,
  { segments, log }: LoadDeps,
  one: LoadedShard,
  bytes: Buffer,
): void {
  segments
    .write(tenant, one.shard, bytes, one.etag)
    .then((written) => {
      if (written !== 'conflict') one.etag = written.etag;
    })
    .catch((err: unknown) =>
      log?.warn({ err, shard: one.shard }, 'a segment of the view could not be stored'),
    );
}

/** A segment from the future was built by a process with a wrong clock: it may lack any change. */
function isUsable({ readFrom, rebuiltFrom }: Segment, now: number): boolean {
  const age = now - readFrom;
  return age > -followMs && Math.max(age, now - rebuiltFrom) < oldestPartMs;
}
