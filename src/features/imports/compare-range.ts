import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import { isSomebodyElse } from '../../domain/match-keys.ts';
import { contentHash, createHashOfJson } from '../../domain/person-id.ts';
import {
  classifyRow,
  networkOf,
  withoutKept,
  type Kept,
  type PlanLine,
  type PlannedRow,
  type Target,
} from './plan-line.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { KeptRow } from './kept-rows.ts';
import type { LateRejection } from './late-rejections.ts';
import { fewPeople, meetNobody, meetPeople, type Meeting } from './meet-people.ts';

export interface Comparing extends Meeting {
  readonly target: Target;
  /**
   * Takes a row of nobody who is there, if nothing has to be known of it but its bytes.
   * @returns false: its values have to be read
   */
  takeNew(row: KeptRow): boolean | Promise<void>;
  onLine(line: PlanLine): void | Promise<void>;
  onUnchanged(rows: number): void;
  /** A row that is marked as deleted, and rightly so. */
  onGone(): void;
  onRejected(rejection: LateRejection, row: PlannedRow): void;
  /** Whether another row of the file may have the same email or employee ID. */
  mayBeTwin(row: PlannedRow): boolean;
  /** The row counts, except for these values. */
  onKept(row: PlannedRow, kept: readonly Kept[]): void;
}

/**
 * Compares the rows of one range with the existing people. Reads as little as possible: ids and hashes, and
 * whole people only where hashes differ.
 * @param rows sorted by id, each id once
 */
export async function compareRange(rows: readonly KeptRow[], comparing: Comparing): Promise<void> {
  if (rows.length === 0) return;
  const each = (row: KeptRow, existing: StoredPerson | undefined) =>
    decide(row.read(), existing, comparing);
  if (rows.length <= fewPeople) return meetPeople(rows, comparing, each);
  const { differing, scanned } = await compareHashes(rows, comparing);
  return meetPeople(differing, comparing, each, scanned);
}

/** Merges two sorted sequences: rows, and the hashes of the range. Rows without a person are additions. */
async function compareHashes(
  rows: readonly KeptRow[],
  comparing: Comparing,
): Promise<{ differing: KeptRow[]; scanned: number }> {
  const { people, tenant, range, target, signal } = comparing;
  const { isDue, yieldIfDue } = createEventLoopYield();
  const hashOfJson = createHashOfJson(target.network);
  const differing: KeptRow[] = [];
  const meetNew = (kept: KeptRow) => {
    const taken = comparing.takeNew(kept);
    if (taken === false) return decide(kept.read(), undefined, comparing);
    return taken === true ? undefined : taken;
  };
  let scanned = 0;
  let next = 0;
  let unchanged = 0;
  for await (const page of people.scanHashes(tenant, range, signal)) {
    scanned += page.length;
    for (const known of page) {
      let kept = rows[next];
      while (kept !== undefined && kept.id < known.id) {
        const wait = meetNew(kept);
        if (wait !== undefined) await wait;
        kept = rows[++next];
      }
      if (kept?.id !== known.id) continue;
      const { bytes } = kept;
      const inBytes = bytes?.hasOnlyValues === true;
      const hash = inBytes ? hashOfJson(bytes.json, bytes.fieldsAt) : undefined;
      const isAlike = (hash ?? hashOf(kept.read(), target)) === known.hash;
      if (isAlike) unchanged += 1;
      else differing.push(kept);
      next += 1;
      if (isDue()) await yieldIfDue();
    }
    if (next >= rows.length) break;
  }
  await meetNobody(rows.slice(next), meetNew);
  comparing.onUnchanged(unchanged);
  return { differing, scanned };
}

/** undefined: a row that is marked as deleted isn't unchanged, even if the person is as it says. */
function hashOf(row: PlannedRow, target: Target): string | undefined {
  return row.deleted === true ? undefined : contentHash(networkOf(row, target), row.fields);
}

function decide(
  sent: PlannedRow,
  existing: StoredPerson | undefined,
  comparing: Comparing,
): void | Promise<void> {
  const { row, kept } = withoutKept(sent, existing);
  const classification = classifyRow(row, existing, comparing.target);
  if (classification === 'add') return comparing.onLine({ type: 'add', row });
  const isTaken = typeof classification === 'string' && classification !== 'bring-back';
  // Values that come from Entra are taken out of a row. Without its name, email and employee ID, a row would always match
  // the person who has its phone number, so the row as it was sent is compared.
  const isByPhone = sent.deleted !== true && sent.found === undefined;
  if (isTaken && kept.length > 0 && isByPhone && existing !== undefined) {
    if (isSomebodyElse(existing.fields, sent.fields))
      return comparing.onLine({ type: 'update', row: sent, before: existing });
  }
  if (isTaken && kept.length > 0) comparing.onKept(row, kept);
  // The email or ID isn't taken over, but it tells that another row is the same person's.
  const isKeyKept = kept.some(({ field }) => field === 'email' || field === 'employeeId');
  if (isTaken && isKeyKept && existing !== undefined && comparing.mayBeTwin(sent))
    return comparing.onLine({ type: 'update', row: sent, before: existing });
  if (classification === 'unchanged') {
    if (row.deleted === true) comparing.onGone();
    else comparing.onUnchanged(1);
    return;
  }
  if (typeof classification === 'string') {
    // `judge` says these two only of someone who is there.
    return existing === undefined
      ? undefined
      : comparing.onLine({ type: classification, row, before: existing });
  }
  const { rejected: reason, column } = classification;
  const rejection: LateRejection = {
    line: row.line,
    record: row.record,
    reason,
    ...(column !== undefined && { column }),
    ...(row.leftOut !== undefined && { valuesLeftOut: row.leftOut }),
  };
  comparing.onRejected(rejection, row);
}
