import type { Breather } from './breathe.ts';
import type { ViewEntry } from './entry.ts';
import type { NameOrder } from './order.ts';
import { entryAt, flag, indexOfByte, recordAt, type Part } from './part.ts';
import { needlesOf, rankOf, ranks, type Rank, type Search } from './search.ts';
import type { ShardView } from './shard-view.ts';

/**
 * The best matches, in their order; one more than asked for says that there are more.
 *
 * Rank by rank, since most searches are answered by the better ones. Each is looked for in the parts' records as bytes, which
 * costs about what reading the memory costs; only who is hit is looked at closely.
 *
 * @param isStale whether the shards have changed since: then the answer is good for nothing, and is cut short
 */
export async function find(
  shards: readonly ShardView[],
  search: Search,
  wanted: number,
  { order, breather, isStale }: { order: NameOrder; breather: Breather; isStale: () => boolean },
): Promise<ViewEntry[]> {
  const found: ViewEntry[] = [];
  const extras = shards.flatMap((shard) =>
    shard.extras.map(({ entry, record }) => ({ entry, rank: rankOf(record, search) })),
  );
  for (const rank of ranks) {
    const matches = extras.filter((extra) => extra.rank === rank).map(({ entry }) => entry);
    for (const shard of shards) {
      const scan = { shard, search, rank, wanted: wanted - found.length, order };
      matches.push(...(await matchesIn(scan, breather, isStale)));
      if (isStale()) return [];
    }
    matches.sort((one, other) => order.compare(one, other));
    found.push(...matches.slice(0, wanted - found.length));
    if (found.length >= wanted) break;
  }
  return found;
}

interface Scan {
  readonly shard: ShardView;
  readonly search: Search;
  readonly rank: Rank;
  readonly wanted: number;
  readonly order: NameOrder;
}

/** The first of a part's matches of a rank, by the order. */
async function matchesIn(
  scan: Scan,
  breather: Breather,
  isStale: () => boolean,
): Promise<ViewEntry[]> {
  const { shard, search, rank, wanted, order } = scan;
  const { part } = shard;
  const arrangement = shard.arrangement(order);
  await breather.breathe();
  if (isStale()) return [];
  const indexes = new Set<number>();
  for (const needle of needlesOf(search, rank)) {
    let hits = 0;
    for (const index of hitsOf(part, needle)) {
      if (breather.due()) {
        await breather.breathe();
        if (isStale()) return [];
      }
      if (indexes.has(index) || !isMatch(part, index, search, rank)) continue;
      indexes.add(index);
      hits += 1;
      // They lie in the root order, so the first are the best; for another order all have to be seen.
      if (arrangement === undefined && hits >= wanted) break;
    }
  }
  const placeOf = (index: number) => arrangement?.places[index] ?? index;
  return [...indexes]
    .sort((one, other) => placeOf(one) - placeOf(other))
    .slice(0, wanted)
    .map((index) => entryAt(part, index));
}

function isMatch(part: Part, index: number, search: Search, rank: Rank): boolean {
  if (((part.flags[index] ?? 0) & flag.outdated) !== 0) return false;
  return rankOf(recordAt(part, index), search) === rank;
}

/** Who has these bytes in their record, in the part's order. */
function* hitsOf(part: Part, needle: string): Generator<number> {
  const bytes = Buffer.from(needle);
  for (let at = part.records.indexOf(bytes); at >= 0;) {
    const index = indexOfByte(part, at);
    yield index;
    at = part.records.indexOf(bytes, part.recordStarts[index + 1] ?? part.records.length);
  }
}
