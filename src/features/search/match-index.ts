import { fold } from '../../lib/fold.ts';
import { keyHash } from '../../lib/key-hash.ts';
import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import { flag, hintsAt, idAt, type Segment } from './segment.ts';
import {
  addPerson,
  createKeys,
  keysOf,
  maxWithValue,
  readKeys,
  type SegmentKeys,
} from './segment-keys.ts';
import type { ShardView } from './shard-view.ts';

/**
 * People who may have an email or an employee ID, for as many look-ups as a file has rows. The caller has to
 * compare their records.
 */
export interface MatchIndex {
  /** number of people */
  readonly people: number;
  /**
   * Whether anyone may have one of two keys, which are given by their hashes (key-hash.ts).
   * @param keys 0: there is none
   */
  mayHave(keys: { readonly email: number; readonly employeeId: number }): boolean;
  /** Ids of people; at most ten, since a value that more people share identifies none of them. */
  withEmail(email: string): readonly string[];
  /** Ids of people; at most ten. */
  withEmployeeId(employeeId: string): readonly string[];
  /**
   * People of the organization's own accounts who have no phone number, and whose email another person has too: an import may
   * have added them a second time.
   */
  maybeTwice(): readonly string[];
}

/** All emails and employee IDs of a directory in its present state, as hashes: some 24 bytes a person. */
export async function createMatchIndex(shards: readonly ShardView[]): Promise<MatchIndex> {
  const { yieldIfDue } = createEventLoopYield();
  // A segment may be replaced while another is read.
  for (;;) {
    const missing = shards.find(({ segment }) => keysOf(segment) === undefined);
    if (missing === undefined) break;
    await readKeys(missing.segment, yieldIfDue);
  }
  const parts = shards.flatMap(partOf);
  const beside = keysBeside(shards);
  /** Most shards of a small directory are empty. */
  const tables = [...parts.filter(({ segment }) => segment.count > 0), beside];
  const inSegments = parts.reduce(
    (sum, { segment, former }) => sum + segment.count - former.size,
    0,
  );

  const withHash = (key: 'emails' | 'employeeIds', hash: number): string[] => {
    const found: string[] = [];
    for (const { segment, former, ...keys } of parts) {
      keys[key].each(hash, (index) => {
        if (!former.has(index)) found.push(idAt(segment, index));
      });
    }
    beside[key].each(hash, (place) => found.push(beside.ids[place] ?? ''));
    return found.length > maxWithValue ? found.slice(0, maxWithValue) : found;
  };
  return {
    people: inSegments + beside.ids.length,
    mayHave: ({ email, employeeId }) =>
      tables.some(
        (keys) =>
          (email !== 0 && keys.emails.has(email)) ||
          (employeeId !== 0 && keys.employeeIds.has(employeeId)),
      ),
    withEmail: (email) => withHash('emails', keyHash('email', email)),
    withEmployeeId: (id) => withHash('employeeIds', keyHash('employeeId', id)),
    maybeTwice: () => {
      const isShared = ({ email }: { readonly email: number }) =>
        withHash('emails', email).length > 1;
      const there = parts.flatMap(({ segment, former, withoutPhone }) =>
        withoutPhone
          .filter((one) => !former.has(one.place) && isShared(one))
          .map(({ place }) => idAt(segment, place)),
      );
      return [
        ...there,
        ...beside.withoutPhone.filter(isShared).map(({ place }) => beside.ids[place] ?? ''),
      ];
    },
  };
}

interface Part extends SegmentKeys {
  readonly segment: Segment;
  /** indexes of people whose present state is beside the segment */
  readonly former: ReadonlySet<number>;
}

function partOf(shard: ShardView): Part[] {
  const { segment, version } = shard;
  const keys = keysOf(segment);
  if (keys === undefined) return [];
  const former = new Set<number>();
  const { flags } = segment;
  for (let index = 0; index < flags.length; index += 1) {
    if (((flags[index] ?? 0) & flag.outdated) === 0) continue;
    if (shard.wasBeside(index, version)) former.add(index);
  }
  return [{ segment, former, ...keys }];
}

/** The same of those beside the segments, few, with the ids of their places. */
function keysBeside(shards: readonly ShardView[]) {
  const extras = shards.flatMap((shard) => [...shard.extras]);
  const keys = createKeys(extras.length);
  for (const [place, { record, likeness: hints, entry }] of extras.entries())
    addPerson(keys, { record, hints, isLinked: entry.linked }, place);
  return { ...keys, ids: extras.map(({ entry }) => entry.id) };
}

/** Ids of people who are found by a value that a record merged into theirs had; few. */
export function alsoKnownBy(
  shards: readonly ShardView[],
  key: 'emails' | 'employeeIds',
  value: string,
): string[] {
  const wanted = fold(value);
  return shards.flatMap(({ segment, extras }) => {
    const found = extras.flatMap(({ entry, likeness }) =>
      likeness[key].includes(wanted) ? [entry.id] : [],
    );
    for (let index = 0; index < segment.count; index += 1) {
      const bits = segment.flags[index] ?? 0;
      if ((bits & flag.alsoKnown) === 0 || (bits & flag.outdated) !== 0) continue;
      if (hintsAt(segment, index)[key].includes(wanted)) found.push(idAt(segment, index));
    }
    return found;
  });
}
