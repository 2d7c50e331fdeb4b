import { changesOf, merged } from '../../domain/compare.ts';
import { isSomebodyElse } from '../../domain/match-keys.ts';
import { maxHistoryLength, type Actor, type Person } from '../../domain/person.ts';
import {
  classifyRow,
  networkOf,
  saidOf,
  withoutKept,
  type PlanLine,
  type PlannedRow,
  type Target,
} from './plan-line.ts';
import type { PeopleStore, PersonWrite, StoredPerson } from '../../domain/people-store.ts';
import { batchOf, type LineBatch } from './json-lines.ts';
import type { Rejection } from './reading/row.ts';

/** Azure's limit for a transaction. */
export const linesInTransaction = 100;
/** How often lines are classified again while others keep changing their people. */
export const maxConflicts = 4;

export interface Applying {
  readonly tenant: string;
  readonly shard: string;
  readonly operation: string;
  readonly target: Target;
  readonly by: Actor;
  readonly people: PeopleStore;
  /** clock, ISO 8601 */
  now(): string;
}

export interface Applied {
  added: number;
  updated: number;
  unchanged: number;
  rejected: Rejection[];
  deleted?: number;
  /** people who aren't in the file and stay, since they changed after the preview */
  stayed?: number;
  /** rows that the admin left out: they count as rejected, and the list of questions has them */
  skipped?: number;
}

/**
 * Writes up to 100 lines of one shard's plan, all or none. If a person isn't as the plan saw them (changed
 * since the preview, or written by an attempt that died before it could record it), the lines are classified
 * again by the current state. If that doesn't help, they are written one by one, to find the line at fault.
 */
export async function applyLines(lines: LineBatch<PlanLine>, applying: Applying): Promise<Applied> {
  const first = await attempt(intendedOf(lines, applying), applying);
  if (first !== 'conflict') return first;
  const again = await applyAgain(lines, applying, 1);
  if (again !== 'conflict') return again;

  const all: Applied = { added: 0, updated: 0, unchanged: 0, rejected: [] };
  for (const line of lines.read()) {
    const one = await applyAgain(batchOf([line]), applying, maxConflicts);
    if (one === 'conflict') {
      // The id is closed, so nobody can be added there: it was given up when a person's phone changed.
      all.rejected.push({ ...placeOf(line.row), reason: 'changed-meanwhile' });
      continue;
    }
    all.added += one.added;
    all.updated += one.updated;
    all.unchanged += one.unchanged;
    all.rejected.push(...one.rejected);
  }
  return all;
}

async function applyAgain(
  batch: LineBatch<PlanLine>,
  applying: Applying,
  tries: number,
): Promise<Applied | 'conflict'> {
  const { people, tenant, shard } = applying;
  const lines = batch.read();
  for (let round = 1; round <= tries; round += 1) {
    const existing = await people.read(
      tenant,
      shard,
      lines.map((line) => line.row.id),
    );
    const result = await attempt(
      lines.map((line) => judgedAgain(line, existing.get(line.row.id), applying)),
      applying,
    );
    if (result !== 'conflict') return result;
  }
  return 'conflict';
}

function placeOf({ line, record }: PlannedRow): { line: number; record: number } {
  return { line, record };
}

/** The decision about one line. `write` is absent if there is nothing left to write. */
interface Decision {
  readonly outcome: 'added' | 'updated' | 'unchanged' | Rejection;
  readonly write?: PersonWrite;
}

/**
 * Writes what was decided. Not an async function: while a transaction is on its way, a hundred people as objects would be
 * copied by each garbage collection, of which there are several in that time.
 */
function attempt(
  decisions: readonly Decision[],
  { people, tenant, shard }: Applying,
): Promise<Applied | 'conflict'> {
  const applied = appliedOf(decisions);
  const writes = decisions.flatMap(({ write }) => write ?? []);
  if (writes.length === 0) return Promise.resolve(applied);
  return unlessConflict(people.write(tenant, shard, writes), applied);
}

async function unlessConflict(
  writing: Promise<'written' | 'conflict'>,
  applied: Applied,
): Promise<Applied | 'conflict'> {
  return (await writing) === 'conflict' ? 'conflict' : applied;
}

function appliedOf(decisions: readonly Decision[]): Applied {
  const applied: Applied = { added: 0, updated: 0, unchanged: 0, rejected: [] };
  for (const { outcome } of decisions) {
    if (typeof outcome === 'string') applied[outcome] += 1;
    else applied.rejected.push(outcome);
  }
  return applied;
}

function intendedOf(lines: LineBatch<PlanLine>, applying: Applying): Decision[] {
  return lines.read().map((line) => intended(line, applying));
}

function intended(line: PlanLine, applying: Applying): Decision {
  switch (line.type) {
    case 'add':
      return { outcome: 'added', write: { type: 'add', person: newPerson(line.row, applying) } };
    case 'bring-back':
      return broughtBack(line.before, line.row, applying);
    case 'update':
      return updated(line.before, line.row, applying);
  }
}

function broughtBack(before: StoredPerson, row: PlannedRow, applying: Applying): Decision {
  // The account isn't theirs until it signs in or syncs: someone else may have the phone by now.
  const {
    deletedAt = '',
    entraId: _account,
    mergedInto: _into,
    mergeNote: _note,
    ...kept
  } = changedPerson(before, row, applying);
  const [newest, ...older] = kept.history;
  const change = { field: 'deleted', before: deletedAt, after: '' } as const;
  const history =
    newest === undefined ? [] : [{ ...newest, changes: [change, ...newest.changes] }, ...older];
  const person: Person = { ...kept, history };
  return { outcome: 'added', write: { type: 'update', person, etag: before.etag } };
}

function updated(before: StoredPerson, row: PlannedRow, applying: Applying): Decision {
  const person = changedPerson(before, row, applying);
  return { outcome: 'updated', write: { type: 'update', person, etag: before.etag } };
}

function judgedAgain(
  { type, row: sent }: PlanLine,
  existing: StoredPerson | undefined,
  applying: Applying,
): Decision {
  const { row } = withoutKept(sent, existing);
  const before = existing === undefined ? undefined : writtenBy(applying.operation, existing);
  if (before !== undefined) return { outcome: before };
  // Merged into another since the preview: sent again, the row finds that one.
  if (existing?.deletedAt !== undefined && existing.mergedInto !== undefined) {
    return { outcome: { ...placeOf(row), reason: 'changed-meanwhile' } };
  }
  const classification = classifyRow(row, existing, applying.target);
  // Nobody said that they are one: two people never share a record.
  if (
    type === 'add' &&
    classification === 'bring-back' &&
    existing !== undefined &&
    isSomebodyElse(existing.fields, row.fields)
  )
    return { outcome: { ...placeOf(row), reason: 'phone-of-deleted' } };
  if (classification === 'unchanged') return { outcome: 'unchanged' };
  if (classification === 'add' || existing === undefined) {
    return { outcome: 'added', write: { type: 'add', person: newPerson(row, applying) } };
  }
  if (classification === 'update') return updated(existing, row, applying);
  if (classification === 'bring-back') return broughtBack(existing, row, applying);
  const { rejected: reason, column } = classification;
  return { outcome: { ...placeOf(row), reason, ...(column !== undefined && { column }) } };
}

/**
 * The result of an earlier attempt of this same operation for a person; undefined if it didn't write them.
 * Later changes of the person are newer than the file, and stay.
 */
export function writtenBy(
  operation: string,
  { addedIn, changedIn, history }: Person,
): 'added' | 'updated' | undefined {
  if (addedIn === operation) return 'added';
  const entry = history.find((each) => each.operation === operation);
  // A change with very long values isn't in the history.
  if (entry === undefined) return changedIn === operation ? 'updated' : undefined;
  const isBack = entry.changes.some(({ field, after }) => field === 'deleted' && after === '');
  return isBack ? 'added' : 'updated';
}

function newPerson(row: PlannedRow, applying: Applying): Person {
  const at = applying.now();
  return {
    id: row.id,
    network: networkOf(row, applying.target),
    fields: row.fields,
    source: 'admin',
    linked: false,
    addedAt: at,
    addedIn: applying.operation,
    changedAt: at,
    changedBy: applying.by,
    changedIn: applying.operation,
    history: [],
  };
}

/** The person after a row. */
export function changedPerson(before: StoredPerson, row: PlannedRow, applying: Applying): Person {
  const { etag: _etag, ...kept } = before;
  const at = applying.now();
  const network = networkOf(row, applying.target);
  const changes = changesOf(before, saidOf(row, applying.target));
  return {
    ...kept,
    network,
    fields: merged(before.fields, row.fields, row.cleared),
    changedAt: at,
    changedBy: applying.by,
    changedIn: applying.operation,
    history: [
      { at, by: applying.by, operation: applying.operation, changes },
      ...before.history,
    ].slice(0, maxHistoryLength),
  };
}
