import type { AttributeKey } from '../../domain/attributes.ts';
import { changesOf } from '../../domain/compare.ts';
import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';
import { isPersonFact, type Person } from '../../domain/person.ts';
import type { Settled } from './ask-rows.ts';
import { classifyRow, networkOf, saidOf, withoutKept } from './plan-line.ts';
import type { PlanLine, PlannedRow, Target } from './plan-line.ts';
import { defined } from '../../lib/defined.ts';

/** A line of the plan about a deleted person. */
export type BroughtBack = Extract<PlanLine, { type: 'bring-back' }>;

/** Whether the phone number of a row is that of a record which was merged into another. */
export function isOfMerged(line: PlanLine): line is BroughtBack {
  return line.type === 'bring-back' && line.before.mergedInto !== undefined;
}

/**
 * Plans a row with the number of a record that was merged into another. The row is about the remaining record.
 * The merge has already decided between both records' values, so only values that are new since then count as
 * changes.
 * @returns undefined if the remaining record is gone: then the row is like any other of a deleted person
 */
export async function settleMerged(
  line: BroughtBack,
  people: Pick<PeopleStore, 'read'>,
  tenant: string,
  target: Target,
): Promise<Settled | undefined> {
  const stayed = await survivorOf(people, tenant, line.before);
  if (stayed === undefined) return undefined;
  const since = saidSince(line.row, line.before, stayed, target);
  if (since === undefined) return { unchanged: true };
  const { row } = withoutKept({ ...since, found: 'phone' }, stayed);
  const classified = classifyRow(row, stayed, target);
  if (classified === 'unchanged') return { unchanged: true };
  if (typeof classified !== 'string') {
    const { rejected: reason, column } = classified;
    const { line: at, record } = row;
    return { reject: { line: at, record, reason, ...defined({ column }) } };
  }
  return { ask: { question: 'none', key: 'phone', row: since, before: stayed } };
}

/** The row without what the merged record said already; undefined: nothing is left. */
function saidSince(
  row: PlannedRow,
  merged: Person,
  stayed: Person,
  target: Target,
): PlannedRow | undefined {
  const changes = changesOf(merged, saidOf(row, target)).filter(({ field }) => field !== 'phone');
  if (changes.length === 0) return undefined;
  const fields = new Set<AttributeKey>(
    changes.flatMap(({ field }) => (isPersonFact(field) ? [] : [field])),
  );
  const isMoved = changes.some(({ field }) => field === 'network');
  const kept = Object.entries(row.fields).filter(([field]) => fields.has(field as AttributeKey));
  const cleared = row.cleared?.filter((field) => fields.has(field));
  const { cleared: _all, ...rest } = row;
  return {
    ...rest,
    fields: Object.fromEntries(kept),
    network: isMoved ? networkOf(row, target) : stayed.network,
    ...(cleared !== undefined && cleared.length > 0 && { cleared }),
  };
}

/** The record that stayed when this one was merged into it; undefined: it is gone, or this one wasn't merged. */
export async function survivorOf(
  people: Pick<PeopleStore, 'read'>,
  tenant: string,
  { id, mergedInto, deletedAt }: StoredPerson,
): Promise<StoredPerson | undefined> {
  if (deletedAt === undefined || mergedInto === undefined) return undefined;
  const there = (await people.read(tenant, shardOf(mergedInto), [mergedInto])).get(mergedInto);
  if (there?.absorbed?.includes(id) !== true) return undefined;
  return there.deletedAt === undefined ? there : survivorOf(people, tenant, there);
}
