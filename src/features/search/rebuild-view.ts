import { setTimeout as pause } from 'node:timers/promises';
import { shards } from '../../domain/person-id.ts';
import { defined } from '../../lib/defined.ts';
import type { OrganizationView } from './organization-view.ts';
import type { ChangeReader, SegmentStore } from './ports.ts';
import type { ShardReader } from './read-shard.ts';
import { decodeSegment, encodeSegment, readFromOf } from './segment-file.ts';
import type { Segment } from './segment.ts';

/** Longer than any segment is used without being read again (organization-view.ts). */
const notesKeptMs = 7 * 24 * 3_600_000;
/** How often a segment is written again when concurrent writes win. */
const maxRounds = 5;
const maxPurges = 100;
const maxRebuildMs = 3_600_000;
/** A rebuild gives way to this process's imports, but not forever: without it, each process reads everything itself. */
const maxGivingWayMs = 120_000;
const lookEveryMs = 250;

interface RebuildDeps {
  readonly reader: ShardReader;
  readonly segments: SegmentStore;
  readonly changes: ChangeReader;
  readonly now: () => number;
  /** whether an import is running in this process */
  readonly isBusy: () => boolean;
  /** the organization's view in this process's memory, if it is there */
  readonly loaded: (tenant: string) => OrganizationView | undefined;
}

/** Reads all people of an organization again and writes all segments; may run in several processes at once. */
export async function rebuildView(
  deps: RebuildDeps,
  tenant: string,
  signal?: AbortSignal,
): Promise<void> {
  const { changes, now, isBusy } = deps;
  const since = now();
  const patienceEnds = performance.now() + maxGivingWayMs;
  // One by one: with two at a time, turns beside it take half as long again, and it is done only a fifth sooner.
  for (const shard of shards) {
    signal?.throwIfAborted();
    const known = await deps.loaded(tenant)?.whole(shard);
    while (known === undefined && isBusy() && performance.now() < patienceEnds) {
      await pause(lookEveryMs, undefined, defined({ signal }));
    }
    signal?.throwIfAborted();
    await rebuildShard(deps, tenant, shard, since, known, signal);
  }
  const before = now() - notesKeptMs;
  for (let round = 0; round < maxPurges; round += 1) {
    signal?.throwIfAborted();
    if ((await changes.purge(tenant, before)) === 0) return;
  }
}

/**
 * @param since milliseconds since 1970: a segment read later is good enough
 * @param known the shard's people, where this process knows them all
 */
async function rebuildShard(
  { reader, segments, loaded }: RebuildDeps,
  tenant: string,
  shard: string,
  since: number,
  known: Segment | undefined,
  signal?: AbortSignal,
): Promise<void> {
  const segment =
    known ??
    loaded(tenant)?.partReadAfter(shard, since) ??
    (await reader.read(tenant, shard, signal));
  const { readFrom } = segment;
  const bytes = await encodeSegment(segment);
  for (let round = 1; round <= maxRounds; round += 1) {
    signal?.throwIfAborted();
    const there = await segments.read(tenant, shard);
    const over = there === undefined || there === 'same' ? undefined : there;
    // Another process started later and finished earlier: its segment is newer.
    if (over !== undefined && (await isNewer(over.bytes, readFrom))) return;
    const written = await segments.write(tenant, shard, bytes, over?.etag);
    if (written === 'conflict') continue;
    loaded(tenant)?.install(shard, segment, written.etag);
    return;
  }
}

/** Whether a stored segment was read later and is usable: a damaged one, or one from the future, isn't. */
async function isNewer(bytes: Buffer, readFrom: number): Promise<boolean> {
  const theirs = readFromOf(bytes) ?? 0;
  if (theirs <= readFrom || theirs > readFrom + maxRebuildMs) return false;
  return (await decodeSegment(bytes)) !== undefined;
}
