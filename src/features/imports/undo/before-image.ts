import { changesOf, merged } from '../../../domain/compare.ts';
import type { BulkFacts } from '../../../domain/operations/bulk-facts.ts';
import type { Operation } from '../../../domain/operations/operation.ts';
import type { FileStore } from '../../../domain/operations/ports.ts';
import { shardOf } from '../../../domain/person-id.ts';
import type { StoredPerson } from '../../../domain/people-store.ts';
import type { FieldChange, HistoryEntry } from '../../../domain/person.ts';
import { answerOf, idsWrittenBy, type AskedLine } from '../asked-line.ts';
import { importFiles } from '../import-files.ts';
import { fromJsonLines } from '../json-lines.ts';
import { saidOf, withoutKept, type PlanLine, type PlannedRow } from '../plan-line.ts';
import type { CurrentState } from './current-state.ts';

/**
 * The changes of an operation to a person, from its own files: for people whose record no longer reaches back
 * that far.
 */
export interface BeforeImage {
  /** absent: it added them */
  readonly changes?: readonly FieldChange[];
  /** every value that it wrote, with the one before */
  readonly written: readonly FieldChange[];
  /** when the person had been changed last before it, where that is known; ISO 8601, UTC */
  readonly seenAt?: string;
}

export type BeforeImages = ReadonlyMap<string, BeforeImage>;

/** How a person stands to an operation that isn't in their record any more. */
export function standingByImage(
  person: StoredPerson,
  since: readonly HistoryEntry[],
  image: BeforeImage | undefined,
): CurrentState {
  if (image === undefined) return { is: 'changed-since', since };
  if (image.seenAt === person.changedAt) return { is: 'not-written' };
  const { changes, written } = image;
  const entryWith = (made: readonly FieldChange[]): HistoryEntry => ({
    at: '',
    by: person.changedBy,
    changes: made,
  });
  // Everything that came later was taken back, and everything is as it was left.
  if (since.length === 0 && written.every((change) => isNow(person, change))) {
    return changes === undefined ? { is: 'as-left' } : { is: 'as-left', entry: entryWith(changes) };
  }
  return { is: 'changed-since', entry: entryWith(written), since };
}

function isNow(person: StoredPerson, { field, after }: FieldChange): boolean {
  if (field === 'network') return person.network === after;
  if (field === 'deleted') return (person.deletedAt === undefined) === (after === '');
  if (field === 'linked') return person.linked === (after !== '');
  if (field === 'merged') return true;
  return (person.fields[field] ?? '') === after;
}

/** The image of an undo, from that of what it undid. */
export function inverted({ changes, written }: BeforeImage): BeforeImage {
  const turned = (all: readonly FieldChange[]) =>
    all.map(({ field, before, after }) => ({ field, before: after, after: before }));
  if (changes !== undefined) return { changes: turned(changes), written: turned(written) };
  // It deletes whom the other had added, and takes no value away.
  const gone: readonly FieldChange[] = [{ field: 'deleted', before: '', after: 'deleted' }];
  return { changes: gone, written: gone };
}

/**
 * An import's changes to some people of a shard, from its plan and the answers in its preview.
 * @param ids of these people; read at once, so few
 */
export async function imagesOfImport(
  work: FileStore,
  imported: Pick<Operation, 'tenant' | 'id' | 'network' | 'decided'>,
  shard: string,
  ids: ReadonlySet<string>,
): Promise<BeforeImages> {
  const images = new Map<string, BeforeImage>();
  const target = { network: imported.network ?? 'Others' };
  const note = (id: string, row: PlannedRow, before?: StoredPerson) => {
    if (before === undefined) {
      const { network, fields } = saidOf(row, target);
      const nothing = { network, fields: {} };
      images.set(id, { written: changesOf(nothing, { network, fields: merged({}, fields) }) });
      return;
    }
    const { deletedAt, changedAt: seenAt } = before;
    const back: FieldChange[] =
      deletedAt === undefined ? [] : [{ field: 'deleted', before: deletedAt, after: '' }];
    const changes = [...back, ...changesOf(before, saidOf(withoutKept(row, before).row, target))];
    images.set(id, { changes, written: changes, seenAt });
  };
  const plan = importFiles.plan(imported, shard);
  if (await work.exists(plan)) {
    for await (const lines of fromJsonLines<PlanLine>(work.open(plan))) {
      for (const line of lines) {
        if (!ids.has(line.row.id)) continue;
        note(line.row.id, line.row, line.before);
      }
    }
  }
  const asked = importFiles.askedLines(imported);
  if (!(await work.exists(asked))) return images;
  for await (const lines of fromJsonLines<AskedLine>(work.open(asked))) {
    for (const line of lines) {
      const answer = answerOf(line, imported.decided);
      const before = answer === 'update' ? line.before : undefined;
      for (const id of idsWrittenBy(line, answer)) {
        if (shardOf(id) === shard && ids.has(id)) note(id, line.row, before);
      }
    }
  }
  return images;
}

/**
 * The changes of a bulk change. People who were there already, or were refused, can't be told apart: their
 * values differ.
 */
export function imagesOfBulk(
  { what, network }: Omit<BulkFacts, 'people'>,
  ids: ReadonlySet<string>,
): BeforeImages {
  const moved: FieldChange = {
    field: 'network',
    before: network === 'Employee' ? 'Others' : 'Employee',
    after: network ?? '',
  };
  const deleted: FieldChange = { field: 'deleted', before: '', after: 'deleted' };
  const restored: FieldChange = { field: 'deleted', before: 'deleted', after: '' };
  const changes = [{ moved, deleted, restored }[what]];
  return new Map(Array.from(ids, (id) => [id, { changes, written: changes }]));
}
