import type { EventLoopYield } from '../../lib/yield-to-event-loop.ts';
import { arrangementOf, createArrangements, type Arrangement } from './arrangement.ts';
import { deletedEntry, type DeletedEntry } from './deleted.ts';
import { extraOf, packLater, type Extra, type Later } from './later.ts';
import { idsIn, isIn, mergeSegments, type Newer } from './merge-segments.ts';
import type { NameOrder } from './order.ts';
import { entriesOf } from './packed-deleted.ts';
import { bytesOf, flag, idAt, indexOfId, type Segment } from './segment.ts';
import { keyBytesOf } from './segment-keys.ts';
import { createToldWrites, type Told, type ToldWrites } from './told-writes.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Person } from '../../domain/person.ts';
import { defined } from '../../lib/defined.ts';

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
  /** the same, but for a segment of just these people: what was worked out from them stays true */
  readonly peopleVersion: number;
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
  /** The same of many, who appear when they are taken in. */
  wroteMany(newer: Newer, sentAt: number, at: number): boolean;
  /** what is to be taken in */
  readonly told: Pick<ToldWrites, 'count' | 'isWaiting' | 'wroteAt' | 'takenInAt'>;
  /** Takes in whom this process has written. @returns ids of people to be read: which state of them is newer isn't known */
  takeIn(eventLoop: EventLoopYield): Promise<readonly string[]>;
  /**
   * Makes one segment of all its people.
   * @param readFrom a time, everything written before which it has; milliseconds since 1970
   * @returns undefined when it was replaced meanwhile
   */
  whole(readFrom: number, eventLoop: EventLoopYield): Promise<Segment | undefined>;
  /** Replaces the segment. @returns ids of people that stay beside it because they were read since, to be read again */
  install(segment: Segment): readonly string[];
  /** Prepares an order other than the root order. */
  arrange(order: NameOrder, eventLoop: EventLoopYield): Promise<void>;
  /** undefined for the root order; @throws AppError unless it was prepared */
  arrangement(order: NameOrder): Arrangement | undefined;
  isArranged(order: NameOrder): boolean;
}

const bytesOfExtra = 1_500;
/** In place of the version of a person whom this process has written: no stored one equals it. */
const writtenEtag = '';

export function createShardView(first: Segment): ShardView {
  let segment = first;
  let later = new Map<string, Later>();
  let extras: readonly Extra[] | undefined = [];
  let [version, peopleVersion] = [0, 0];
  /** segments of all its people, with the version in which they were made */
  const made = new WeakMap<Segment, number>();
  let sorted: { key: string; version: number; extras: readonly Extra[] } | undefined;
  let arrangements = createArrangements();
  const told = createToldWrites();

  const replace = (next: Segment, beside: Map<string, Later>) => {
    segment = next;
    arrangements = createArrangements();
    later = beside;
    for (const id of later.keys()) outdate(segment, id);
    extras = undefined;
    if (made.get(next) !== version) peopleVersion += 1;
    version += 1;
  };

  /** From now on only what is read of these people counts. */
  const leaveToReading = (ids: readonly string[]) => {
    for (const id of ids) {
      const known = later.get(id);
      if (known !== undefined) later.set(id, { ...known, isOwn: false });
    }
  };

  const add = (
    id: string,
    there: Person | StoredPerson | undefined,
    readAt: number,
    isOwn: boolean,
  ) => {
    const { since } = later.get(id) ?? { since: version + 1 };
    if (!later.has(id)) outdate(segment, id);
    later.set(id, { readAt, since, isOwn, ...stateOf(there, isOwn) });
    extras = undefined;
    version += 1;
    peopleVersion += 1;
  };

  const view: ShardView = {
    told,
    get segment() {
      return segment;
    },
    get extras() {
      extras ??= [...later.values()].flatMap(({ extra }) => extra ?? []);
      return extras;
    },
    extrasIn(order) {
      if (sorted?.key === order.key && sorted.version === version) return sorted.extras;
      const before = sorted?.key === order.key ? sorted.extras : [];
      const all = sortedAgain(before, view.extras, order);
      sorted = { key: order.key, version, extras: all };
      return all;
    },
    get deleted() {
      return deletedIn(segment, later);
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
    get peopleVersion() {
      return peopleVersion;
    },
    get bytes() {
      const beside = later.size * bytesOfExtra + told.bytes;
      return bytesOf(segment) + keyBytesOf(segment) + beside + arrangements.bytes;
    },
    apply(id, there, readAt) {
      const known = later.get(id);
      if (known?.isOwn === true && known.readAt >= readAt) return false;
      if (known?.isOwn === false && known.etag === there?.etag) later.set(id, { ...known, readAt });
      else add(id, there, readAt, false);
      return true;
    },
    wrote(person, sentAt, at) {
      told.wroteOne(at);
      const known = later.get(person.id);
      const takenIn = known === undefined ? told.takenInAt - 1 : known.readAt;
      if (Math.max(segment.readFrom, takenIn) >= sentAt) {
        leaveToReading([person.id]);
        return false;
      }
      add(person.id, person, at, true);
      return true;
    },
    wroteMany(newer, sentAt, at) {
      const isClear = Math.max(segment.readFrom, told.takenInAt - 1) < sentAt;
      if (isClear && told.add(newer, sentAt, at)) return true;
      leaveToReading(idsIn(newer));
      return false;
    },
    async takeIn(eventLoop) {
      const [of, those] = [segment, told.all];
      if (those.length === 0) return [];
      const newer = those.map((one) => one.newer);
      const merged = await mergeSegments(of, newer, eventLoop);
      // It was read meanwhile, or taken in by another query.
      if (of !== segment) return [];
      told.takenIn(those);
      const { replaced, unclear } = besidesWritten(later, those);
      replace(merged, new Map([...later].filter(([id]) => !replaced.has(id))));
      leaveToReading(unclear);
      return unclear;
    },
    async whole(readFrom, eventLoop) {
      const [of, inVersion] = [segment, version];
      const all = { ...(await withLater(of, later, eventLoop)), readFrom };
      if (of !== segment || told.isWaiting(readFrom)) return undefined;
      made.set(all, inVersion);
      return all;
    },
    install(next) {
      const unclear = told.dropRead(next.readFrom);
      replace(next, new Map([...later].filter(([, { readAt }]) => readAt >= next.readFrom)));
      leaveToReading(unclear);
      return [...[...later].flatMap(([id, { isOwn }]) => (isOwn ? [] : [id])), ...unclear];
    },
    async arrange(order, eventLoop) {
      if (arrangements.has(order)) return;
      const of = segment;
      const arrangement = await arrangementOf(of, order, eventLoop);
      if (of === segment) arrangements.keep(order, arrangement);
    },
    isArranged: (order) => arrangements.has(order),
    arrangement: (order) => arrangements.of(order),
  };
  return view;
}

/** A segment of its own with the people beside it. */
async function withLater(
  segment: Segment,
  later: ReadonlyMap<string, Later>,
  eventLoop: EventLoopYield,
): Promise<Segment> {
  // The flags of the view change with each person who comes beside it.
  if (later.size === 0) return { ...segment, flags: segment.flags.slice() };
  return mergeSegments(segment, [await packLater(later, eventLoop)], eventLoop);
}

function stateOf(there: Person | StoredPerson | undefined, isOwn: boolean) {
  if (there === undefined) return {};
  const etag = 'etag' in there && !isOwn ? there.etag : writtenEtag;
  return { etag, ...defined({ extra: extraOf(there), deleted: deletedEntry(there) }) };
}

function outdate(segment: Segment, id: string): void {
  const index = indexOfId(segment, id);
  const { flags } = segment;
  if (index !== undefined) flags[index] = (flags[index] ?? 0) | flag.outdated;
}

function deletedIn(segment: Segment, later: ReadonlyMap<string, Later>): DeletedEntry[] {
  const all = entriesOf(segment.deleted);
  const kept = later.size === 0 ? all : all.filter(({ id }) => !later.has(id));
  return [...kept, ...[...later.values()].flatMap(({ deleted }) => deleted ?? [])];
}

/** Those that stand in the order already come first: sorting is quick then. */
function sortedAgain(
  before: readonly Extra[],
  present: readonly Extra[],
  order: NameOrder,
): readonly Extra[] {
  const isPresent = new Set(present);
  const kept = before.filter((extra) => isPresent.has(extra));
  const isKept = new Set(kept);
  const all = [...kept, ...present.filter((extra) => !isKept.has(extra))];
  return all.sort((one, other) => order.compare(one.entry, other.entry));
}

/** The people beside a segment whose state what was written replaces, and those of whom it isn't known which is newer. */
function besidesWritten(later: ReadonlyMap<string, Later>, written: readonly Told[]) {
  const replaced = new Set<string>();
  const unclear: string[] = [];
  for (const [id, { readAt }] of later) {
    const newest = written.findLast((one) => isIn(one.newer, id));
    if (newest === undefined || readAt > newest.at) continue;
    if (readAt < newest.sentAt) replaced.add(id);
    else unclear.push(id);
  }
  return { replaced, unclear };
}
