import { fewestOfBigChange, isBigChange } from '../../domain/change-limit.ts';
import type { Counts, Leaving } from '../../domain/operations/operation.ts';
import type { Questions } from '../../domain/operations/identity-questions.ts';
import type { AskedLine } from './asked-line.ts';
import { askedList } from './asked-list.ts';
import type { AskedRows } from './asked-rows.ts';
import { rememberedAs } from './column-memory.ts';
import { errorLog, mergeRejections } from './error-log.ts';
import { keepFindings } from './final-error-log.ts';
import { importFiles } from './import-files.ts';
import { fromJsonLines } from './json-lines.ts';
import { leavingList } from './leaving-list.ts';
import type { LeavingPeople } from './leaving-people.ts';
import type { PlanFindings } from './plan-findings.ts';
import { isDeleting, type Plan, type PlanDeps, type Planning, type PlanRun } from './planning.ts';
import { rejectedPartition, type ReadRows } from './read-rows.ts';
import type { FileFacts } from './reading/read-file.ts';
import type { Rejection } from './reading/row.ts';
import { defined } from '../../lib/defined.ts';

/**
 * The plan for people to see: counts, samples, questions and the error log; and what the job needs of it later.
 * @param proposes whether the plan proposes people to delete
 */
export async function describePlan(
  deps: PlanDeps,
  planning: Planning,
  read: ReadRows,
  proposes: boolean,
): Promise<Plan> {
  const { operation, spill, late, findings, asked, leaving } = planning;
  const rejections = () =>
    mergeRejections(spill.read<Rejection>(rejectedPartition), late.inOrder());
  const counts = countsOf(planning, findings);
  await rememberColumns(deps, planning, read.facts);
  await keepFindings(deps.work, operation, read.facts, rejections());
  const log = findings.hasProblems
    ? await writeLog(deps, planning, read.facts, rejections())
    : undefined;
  const left = proposes ? await writeDownLeaving(deps, planning, findings, leaving) : undefined;
  const questions = await keepQuestions(deps, planning, asked, counts, left);
  return {
    counts,
    rowsTotal: read.rows,
    preview: {
      ...findings.preview(read.facts),
      ...(left !== undefined && { leaving: left }),
      ...defined({ questions }),
    },
    ...(log !== undefined && { errorLog: log }),
  };
}

/** Keeps the questions, for the job and as a readable file. */
async function keepQuestions(
  deps: PlanDeps,
  run: Planning,
  asked: AskedRows,
  counts: Counts,
  leaving: Leaving | undefined,
): Promise<Questions | undefined> {
  const { operation, target, text, attributes } = run;
  const changed = counts.updated + asked.mayUpdate + (counts.deleted ?? 0);
  const bigChange = await bigChangeOf(deps, operation.tenant, changed);
  const missing = await missingOf(deps, run, changed, leaving);
  const others = {
    ...defined({ bigChange, missing }),
  };
  const questions = asked.questions();
  if (questions === undefined) return Object.keys(others).length > 0 ? others : undefined;
  await deps.work.write(importFiles.askedLines(operation), asked.open());
  const list = importFiles.asked(operation);
  const lines = fromJsonLines<AskedLine>(asked.open());
  await deps.files.write(list, askedList(lines, { target, text, attributes }));
  return { ...questions, ...others, list };
}

/** The question about the people who aren't in a file of everybody. */
async function missingOf(
  deps: PlanDeps,
  { operation }: PlanRun,
  changed: number,
  { people }: Pick<Leaving, 'people'> = { people: 0 },
): Promise<Questions['missing']> {
  if (operation.mode !== 'everyone' || people === 0) return undefined;
  const bigChange = await bigChangeOf(deps, operation.tenant, changed + people);
  return { people, ...defined({ bigChange }) };
}

/** People whom a file of everybody leaves out are deleted by an answer only, and counted then. */
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
