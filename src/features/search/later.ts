import type { Person } from '../../domain/person.ts';
import type { EventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { DeletedEntry } from './deleted.ts';
import { viewed, type Viewed } from './entry.ts';
import type { Newer } from './merge-segments.ts';
import { searchRecord } from './search.ts';
import { packSegment } from './segment.ts';

/** A person read, or written by this process, after the segment was read. */
export interface Later {
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
export interface Extra extends Viewed {
  readonly record: string;
}

export function extraOf(there: Person | undefined): Extra | undefined {
  const person = there === undefined ? undefined : viewed(there);
  return person === undefined ? undefined : { ...person, record: searchRecord(person) };
}

/** People beside a segment, in its form. */
export async function packLater(
  later: ReadonlyMap<string, Later>,
  eventLoop: EventLoopYield,
): Promise<Newer> {
  const all = [...later.values()];
  const extras = all.flatMap(({ extra }) => extra ?? []);
  const deleted = all.flatMap((one) => one.deleted ?? []);
  const gone = [...later].flatMap(([id, one]) =>
    one.extra === undefined && one.deleted === undefined ? [id] : [],
  );
  return { segment: await packSegment(extras, 0, eventLoop, deleted), gone };
}
