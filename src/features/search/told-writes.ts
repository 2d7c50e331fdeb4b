import { idsIn, isIn, type Newer } from './merge-segments.ts';
import { bytesOf } from './segment.ts';

/** People whom this process has written in one transaction. Times are milliseconds since 1970. */
export interface Told {
  readonly newer: Newer;
  readonly sentAt: number;
  /** when the store answered */
  readonly at: number;
}

export type ToldWrites = ReturnType<typeof createToldWrites>;

/** Writes of this process, many people each, until their shard’s view takes them in. */
export function createToldWrites() {
  let told: readonly Told[] = [];
  let wroteAt = 0;
  let takenInAt = 0;
  return {
    /** when this process last wrote to the shard, many people or one */
    get wroteAt() {
      return wroteAt;
    },
    /** when the last of those who were taken in was written */
    get takenInAt() {
      return takenInAt;
    },
    wroteOne(at: number): void {
      wroteAt = at;
    },
    get all() {
      return told;
    },
    get bytes() {
      return told.reduce((sum, { newer }) => sum + bytesOf(newer.segment), 0);
    },
    /** number of people */
    get count() {
      const countOf = ({ segment, gone }: Newer) =>
        segment.count + segment.deleted.count + gone.length;
      return told.reduce((sum, { newer }) => sum + countOf(newer), 0);
    },
    /** Whether someone who was written until a time isn't taken in yet. */
    isWaiting: (until: number) => told.some(({ at }) => at <= until),
    /** @returns false when another write of the same people was under way: which is newer isn't known */
    add(newer: Newer, sentAt: number, at: number): boolean {
      wroteAt = at;
      const ids = idsIn(newer);
      const isOverlapping = told.some(
        (other) => other.at >= sentAt && ids.some((id) => isIn(other.newer, id)),
      );
      if (!isOverlapping) told = [...told, { newer, sentAt, at }];
      return !isOverlapping;
    },
    /** @param those the first ones */
    takenIn(those: readonly Told[]): void {
      told = told.slice(those.length);
      takenInAt = Math.max(takenInAt, ...those.map(({ at }) => at));
    },
    /** Keeps what was sent after a reading began. @returns ids of people whom it may have seen or not */
    dropRead(readFrom: number): string[] {
      const before = told.filter(({ sentAt }) => sentAt <= readFrom);
      told = told.filter(({ sentAt }) => sentAt > readFrom);
      return before.flatMap(({ newer, at }) => (at >= readFrom ? idsIn(newer) : []));
    },
  };
}
