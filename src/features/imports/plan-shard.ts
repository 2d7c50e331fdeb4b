import type { AttributeKey } from '../../domain/attributes.ts';
import { compareNames } from '../../domain/match-keys.ts';
import type { PeopleStore } from '../../domain/people-store.ts';
import { shardOf, shards } from '../../domain/person-id.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { isDoubtful, newKeysOf, settleDoubtful, type Settled } from './ask-rows.ts';
import type { AskedRows } from './asked-rows.ts';
import { compareRange } from './compare-range.ts';
import { importFiles } from './import-files.ts';
import { keptRow, readKeptRows, type KeptRow, type RowMemory } from './kept-rows.ts';
import type { LateRejection, LateRejections } from './late-rejections.ts';
import type { Mentions } from './mentions.ts';
import { isOfMerged, settleMerged, survivorOf, type BroughtBack } from './plan-merged-rows.ts';
import type { PlanFindings } from './plan-findings.ts';
import { classifyRow, withoutKept } from './plan-line.ts';
import type { Kept, PlanLine, PlannedRow, Target } from './plan-line.ts';
import { keysOfRow, type RepeatedKeys, type RowKeys } from './repeated-keys.ts';
import type { RowRecogniser } from './recognise-rows.ts';
import type { SpillFiles } from './spill-files.ts';
import { findTwins, sharedKey } from './twins.ts';

/*
 * The second pass of a plan. The rows of a shard share a spill file. A large file has sixteen for each shard,
 * by the second digit of the id. They are sorted and compared one spill file at a time, so memory doesn't grow
 * with the file.
 */

export interface ShardPlanDeps {
  readonly work: FileStore;
  readonly people: PeopleStore;
  /** size in bytes from which a file is large; absent: 16 MB, some 160,000 people */
  readonly largeFrom?: number;
}

export interface ShardPlanRun {
  readonly operation: Operation;
  readonly target: Target;
  readonly signal: AbortSignal;
  readonly spill: SpillFiles;
  readonly findings: PlanFindings;
  readonly late: LateRejections;
  readonly asked: AskedRows;
  readonly repeated: RepeatedKeys;
  /** of a file of everyone */
  readonly mentions?: Mentions;
  /** reads the directory at the first call; undefined: people are recognised by phone alone */
  recogniser(): Promise<RowRecogniser | undefined>;
  labelOf(field: AttributeKey): string;
}

const usuallyLargeFrom = 16 * 1024 * 1024;
export const shardsAtOnce = 2;
/**
 * Up to so many rows, a shard mostly waits for the store. A list of people's numbers has many rows in few bytes, and each line
 * of its plan has a whole person.
 */
const fewRows = 20_000;
const fewShardsAtOnce = 8;

/** Whether a file's shards are compared in sixteen parts each. */
export function isLargeFile(
  { fileBytes }: Pick<Operation, 'fileBytes'>,
  { largeFrom = usuallyLargeFrom }: Pick<ShardPlanDeps, 'largeFrom'>,
): boolean {
  return fileBytes >= largeFrom;
}

/** @returns the spill file of a person's rows */
export function partitionCountFor(
  operation: Pick<Operation, 'fileBytes'>,
  deps: Pick<ShardPlanDeps, 'largeFrom'>,
): (id: string) => string {
  const digits = isLargeFile(operation, deps) ? 2 : 1;
  return (id) => id.slice(0, digits);
}

/**
 * Plans all shards, some concurrently: while one waits for the store or for its file, another is compared.
 * @param run `rows`: as many as the file has
 */
export async function planShards(
  deps: ShardPlanDeps,
  run: ShardPlanRun & { readonly rows: number },
): Promise<void> {
  const partitionOf = partitionCountFor(run.operation, deps);
  /** new people who may be in another row too: checked when all rows are known */
  const maybeTwins: PlanLine[] = [];
  const waiting = new Map<string, number>();
  const write = async (shard: string) => {
    const name = importFiles.plan(run.operation, shard);
    const part = planPartition(shard);
    await deps.work.write(name, run.spill.open(part), { signal: run.signal });
    run.spill.drop(part);
  };
  /** of shards that are planned: each is used by one at a time */
  const memories: RowMemory[] = [];
  const atOnce = run.rows < fewRows ? fewShardsAtOnce : shardsAtOnce;
  await forEachConcurrent(shards, atOnce, async (shard) => {
    const ranges = new Set(shards.map((digit) => partitionOf(shard + digit)));
    let planned = 0;
    const twins: PlanLine[] = [];
    const memory = memories.pop() ?? {};
    for (const range of ranges) {
      planned += await planRange(deps, run, range, { plan: planPartition(shard), twins, memory });
    }
    memories.push(memory);
    maybeTwins.push(...twins);
    if (twins.length > 0) waiting.set(shard, planned);
    else if (planned > 0) await write(shard);
  });
  const more = await planTwins(run, maybeTwins);
  await forEachConcurrent(waiting, shardsAtOnce, async ([shard, planned]) => {
    if (planned + (more.get(shard) ?? 0) > 0) await write(shard);
  });
}

const planPartition = (shard: string) => `plan-${shard}`;

/** Asks about rows that are the same person by another key, and plans the others. @returns lines planned, by shard */
async function planTwins(
  { findings, asked, spill, target }: ShardPlanRun,
  lines: readonly PlanLine[],
): Promise<ReadonlyMap<string, number>> {
  const planned = new Map<string, number>();
  const byRecord = new Map(lines.map((line) => [line.row.record, line]));
  const { twins, single } = findTwins(lines.map(({ row }) => row));
  const plan = async (sent: PlanLine) => {
    const line = sent.type === 'update' ? withoutKeysOfEntra(sent, target) : sent;
    if (line === undefined) {
      findings.leave(1);
      return;
    }
    const shard = shardOf(line.row.id);
    planned.set(shard, (planned.get(shard) ?? 0) + 1);
    findings.plan(line);
    await spill.add(planPartition(shard), line);
  };
  for (const { rows } of twins) {
    const group = rows.flatMap(({ record }) => byRecord.get(record) ?? []);
    const added = group.filter(({ type }) => type === 'add').map(({ row }) => row);
    const there = group.filter((line) => line.type !== 'add');
    for (const line of there) await plan(line);
    const [known] = there;
    const [last, ...earlier] = added.toReversed();
    if (known === undefined && last !== undefined) {
      const key = sharedKey(last, earlier)?.key ?? 'email';
      await asked.add({ question: 'likely', key, row: last, twins: earlier.reverse() });
      continue;
    }
    for (const row of added) {
      // By way of another row, where it has nothing in common with the one of the person who is there.
      const others = added.filter((other) => other !== row);
      const shared =
        sharedKey(row, known === undefined ? [] : [known.row]) ?? sharedKey(row, others);
      const key = shared?.key ?? 'email';
      await asked.add({ question: 'likely', key, row, ...(known && { before: known.before }) });
    }
  }
  for (const { record } of single) {
    const line = byRecord.get(record);
    if (line !== undefined) await plan(line);
  }
  return planned;
}

/** The line without what only Entra may change; undefined: nothing else changes. */
function withoutKeysOfEntra(
  line: Extract<PlanLine, { type: 'update' }>,
  target: Target,
): PlanLine | undefined {
  const { row } = withoutKept(line.row, line.before);
  return classifyRow(row, line.before, target) === 'unchanged' ? undefined : { ...line, row };
}

/** Whether the row gives a person an email or employee ID that no one who is there had. */
function isNewByKey(line: PlanLine): boolean {
  if (line.type !== 'update') return true;
  const { fields } = line.row;
  return (['email', 'employeeId'] as const).some(
    (key) => fields[key] !== undefined && fields[key] !== line.before.fields[key],
  );
}

/**
 * @param range the spill file, and the first digits of the people's ids in the store
 * @returns number of lines added to the plan
 */
async function planRange(
  deps: ShardPlanDeps,
  run: ShardPlanRun,
  range: string,
  { plan, twins, memory }: RangePlan,
): Promise<number> {
  const { spill, findings, late, asked, repeated, mentions } = run;
  const rows = await readKeptRows(spill, range, memory);
  // A file of everybody is looked at once more, for the people who aren't in it.
  if (mentions === undefined) spill.drop(range);
  if (rows.length === 0) return 0;
  const reject = (rejection: LateRejection, row: PlannedRow) => {
    findings.reject(rejection, rejection.valuesLeftOut);
    late.add(rejection);
    mentions?.ofFields(row.fields);
  };
  let planned = 0;
  const doubtful: PlanLine[] = [];
  const ofMerged: BroughtBack[] = [];
  let known: Known | undefined;
  const keep = (line: PlanLine): void | Promise<void> => {
    if (repeated.mayStandAgain(keysOfRow(line.row.fields)) && isNewByKey(line)) {
      twins.push(line);
      return;
    }
    planned += 1;
    findings.plan(line);
    return spill.add(plan, line);
  };
  const takeNew = ({ bytes: row }: KeptRow): boolean | Promise<void> => {
    if (row?.hasOnlyValues !== true || run.target.required.length > 0) return false;
    const { line, keys } = row;
    if ((keys.email !== 0 || keys.employeeId !== 0) && mayBeOthers(keys, known)) return false;
    if (findings.wantsAdded(line) || repeated.mayStandAgain(keys)) return false;
    planned += 1;
    findings.planAdded();
    return spill.addBytes(plan, beforeAdded, row.json, afterAdded) ?? true;
  };
  const look = (line: PlanLine): void | Promise<void> => {
    if (isOfMerged(line)) {
      ofMerged.push(line);
      return;
    }
    if (!isDoubtful(line, known?.recogniser)) return keep(line);
    doubtful.push(line);
  };
  const noteKept = ({ line, record }: PlannedRow, kept: readonly Kept[]) => {
    for (const reason of new Set(kept.map(({ why }) => why))) {
      const fields = kept.filter(({ why }) => why === reason).map(({ field }) => field);
      const columns = fields.map((field) => run.labelOf(field));
      const column = columns.join(', ');
      findings.leaveOut({ line, record, reason, column, leftOut: true }, fields.length);
      late.add({ line, record, reason, columns });
    }
  };
  await compareRange(lastOfEach(rows, run, reject), {
    tenant: run.operation.tenant,
    range,
    target: run.target,
    people: deps.people,
    signal: run.signal,
    takeNew,
    onLine(line: PlanLine) {
      if (known !== undefined || !isAskedFor(line)) return look(line);
      return run.recogniser().then((recogniser) => {
        known = { recogniser };
        return look(line);
      });
    },
    onUnchanged: (count) => findings.leave(count),
    onGone: () => findings.leaveGone(),
    onRejected: reject,
    onKept: noteKept,
    mayBeTwin: ({ fields }) => repeated.mayStandAgain(keysOfRow(fields)),
  });
  const take = async (one: Settled, row: PlannedRow) => {
    if ('kept' in one && one.kept.length > 0) noteKept(row, one.kept);
    if ('plan' in one) {
      if (one.plan.row.id !== row.id) mentions?.ofPerson(one.plan.row.id);
      await keep(one.plan);
      return;
    }
    mentions?.ofFields(row.fields);
    if ('ask' in one) await asked.add(one.ask);
    else if ('reject' in one) reject(one.reject, row);
    else findings.leave(1);
  };
  for (const line of ofMerged) {
    const { people } = deps;
    const one = await settleMerged(line, people, run.operation.tenant, run.target);
    if (mentions !== undefined) {
      const stayed = await survivorOf(people, run.operation.tenant, line.before);
      if (stayed !== undefined) mentions.ofPerson(stayed.id);
    }
    if (one !== undefined) await take(one, line.row);
    else if (isDoubtful(line, known?.recogniser)) doubtful.push(line);
    else await keep(line);
  }
  for (let start = 0; start < doubtful.length; start += lookedUpAtOnce) {
    const lines = doubtful.slice(start, start + lookedUpAtOnce);
    const settled = await settleDoubtful(lines, known?.recogniser, run.target);
    for (const [place, one] of settled.entries()) {
      const row = lines[place]?.row;
      if (row !== undefined) await take(one, row);
    }
  }
  await mentions?.flush();
  return planned;
}

interface RangePlan {
  /** the spill file that the lines are added to */
  readonly plan: string;
  /** gets the lines of new people who may be in another row too */
  readonly twins: PlanLine[];
  readonly memory: RowMemory;
}

/** The index made from the directory, once the first row with another key has asked for it. */
interface Known {
  /** undefined: people are recognised by phone alone */
  readonly recogniser: RowRecogniser | undefined;
}

/** around a row's JSON in a line that adds it: `PlanLine` */
const beforeAdded = Buffer.from('{"type":"add","row":');
const afterAdded = Buffer.from('}\n');

/** Whether another person may already have the email or employee ID of a new person. */
function mayBeOthers(keys: RowKeys, known: Known | undefined): boolean {
  return known === undefined || known.recogniser?.index.mayHave(keys) === true;
}

export const lookedUpAtOnce = 500;

/** Whether the row has another key that may match a person. */
function isAskedFor(line: PlanLine): boolean {
  const fields = newKeysOf(line);
  return fields.email !== undefined || fields.employeeId !== undefined;
}

/**
 * A number shared by this many people of different names belongs to none of them: it is a switchboard's or a
 * ward's.
 */
const fewestSharing = 3;

/** @param rows of one id */
function areShared(rows: readonly PlannedRow[]): boolean {
  const names = new Set<string>();
  for (const { fields, deleted } of rows) {
    const name = fields.displayName ?? `${fields.firstName ?? ''} ${fields.lastName ?? ''}`;
    if (deleted !== true && name.trim() !== '') names.add(name.trim().toLowerCase());
  }
  return names.size >= fewestSharing;
}

type Reject = (rejection: LateRejection, row: PlannedRow) => void;

/**
 * The rows by id, only the last one of each person. Sorted by id, since stores read that faster and comparing
 * becomes a merge of two sorted sequences.
 */
export function lastOfEach(
  rows: KeptRow[],
  { findings }: Pick<ShardPlanRun, 'findings'>,
  reject: Reject,
): KeptRow[] {
  rows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const winners: KeptRow[] = [];
  for (let end = rows.length; end > 0;) {
    const last = rows[end - 1];
    let start = end - 1;
    while (start > 0 && rows[start - 1]?.id === last?.id) start -= 1;
    const winner =
      end - start === 1 ? last : lastOf(rows.slice(start, end), () => findings.leaveGone(), reject);
    if (winner !== undefined) winners.push(winner);
    end = start;
  }
  return winners.reverse();
}

/** The row that counts of several with one id; undefined: none of them does. */
function lastOf(kept: readonly KeptRow[], leaveGone: () => void, reject: Reject) {
  const rows = kept.map((row) => row.read()).sort((a, b) => a.record - b.record);
  const isShared = areShared(rows);
  let winner: PlannedRow | undefined;
  for (const row of rows.toReversed()) {
    const { line, record, leftOut: valuesLeftOut } = row;
    const counted = valuesLeftOut === undefined ? {} : { valuesLeftOut };
    if (isShared) {
      reject({ line, record, reason: 'phone-shared', ...counted }, row);
      continue;
    }
    if (winner === undefined) {
      winner = row;
      continue;
    }
    // In an export of changes: the phone was given to someone else after its former owner was deleted. The file
    // is ordered by people's ids, so the present owner may come before or after the former one.
    if (row.deleted === true || winner.deleted === true) {
      if (row.deleted !== true) winner = row;
      leaveGone();
      continue;
    }
    winner = withKeysOf(winner, row);
    // A row without a phone was found by another key.
    const isSamePhone = row.found === undefined && winner.found === undefined;
    const reason = isSamePhone ? 'same-phone-later' : 'same-person-later';
    reject({ line, record, reason, laterLine: winner.line, ...counted }, row);
  }
  return winner === undefined ? undefined : keptRow(winner);
}

/**
 * The row that counts, with the email and employee ID that only an earlier row of the person has: without them
 * the person might not be found.
 */
function withKeysOf(winner: PlannedRow, { fields }: PlannedRow): PlannedRow {
  if (compareNames(winner.fields, fields) === 'differs') return winner;
  const missing = (['email', 'employeeId'] as const).filter(
    (key) =>
      fields[key] !== undefined &&
      winner.fields[key] === undefined &&
      winner.cleared?.includes(key) !== true,
  );
  if (missing.length === 0) return winner;
  const keys = Object.fromEntries(missing.map((key) => [key, fields[key]]));
  return { ...winner, fields: { ...winner.fields, ...keys } };
}
