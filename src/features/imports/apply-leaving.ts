import { changed, momentAfter } from '../../domain/changed-person.ts';
import type { PersonWrite, StoredPerson } from '../../domain/people-store.ts';
import type { FieldChange } from '../../domain/person.ts';
import { maxConflicts, writtenBy, type Applied, type Applying } from './apply-shard.ts';
import type { LineBatch } from './json-lines.ts';
import type { LeavingLine } from './leaving-line.ts';
import type { Rejection, RowProblem } from './reading/row.ts';

/** The outcome of one line. */
type Decision =
  /** absent: an earlier try has written it */
  | { readonly outcome: 'deleted'; readonly write?: PersonWrite }
  | { readonly outcome: 'unchanged' | 'stayed' | Rejection };

/**
 * Deletes up to 100 people of one shard, all or none. A person who has changed since the plan is checked again: those changed or
 * linked since stay, and the list says so. Those whom an earlier attempt deleted before it died are counted.
 */
export async function applyLeaving(
  batch: LineBatch<LeavingLine>,
  applying: Applying,
): Promise<Applied> {
  const lines = batch.read();
  const first = await attempt(
    lines.map(({ before }) => deletion(before, applying)),
    applying,
  );
  if (first !== 'conflict') return first;
  const again = await applyAgain(lines, applying);
  if (again !== 'conflict') return again;
  const all = nothing();
  for (const line of lines) add(all, await applyOne(line, applying));
  return all;
}

async function applyOne(line: LeavingLine, applying: Applying): Promise<Applied> {
  for (let round = 1; round <= maxConflicts; round += 1) {
    const result = await applyAgain([line], applying);
    if (result !== 'conflict') return result;
  }
  return appliedOf([kept(line, 'changed-meanwhile')]);
}

async function applyAgain(
  lines: readonly LeavingLine[],
  applying: Applying,
): Promise<Applied | 'conflict'> {
  const { people, tenant, shard } = applying;
  const ids = lines.map(({ id }) => id);
  const existing = await people.read(tenant, shard, ids);
  return attempt(
    lines.map((line) => judgedAgain(line, existing.get(line.id), applying)),
    applying,
  );
}

async function attempt(
  decisions: readonly Decision[],
  { people, tenant, shard }: Applying,
): Promise<Applied | 'conflict'> {
  const writes = decisions.flatMap((decision) =>
    decision.outcome === 'deleted' ? (decision.write ?? []) : [],
  );
  if (writes.length > 0 && (await people.write(tenant, shard, writes)) === 'conflict')
    return 'conflict';
  return appliedOf(decisions);
}

function judgedAgain(
  line: LeavingLine,
  existing: StoredPerson | undefined,
  applying: Applying,
): Decision {
  const { row, before } = line;
  if (existing !== undefined && writtenBy(applying.operation, existing) !== undefined)
    return { outcome: 'deleted' };
  if (existing === undefined || existing.deletedAt !== undefined)
    return { outcome: row === undefined ? 'stayed' : 'unchanged' };
  if (existing.linked) return kept(line, 'linked-stays');
  // A later change counts more than the file, which may be older.
  if (existing.changedAt !== before.changedAt) return kept(line, 'changed-meanwhile');
  return deletion(existing, applying);
}

/** A person who isn't in the file has no row in the error log, so the list names them. */
function kept({ row }: LeavingLine, reason: RowProblem): Decision {
  return { outcome: row === undefined ? 'stayed' : { ...row, reason } };
}

function deletion(before: StoredPerson, applying: Applying): Decision {
  const { by, operation } = applying;
  const at = momentAfter(before, Date.parse(applying.now()));
  const gone: FieldChange = { field: 'deleted', before: '', after: at };
  const person = changed(before, [gone], by, at, { operation });
  return { outcome: 'deleted', write: { type: 'update', person, etag: before.etag } };
}

function nothing(): Required<Pick<Applied, 'deleted' | 'stayed'>> & Applied {
  return { added: 0, updated: 0, unchanged: 0, rejected: [], deleted: 0, stayed: 0 };
}

function appliedOf(decisions: readonly Decision[]): Applied {
  const applied = nothing();
  for (const { outcome } of decisions) {
    if (typeof outcome === 'string') applied[outcome] += 1;
    else applied.rejected.push(outcome);
  }
  return applied;
}

function add(sum: ReturnType<typeof nothing>, one: Applied): void {
  sum.deleted += one.deleted ?? 0;
  sum.stayed += one.stayed ?? 0;
  sum.unchanged += one.unchanged;
  sum.rejected.push(...one.rejected);
}
