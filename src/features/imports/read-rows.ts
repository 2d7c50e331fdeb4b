import { AppError } from '../../errors.ts';
import { chosenFrom, headersId } from './column-memory.ts';
import { importFiles } from './import-files.ts';
import type { PlannedRow } from './plan-line.ts';
import { keysOfRow } from './repeated-keys.ts';
import { isDeleting, type PlanDeps, type Planning, type PlanRun } from './planning.ts';
import { readInBytes, type FileFacts } from './reading/read-file.ts';
import type { Writable } from '../../lib/writable.ts';
import { isRejection, type LeftOut, type Rejection, type Row } from './reading/row.ts';

export const rejectedPartition = 'rejected';
/** rows without a phone, which another key may match */
export const withoutPhonePartition = 'without-phone';
/** rows whose phone number can be read in two ways */
export const twoReadingsPartition = 'two-readings';

/** A file that was read to its end. */
export interface ReadRows {
  readonly rows: number;
  /** how it was read */
  readonly facts: FileFacts;
}

/**
 * Reads and checks the file. Its rows go to spill files by the person's id, those without a phone number, or with one
 * that can be read in two ways, to others of their own, and what can't be used to another.
 * @throws AppError `file-empty` and other reasons why the file as a whole can't be used; NeedsAnswer when its admin must say
 * how to read it
 */
export async function readRows(deps: PlanDeps, planning: Planning): Promise<ReadRows> {
  const { spill, findings, mentions, ...run } = planning;
  const original = importFiles.original(run.operation);
  let facts: FileFacts | undefined;
  let rows = 0;
  const batches = readInBytes((fromByte) => deps.files.open(original, fromByte), {
    defaultCountry: run.defaultCountry,
    attributes: run.attributes,
    isUtf8: run.operation.isUtf8,
    isLiteral: run.operation.madeFrom === 'list',
    ...(run.operation.answers !== undefined && { answers: run.operation.answers }),
    remembered: (headers) => rememberedFor(deps, run, headers),
    onFacts: (found) => (facts = found),
    onRejected: (cells) => mentions?.ofCells(cells),
    onNotPeople(line, cells) {
      findings.passOver(line);
      // Should it be somebody all the same, they aren't missing.
      mentions?.ofCells(cells);
    },
    signal: run.signal,
  });
  for await (const batch of batches) {
    run.signal.throwIfAborted();
    for (const entry of batch) {
      if ('inBytes' in entry) {
        run.repeated.note(entry.inBytes.keys);
        const full = run.keepBytes(entry);
        if (full !== undefined) await full;
        continue;
      }
      if (isRejection(entry)) {
        findings.reject(entry);
        await spill.add(rejectedPartition, entry);
        continue;
      }
      // Of people who are to be deleted no value is taken.
      const leftOut = isDeleting(run) ? undefined : entry.leftOut;
      if (leftOut !== undefined) {
        const told = asToldOf(entry, leftOut);
        findings.leaveOut(told, leftOut.length);
        await spill.add(rejectedPartition, told);
      }
      // Marked as deleted and without a phone: the row can't match a person.
      if (entry.fields.phone === '' && entry.deleted === true && !isDeleting(run)) {
        findings.leaveGone();
        continue;
      }
      const keys = keysOfRow(entry.fields);
      run.repeated.note(keys);
      if (entry.fields.phone === '') {
        await spill.add(withoutPhonePartition, checkedRow(entry, leftOut));
        continue;
      }
      if (entry.reading !== undefined) {
        await spill.add(twoReadingsPartition, checkedRow(entry, leftOut));
        continue;
      }
      const id = run.idOf(entry.fields.phone);
      const full = run.keep(plannedRow(id, entry, leftOut), keys);
      if (full !== undefined) await full;
    }
    await mentions?.flush();
    rows += batch.length;
    await run.onRows(rows);
  }
  if (facts === undefined) throw new AppError('file-empty');
  return { rows, facts };
}

function checkedRow({ leftOut: _all, ...taken }: Row, leftOut: Row['leftOut']) {
  return { ...taken, ...(leftOut !== undefined && { leftOut: leftOut.length }) };
}

function plannedRow(id: string, row: Row, leftOut: Row['leftOut']): PlannedRow {
  // Nearly all rows have nothing else, and there are millions.
  const planned: Writable<PlannedRow> = {
    id,
    line: row.line,
    record: row.record,
    fields: row.fields,
  };
  if (row.cleared !== undefined) planned.cleared = row.cleared;
  if (row.network !== undefined) planned.network = row.network;
  if (row.deleted !== undefined) planned.deleted = row.deleted;
  if (leftOut !== undefined) planned.leftOut = leftOut.length;
  return planned;
}

/** The error log's entry for a row that is imported without some of its values. */
function asToldOf({ line, record }: Row, leftOut: readonly LeftOut[]): Rejection {
  const [first, ...more] = leftOut;
  return {
    line,
    record,
    ...(first ?? { reason: 'too-long' }),
    ...(more.length > 0 && { more }),
    leftOut: true,
  };
}

async function rememberedFor(
  { columnMemory }: PlanDeps,
  { operation }: PlanRun,
  headers: readonly string[],
) {
  const found = await columnMemory?.find(operation.tenant, headersId(headers));
  return found === undefined ? undefined : chosenFrom(found, headers);
}
