import type { EventLoopYield } from '../../lib/yield-to-event-loop.ts';
import { deletedEntry, type DeletedEntry } from './deleted.ts';
import { viewed, type Cursor, type Viewed } from './entry.ts';
import { rootOrder, type NameOrder } from './order.ts';
import { entriesOf } from './packed-deleted.ts';
import { bytesOf, cursorAt, flag, idAt, indexOfId, type Segment } from './segment.ts';
import { searchRecord } from './search.ts';
import { keyBytesOf } from './segment-keys.ts';
import { sortedIndexes } from './sort.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Person } from '../../domain/person.ts';
import { defined } from '../../lib/defined.ts';

/** A person read, or written by this process, after the segment was read. */
interface Later {
  readonly readAt: number;
  /** the version in which they were first beside the segment */
  readonly since: number;
  /** it is what this process wrote, as it was when the store answered */
  readonly isOwn: boolean;
  /** absent: the person is gone */
  readonly etag?: string;
  readonly extra?: Extra;
  readonly deleted?: DeletedEntry;
}

/** A person beside the segment. */
interface Extra extends Viewed {
  readonly record: string;
}

/** An order of a segment's people other than the stored one. */
interface Arrangement {
  /** position in the order -> index in the segment */
  readonly indexes: Uint32Array;
  /** index in the segment -> position in the order */
  readonly places: Uint32Array;
}

/** The people of one shard: a segment, and beside it those read since. */
export interface ShardView {
  readonly segment: Segment;
  readonly extras: readonly Extra[];
  /** the same in an order of names */
  extrasIn(order: NameOrder): readonly Extra[];
  /** deleted people who can still be restored */
  readonly deleted: readonly DeletedEntry[];
  /** number of people read since the segment was */
  readonly laterCount: number;
  /** increases with each change */
  readonly version: number;
  readonly bytes: number;
  /**
   * Whether a person of the segment was beside it already in a version of it. A search that takes its time goes by the
   * version in which it began, or it would miss people who are changed meanwhile.
   */
  wasBeside(index: number, inVersion: number): boolean;
  /**
   * Adds the current state of a person.
   * @returns false when this process has written them since: what was read may be older
   */
  apply(id: string, there: StoredPerson | undefined, readAt: number): boolean;
  /**
   * Adds a person whom this process has written.
   * @param sentAt before the write was sent; @param at when it was answered; both milliseconds since 1970
   * @returns false when they were read meanwhile: which state is newer isn't known
   */
  wrote(person: Person, sentAt: number, at: number): boolean;
  /** Replaces the segment. @returns ids of people that stay beside it because they were read since, to be read again */
  install(segment: Segment): readonly string[];
  /** Prepares an order other than the root order. */
  arrange(order: NameOrder, eventLoop: EventLoopYield): Promise<void>;
  /** undefined for the root order; @throws AppError unless it was prepared */
  arrangement(order: NameOrder): Arrangement | undefined;
  isArranged(order: NameOrder): boolean;
}

/** Other orders that are kept: an organization has few languages. */
const maxArrangements = 4;
const bytesOfExtra = 1_500;
const nobody = { name: '', id: '' };
/** In place of the version of a person whom this process has written: no stored one equals it. */
const writtenEtag = '';

export function createShardView(first: Segment): ShardView {
  let segment = first;
  let later = new Map<string, Later>();
  let extras: readonly Extra[] | undefined = [];
  let version = 0;
  let sorted: { key: string; version: number; extras: readonly Extra[] } | undefined;
  let arrangements = new Map<string, Arrangement>();

  const outdate = (id: string) => {
    const index = indexOfId(segment, id);
    if (index !== undefined) segment.flags[index] = (segment.flags[index] ?? 0) | flag.outdated;
  };

  const add = (
    id: string,
    there: Person | StoredPerson | undefined,
    readAt: number,
    isOwn: boolean,
  ) => {
    const { since } = later.get(id) ?? { since: version + 1 };
    if (!later.has(id)) outdate(id);
    const extra = extraOf(there);
    const deleted = there === undefined ? undefined : deletedEntry(there);
    const etag = there !== undefined && 'etag' in there && !isOwn ? there.etag : writtenEtag;
    const known = there === undefined ? {} : { etag };
    later.set(id, { readAt, since, isOwn, ...known, ...defined({ extra, deleted }) });
    extras = undefined;
    version += 1;
  };

  const view: ShardView = {
    get segment() {
      return segment;
    },
    get extras() {
      extras ??= [...later.values()].flatMap(({ extra }) => extra ?? []);
      return extras;
    },
    extrasIn(order) {
      if (sorted?.key === order.key && sorted.version === version) return sorted.extras;
      // Those that stand in the order already come first: sorting is quick then.
      const before = sorted?.key === order.key ? sorted.extras : [];
      const kept = before.filter((extra) => later.get(extra.entry.id)?.extra === extra);
      const isKept = new Set(kept);
      const all = [...kept, ...view.extras.filter((extra) => !isKept.has(extra))];
      all.sort((one, other) => order.compare(one.entry, other.entry));
      sorted = { key: order.key, version, extras: all };
      return all;
    },
    get deleted() {
      const all = entriesOf(segment.deleted);
      const kept = later.size === 0 ? all : all.filter(({ id }) => !later.has(id));
      const since = [...later.values()].flatMap(({ deleted }) => deleted ?? []);
      return [...kept, ...since];
    },
    wasBeside(index, inVersion) {
      if (((segment.flags[index] ?? 0) & flag.outdated) === 0) return false;
      return (later.get(idAt(segment, index))?.since ?? 0) <= inVersion;
    },
    get laterCount() {
      return later.size;
    },
    get version() {
      return version;
    },
    get bytes() {
      const arranged = [...arrangements.values()].reduce(
        (sum, { indexes, places }) => sum + indexes.byteLength + places.byteLength,
        0,
      );
      return bytesOf(segment) + keyBytesOf(segment) + later.size * bytesOfExtra + arranged;
    },
    apply(id, there, readAt) {
      const known = later.get(id);
      if (known?.isOwn === true && known.readAt >= readAt) return false;
      const isSame = known?.isOwn === false && known.etag === there?.etag;
      if (isSame) later.set(id, { ...known, readAt });
      else add(id, there, readAt, false);
      return true;
    },
    wrote(person, sentAt, at) {
      const known = later.get(person.id);
      if (Math.max(segment.readFrom, known?.readAt ?? 0) >= sentAt) {
        // From now on only what is read counts.
        if (known !== undefined) later.set(person.id, { ...known, isOwn: false });
        return false;
      }
      add(person.id, person, at, true);
      return true;
    },
    install(next) {
      segment = next;
      arrangements = new Map();
      later = new Map([...later].filter(([, { readAt }]) => readAt >= next.readFrom));
      for (const id of later.keys()) outdate(id);
      extras = undefined;
      version += 1;
      return [...later].flatMap(([id, { isOwn }]) => (isOwn ? [] : [id]));
    },
    async arrange(order, eventLoop) {
      if (order === rootOrder || arrangements.has(order.key)) return;
      const of = segment;
      const cursors: Cursor[] = [];
      for (let index = 0; index < of.count; index += 1) {
        cursors.push(cursorAt(of, index));
        if (index % 256 === 0) await eventLoop.yieldIfDue();
      }
      const cursor = (index: number) => cursors[index] ?? nobody;
      const indexes = await sortedIndexes(
        of.count,
        (one, other) => order.compare(cursor(one), cursor(other)),
        eventLoop,
      );
      const places = new Uint32Array(of.count);
      indexes.forEach((index, place) => (places[index] = place));
      if (of !== segment) return;
      const [oldest] = arrangements.keys();
      if (arrangements.size >= maxArrangements && oldest !== undefined) arrangements.delete(oldest);
      arrangements.set(order.key, { indexes, places });
    },
    isArranged: (order) => order === rootOrder || arrangements.has(order.key),
    arrangement: (order) => (order === rootOrder ? undefined : arrangements.get(order.key)),
  };
  return view;
}

function extraOf(there: Person | undefined): Extra | undefined {
  const person = there === undefined ? undefined : viewed(there);
  return person === undefined ? undefined : { ...person, record: searchRecord(person) };
}
