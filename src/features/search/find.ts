import type { EventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { ViewEntry } from './entry.ts';
import type { NameOrder } from './order.ts';
import { entryAt, indexOfByte, recordAt, type Segment } from './segment.ts';
import { allNeedlesOf, needlesOf, rankOf, ranks, type Rank, type Search } from './search.ts';
import type { ShardView } from './shard-view.ts';

/** With more candidates than this, searching rank by rank is cheaper. */
const maxCandidates = 2_000;
/** A shorter text occurs in too many people's records. */
const minLengthForAll = 3;

interface Asked {
  readonly search: Search;
  readonly wanted: number;
  readonly order: NameOrder;
  readonly eventLoop: EventLoopYield;
  /** whether a segment was replaced since: the answer is then useless, and is aborted */
  readonly isStale: () => boolean;
}

/**
 * The best matches, in order.
 *
 * The segments' records are searched as bytes, at about the cost of reading the memory; only hits are examined
 * closely. With few hits one pass is enough. Otherwise there is one pass per rank, until the page is full.
 */
export async function find(shards: readonly ShardView[], asked: Asked): Promise<ViewEntry[]> {
  const { search, wanted, order } = asked;
  const versions = new Map(shards.map((shard) => [shard, shard.version]));
  const besides = shards.flatMap((shard) =>
    shard.extras.map(({ entry, record }) => ({ entry, rank: rankOf(record, search) })),
  );
  const candidates = await allCandidates(shards, asked, versions);
  const found: ViewEntry[] = [];
  for (const rank of ranks) {
    const matches = besides.filter((extra) => extra.rank === rank).map(({ entry }) => entry);
    for (const [index, shard] of shards.entries()) {
      const version = versions.get(shard) ?? 0;
      const scan = { shard, version, rank, asked, wanted: wanted - found.length };
      const indexes = candidates?.[index]?.get(rank) ?? [];
      const those = candidates === undefined ? await indexesOfRank(scan) : indexes;
      matches.push(...firstOf(those, scan));
      if (asked.isStale()) return [];
    }
    matches.sort((one, other) => order.compare(one, other));
    found.push(...matches.slice(0, wanted - found.length));
    if (found.length >= wanted) break;
  }
  return found;
}

/** All matches by rank, for each shard; undefined when there are too many. */
async function allCandidates(
  shards: readonly ShardView[],
  { search, eventLoop, isStale }: Asked,
  versions: ReadonlyMap<ShardView, number>,
): Promise<ReadonlyMap<Rank, number[]>[] | undefined> {
  if (search.text.length < minLengthForAll) return undefined;
  const needles = allNeedlesOf(search);
  const byShard: Map<Rank, number[]>[] = [];
  let left = maxCandidates;
  for (const shard of shards) {
    const { segment } = shard;
    const byRank = new Map<Rank, number[]>();
    const seen = new Set<number>();
    for (const needle of needles) {
      await eventLoop.yieldIfDue();
      if (isStale()) return undefined;
      for (const index of hitsOf(segment, needle)) {
        left -= 1;
        if (left < 0) return undefined;
        if (seen.has(index)) continue;
        seen.add(index);
        const rank = rankAt(shard, versions.get(shard) ?? 0, index, search);
        if (rank === undefined) continue;
        const those = byRank.get(rank);
        if (those === undefined) byRank.set(rank, [index]);
        else those.push(index);
      }
    }
    byShard.push(byRank);
  }
  return byShard;
}

interface Scan {
  readonly shard: ShardView;
  /** the one in which the search began */
  readonly version: number;
  readonly rank: Rank;
  readonly asked: Asked;
  /** remaining number of results */
  readonly wanted: number;
}

/** A segment's matches of a rank: all, or the first `wanted` ones. */
async function indexesOfRank({ shard, version, rank, asked, wanted }: Scan): Promise<number[]> {
  const { search, order, eventLoop, isStale } = asked;
  const { segment } = shard;
  // They are in the root order, so the first ones are the best; any other order needs all of them.
  const enough = shard.arrangement(order) === undefined ? wanted : Number.POSITIVE_INFINITY;
  const indexes = new Set<number>();
  for (const needle of needlesOf(search, rank)) {
    await eventLoop.yieldIfDue();
    let hits = 0;
    for (const index of hitsOf(segment, needle)) {
      if (eventLoop.isDue()) {
        await eventLoop.yieldIfDue();
        if (isStale()) return [];
      }
      if (indexes.has(index) || rankAt(shard, version, index, search) !== rank) continue;
      indexes.add(index);
      hits += 1;
      if (hits >= enough) break;
    }
  }
  return [...indexes];
}

/** The first of them in the requested order. */
function firstOf(indexes: readonly number[], { shard, asked, wanted }: Scan): ViewEntry[] {
  const places = shard.arrangement(asked.order)?.places;
  const placeOf = (index: number) => places?.[index] ?? index;
  return indexes
    .toSorted((one, other) => placeOf(one) - placeOf(other))
    .slice(0, wanted)
    .map((index) => entryAt(shard.segment, index));
}

function rankAt(
  shard: ShardView,
  version: number,
  index: number,
  search: Search,
): Rank | undefined {
  if (shard.wasBeside(index, version)) return undefined;
  return rankOf(recordAt(shard.segment, index), search);
}

/** The people with these bytes in their record, in the segment's order. */
function* hitsOf(segment: Segment, needle: string): Generator<number> {
  const bytes = Buffer.from(needle);
  for (let at = segment.records.indexOf(bytes); at >= 0;) {
    const index = indexOfByte(segment, at);
    yield index;
    at = segment.records.indexOf(bytes, segment.recordStarts[index + 1] ?? segment.records.length);
  }
}
