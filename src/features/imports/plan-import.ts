import {
  builtInAttributes,
  type AttributeDefinition,
  type AttributeKey,
} from '../../domain/attributes.ts';
import type { CountryCode } from '../../domain/phone.ts';
import { personIdFromPhone } from '../../domain/person-id.ts';
import { AppError } from '../../errors.ts';
import { fewestOfBigChange, isBigChange } from '../../domain/change-limit.ts';
import type { Counts, Leaving, Operation, Preview } from '../../domain/operations/operation.ts';
import type { Questions } from '../../domain/operations/identity-questions.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import type { Text } from '../../text/text.ts';
import { AskedRows } from './asked-rows.ts';
import { askedList } from './asked-list.ts';
import { chosenFrom, headersId, rememberedAs, type ColumnMemory } from './column-memory.ts';
import { errorLog, mergeRejections } from './error-log.ts';
import { keepFindings } from './final-error-log.ts';
import type { AskedLine } from './asked-line.ts';
import { importFiles } from './import-files.ts';
import { fromJsonLines } from './json-lines.ts';
import { findLeavers } from './find-leavers.ts';
import { LateRejections } from './late-rejections.ts';
import { leavingList } from './leaving-list.ts';
import { createLeavingPeople, type LeavingPeople } from './leaving-people.ts';
import { createMentions, type Mentions } from './mentions.ts';
import { planDeletions } from './plan-deletions.ts';
import { PlanFindings } from './plan-findings.ts';
import type { PlannedRow, Target } from './plan-line.ts';
import { planByOtherKeys } from './plan-by-other-keys.ts';
import { partitionCountFor, planShards, type ShardPlanDeps } from './plan-shard.ts';
import type { OrganizationReader, Recognition } from './ports.ts';
import { readFile, type FileFacts } from './reading/read-file.ts';
import { isRejection, type LeftOut, type Rejection, type Row } from './reading/row.ts';
import { createRepeatedKeys, type RepeatedKeys } from './repeated-keys.ts';
import { createRowRecogniser, type RowRecogniser } from './recognise-rows.ts';
import { settleReadings } from './settle-readings.ts';
import { createSpillFiles, type SpillFiles } from './spill-files.ts';

export interface PlanDeps extends ShardPlanDeps {
  readonly files: FileStore;
  readonly organizations: OrganizationReader;
  /** absent: people are recognised by phone alone, and no change counts as big */
  readonly recognition?: Recognition;
  /** absent: columns aren't remembered */
  readonly columnMemory?: Pick<ColumnMemory, 'find' | 'put'>;
}

export interface PlanRun {
  readonly operation: Operation;
  readonly target: Target;
  readonly text: Text;
  readonly signal: AbortSignal;
  /** rows read so far; called often, so the caller limits its rate */
  onRows(rows: number): void | Promise<void>;
}

export interface Plan {
  readonly counts: Counts;
  readonly rowsTotal: number;
  readonly preview: Preview;
  /** blob name of the error log, if rows were rejected */
  readonly errorLog?: string;
}

const rejectedPartition = 'rejected';
/** rows without a phone, which another key may match */
const withoutPhonePartition = 'without-phone';
/** rows whose phone can be read in two ways */
const twoReadingsPartition = 'two-readings';

/**
 * Plans an import: reads and checks the file, compares it with the directory, and writes for each shard what
 * would be added and changed. People aren't written. A crash costs only a new start.
 * Two passes keep memory flat: the file's rows go to spill files on the local disk, then each shard's rows are
 * sorted, freed of duplicates and compared (plan-shard.ts).
 * @throws AppError when the file as a whole can't be used (no phone column, no rows, not text …); NeedsAnswer
 * when its admin must say how to read it
 */
export async function planImport(deps: PlanDeps, run: PlanRun): Promise<Plan> {
  const spill = await createSpillFiles();
  try {
    // Planned before, and answered differently since: the former plan must not be applied with this one.
    if (run.operation.answers !== undefined)
      await deps.work.removeAll(importFiles.work(run.operation));
    const { tenant } = run.operation;
    const { identitySecret, defaultCountry } = await deps.organizations.facts(tenant);
    const aliases = await deps.organizations.aliases(tenant);
    const attributes = await deps.organizations.attributes(tenant);
    const findings = new PlanFindings(run.target);
    const asked = new AskedRows(spill, run.target);
    const repeated = createRepeatedKeys(run.operation.fileBytes);
    let looking: Promise<RowRecogniser> | undefined;
    const recogniser = async () => {
      if (deps.recognition === undefined) return undefined;
      looking ??= createRowRecogniser(deps.recognition, deps.people, tenant);
      return looking;
    };
    const idOf = (phone: string) => {
      const derived = personIdFromPhone(identitySecret, tenant, phone);
      return aliases.get(derived) ?? derived;
    };
    const mentions =
      run.operation.mode === 'everyone'
        ? createMentions({
            spill,
            index: (await recogniser())?.index,
            defaultCountry: defaultCountry as CountryCode | undefined,
            idOf,
            partitionOf: partitionCountFor(run.operation, deps),
          })
        : undefined;
    const read = await readIntoPartitions(deps, run, spill, findings, {
      idOf,
      attributes,
      defaultCountry: defaultCountry as CountryCode | undefined,
      repeated,
      mentions,
    });
    const late = new LateRejections([
      ...attributes.map(({ name }) => name),
      ...builtInAttributes.map((key) => run.text.attribute(key)),
    ]);
    const labelOf = (field: AttributeKey) => run.text.attribute(field, attributes);
    const partitionOf = partitionCountFor(run.operation, deps);
    await settleReadings(spill.read(twoReadingsPartition), {
      ...{ people: deps.people, tenant, findings, mentions, idOf },
      keep: (row) => spill.add(partitionOf(row.id), row),
    });
    await planByOtherKeys(spill.read(withoutPhonePartition), {
      recogniser,
      findings,
      late,
      mentions,
      ofNobody: isDeleting(run) ? 'nobody-found' : 'phone-missing',
      keep: (row) => spill.add(partitionOf(row.id), row),
    });
    const leaving = createLeavingPeople(spill, findings);
    const planning = { ...run, labelOf, spill, findings, late, asked, repeated, recogniser };
    if (isDeleting(run)) await planDeletions(deps, { ...planning, leaving });
    else await planShards(deps, { ...planning, ...(mentions !== undefined && { mentions }) });
    // A file that names nobody isn't one of everybody.
    const isOfEverybody = mentions !== undefined && findings.usable + asked.count > 0;
    if (isOfEverybody) await findLeavers(deps, { ...planning, mentions, leaving });

    const rejections = () =>
      mergeRejections(spill.read<Rejection>(rejectedPartition), late.inOrder());
    const counts = countsOf(run, findings);
    await rememberColumns(deps, run, read.facts);
    await keepFindings(deps.work, run.operation, read.facts, rejections());
    const log = findings.hasProblems
      ? await writeLog(deps, run, read.facts, rejections())
      : undefined;
    const left =
      isOfEverybody || isDeleting(run)
        ? await writeDownLeaving(deps, run, findings, leaving)
        : undefined;
    const questions = await keepQuestions(deps, run, asked, counts, left);
    return {
      counts,
      rowsTotal: read.rows,
      preview: {
        ...findings.preview(read.facts),
        ...(left !== undefined && { leaving: left }),
        ...(questions !== undefined && { questions }),
      },
      ...(log !== undefined && { errorLog: log }),
    };
  } finally {
    await spill.remove();
  }
}

async function readIntoPartitions(
  deps: PlanDeps,
  run: PlanRun,
  spill: SpillFiles,
  findings: PlanFindings,
  rules: {
    idOf(phone: string): string;
    defaultCountry: CountryCode | undefined;
    attributes: readonly AttributeDefinition[];
    repeated: RepeatedKeys;
    mentions: Mentions | undefined;
  },
): Promise<{ rows: number; facts: FileFacts }> {
  const original = importFiles.original(run.operation);
  const partitionOf = partitionCountFor(run.operation, deps);
  let facts: FileFacts | undefined;
  let rows = 0;
  const batches = readFile((fromByte) => deps.files.open(original, fromByte), {
    defaultCountry: rules.defaultCountry,
    attributes: rules.attributes,
    ...(run.operation.answers !== undefined && { answers: run.operation.answers }),
    remembered: (headers) => rememberedFor(deps, run, headers),
    onFacts: (found) => (facts = found),
    onRejected: (cells) => rules.mentions?.ofCells(cells),
    onNotPeople: (line) => findings.passOver(line),
    signal: run.signal,
  });
  for await (const batch of batches) {
    run.signal.throwIfAborted();
    for (const entry of batch) {
      if (isRejection(entry)) {
        findings.reject(entry);
        await spill.add(rejectedPartition, entry);
        continue;
      }
      const { leftOut: unusable, ...taken } = entry;
      // Of people who are to be deleted no value is taken.
      const leftOut = isDeleting(run) ? undefined : unusable;
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
      const checked = { ...taken, ...(leftOut !== undefined && { leftOut: leftOut.length }) };
      rules.repeated.note(entry.fields);
      if (entry.fields.phone === '') {
        await spill.add(withoutPhonePartition, checked);
        continue;
      }
      if (entry.reading !== undefined) {
        await spill.add(twoReadingsPartition, checked);
        continue;
      }
      const id = rules.idOf(entry.fields.phone);
      const row: PlannedRow = { id, ...checked };
      const full = spill.add(partitionOf(id), row);
      if (full !== undefined) await full;
    }
    await rules.mentions?.flush();
    rows += batch.length;
    await run.onRows(rows);
  }
  if (facts === undefined) throw new AppError('file-empty');
  return { rows, facts };
}

/** Keeps the questions, for the job and as a readable file. */
async function keepQuestions(
  deps: PlanDeps,
  run: PlanRun,
  asked: AskedRows,
  counts: Counts,
  leaving: Leaving | undefined,
): Promise<Questions | undefined> {
  const { operation, target, text } = run;
  const changed = counts.updated + asked.mayUpdate + (counts.deleted ?? 0);
  const bigChange = await bigChangeOf(deps, operation.tenant, changed);
  const missing = await missingOf(deps, run, changed, leaving);
  const others = {
    ...(bigChange !== undefined && { bigChange }),
    ...(missing !== undefined && { missing }),
  };
  const questions = asked.questions();
  if (questions === undefined) return Object.keys(others).length > 0 ? others : undefined;
  await deps.work.write(importFiles.askedLines(operation), asked.open());
  const list = importFiles.asked(operation);
  const lines = fromJsonLines<AskedLine>(asked.open());
  await deps.files.write(list, askedList(lines, { target, text }));
  return { ...questions, ...others, list };
}

/** What is asked about the people who aren't in a file of everybody. */
async function missingOf(
  deps: PlanDeps,
  { operation }: PlanRun,
  changed: number,
  { people }: Pick<Leaving, 'people'> = { people: 0 },
): Promise<Questions['missing']> {
  if (operation.mode !== 'everyone' || people === 0) return undefined;
  const bigChange = await bigChangeOf(deps, operation.tenant, changed + people);
  return { people, ...(bigChange !== undefined && { bigChange }) };
}

function isDeleting({ operation }: PlanRun): boolean {
  return operation.mode === 'delete';
}

/** Whom a file of everybody leaves out is deleted by an answer only, and counted then. */
function countsOf(run: PlanRun, { counts, deletions }: PlanFindings): Counts {
  return isDeleting(run) ? { ...counts, deleted: deletions } : counts;
}

/** Keeps whom the import deletes, or may, for the job and for people to read. */
async function writeDownLeaving(
  deps: PlanDeps,
  { operation, text, signal }: PlanRun,
  findings: PlanFindings,
  leaving: LeavingPeople,
): Promise<Leaving> {
  await leaving.write(deps.work, operation, signal);
  const list = importFiles.leavingList(operation);
  const found = findings.leaving(list);
  if (found.list !== undefined) await deps.files.write(list, leavingList(leaving.all(), text));
  return found;
}

async function bigChangeOf(
  { recognition }: PlanDeps,
  tenant: string,
  changed: number,
): Promise<Questions['bigChange']> {
  // Most imports change few people, so the size of the directory doesn't matter.
  if (recognition === undefined || changed < fewestOfBigChange) return undefined;
  const [{ people }, limit] = await Promise.all([
    recognition.index(tenant),
    recognition.changeLimit(tenant),
  ]);
  return isBigChange(changed, people, limit) ? { changed, people } : undefined;
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

/** The admin's choice applies to the next file with these headers. A file without a header has none to compare. */
async function rememberColumns(
  { columnMemory }: PlanDeps,
  { operation }: PlanRun,
  { headers }: FileFacts,
): Promise<void> {
  const { answers, tenant } = operation;
  if (answers?.columns === undefined || answers.header === false) return;
  const at = new Date().toISOString();
  await columnMemory?.put(tenant, rememberedAs(headers, answers.columns, at));
}

async function writeLog(
  deps: PlanDeps,
  run: PlanRun,
  facts: FileFacts,
  rejections: AsyncIterable<Rejection>,
): Promise<string> {
  const name = importFiles.errorLog(run.operation);
  const original = importFiles.original(run.operation);
  const open = (fromByte?: number) => deps.files.open(original, fromByte);
  await deps.files.write(name, errorLog(open, facts, rejections, run.text));
  return name;
}
