import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { AttributeKey } from '../../domain/attributes.ts';
import { contentHash, shardOf } from '../../domain/person-id.ts';
import {
  classifyRow,
  networkOf,
  withoutLocked,
  type PlanLine,
  type PlannedRow,
  type Target,
} from './plan-line.ts';
import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import type { LateRejection } from './late-rejections.ts';

/** Up to this many rows, asking for each person is faster than reading the hashes of the whole range. */
const fewRows = 100;
/** This many rows take a millisecond. */
const rowsInOneGo = 100;
/** Measured on the embedded store: one point read costs as much as scanning some twenty people. */
const scannedForOneRead = 20;

export interface Comparing {
  readonly tenant: string;
  /** a shard, or a part of one whose ids begin alike */
  readonly range: string;
  readonly target: Target;
  readonly people: PeopleStore;
  readonly signal?: AbortSignal;
  onLine(line: PlanLine): void | Promise<void>;
  onUnchanged(rows: number): void;
  onRejected(rejection: LateRejection): void;
  /** The row counts, except for these values, which only Entra may change. */
  onLocked(row: PlannedRow, fields: readonly AttributeKey[]): void;
}

/**
 * Compares the rows of one range with the existing people. Reads as little as possible: ids and hashes, and
 * whole people only where hashes differ.
 * @param rows sorted by id, each id once
 */
export async function compareRange(
  rows: readonly PlannedRow[],
  comparing: Comparing,
): Promise<void> {
  if (rows.length === 0) return;
  if (rows.length <= fewRows) return comparePointwise(rows, comparing);
  const { differing, scanned } = await compareHashes(rows, comparing);
  if (differing.length * scannedForOneRead <= scanned)
    return comparePointwise(differing, comparing);
  return compareScanned(differing, comparing);
}

/** Merges two sorted sequences: rows, and the hashes of the range. Rows without a person are additions. */
async function compareHashes(
  rows: readonly PlannedRow[],
  comparing: Comparing,
): Promise<{ differing: PlannedRow[]; scanned: number }> {
  const { people, tenant, range, target, signal } = comparing;
  const { yieldIfDue } = createEventLoopYield();
  const differing: PlannedRow[] = [];
  let scanned = 0;
  let next = 0;
  let unchanged = 0;
  for await (const page of people.scanHashes(tenant, range, signal)) {
    scanned += page.length;
    for (const known of page) {
      let row = rows[next];
      while (row !== undefined && row.id < known.id) {
        await decide(row, undefined, comparing);
        row = rows[++next];
      }
      if (row?.id !== known.id) continue;
      // A row that is marked as deleted isn't unchanged, even if the person is as it says.
      const isAlike =
        row.deleted !== true && contentHash(networkOf(row, target), row.fields) === known.hash;
      if (isAlike) unchanged += 1;
      else differing.push(row);
      next += 1;
    }
    if (next >= rows.length) break;
    await yieldIfDue();
  }
  await decideAdditions(rows.slice(next), comparing);
  comparing.onUnchanged(unchanged);
  return { differing, scanned };
}

async function comparePointwise(rows: readonly PlannedRow[], comparing: Comparing): Promise<void> {
  for (let start = 0; start < rows.length; start += fewRows) {
    comparing.signal?.throwIfAborted();
    const batch = rows.slice(start, start + fewRows);
    const ids = batch.map((row) => row.id);
    const existing = await comparing.people.read(comparing.tenant, shardOf(comparing.range), ids);
    for (const row of batch) await decide(row, existing.get(row.id), comparing);
  }
}

async function compareScanned(rows: readonly PlannedRow[], comparing: Comparing): Promise<void> {
  const { people, tenant, range, signal } = comparing;
  let next = 0;
  for await (const page of people.scan(tenant, range, signal)) {
    for (const person of page) {
      let row = rows[next];
      while (row !== undefined && row.id < person.id) {
        await decide(row, undefined, comparing);
        row = rows[++next];
      }
      if (row?.id !== person.id) continue;
      await decide(row, person, comparing);
      next += 1;
    }
    if (next >= rows.length) break;
  }
  await decideAdditions(rows.slice(next), comparing);
}

/** The rows after the last existing person. */
async function decideAdditions(rows: readonly PlannedRow[], comparing: Comparing): Promise<void> {
  const { yieldIfDue } = createEventLoopYield();
  for (const [index, row] of rows.entries()) {
    if (index % rowsInOneGo === 0) await yieldIfDue();
    await decide(row, undefined, comparing);
  }
}

async function decide(
  sent: PlannedRow,
  existing: StoredPerson | undefined,
  comparing: Comparing,
): Promise<void> {
  const { row, locked } = withoutLocked(sent, existing);
  const classification = classifyRow(row, existing, comparing.target);
  const isTaken = typeof classification === 'string' && classification !== 'bring-back';
  if (isTaken && locked.length > 0) comparing.onLocked(row, locked);
  if (classification === 'unchanged') {
    comparing.onUnchanged(1);
    return;
  }
  if (classification === 'add') return comparing.onLine({ type: 'add', row });
  if (typeof classification === 'string') {
    // `judge` says these two only of someone who is there.
    if (existing !== undefined)
      await comparing.onLine({ type: classification, row, before: existing });
    return;
  }
  const { rejected: reason, column } = classification;
  comparing.onRejected({
    line: row.line,
    record: row.record,
    reason,
    ...(column !== undefined && { column }),
    ...(row.leftOut !== undefined && { valuesLeftOut: row.leftOut }),
  });
}
