import {
  builtInAttributes,
  type AttributeDefinition,
  type AttributeKey,
} from '../directory/attributes.ts';
import type { CountryCode } from '../directory/phone.ts';
import { eachOf } from '../each-of.ts';
import { personIdFromPhone, shardOf, shards } from '../directory/person-id.ts';
import { AppError } from '../errors.ts';
import type { Counts, Operation, Preview } from '../operations/operation.ts';
import type { FileStore } from '../operations/ports.ts';
import type { Text } from '../text/text.ts';
import { compareShard } from './compare-shard.ts';
import { errorLog, mergeRejections } from './error-log.ts';
import { keepFindings } from './final-error-log.ts';
import { importFiles } from './import-files.ts';
import { LateRejections, type LateRejection } from './late-rejections.ts';
import { PlanFindings } from './plan-findings.ts';
import type { PlanLine, PlannedRow, Target } from './plan-line.ts';
import type { PeopleStore } from '../directory/people-store.ts';
import type { OrganizationReader } from './ports.ts';
import { readFile, type FileFacts } from './reading/read-file.ts';
import { isRejection, type Rejection } from './reading/row.ts';
import { createSpill, type Spill } from './spill.ts';

export interface PlanDeps {
  readonly files: FileStore;
  readonly work: FileStore;
  readonly people: PeopleStore;
  readonly organizations: OrganizationReader;
}

export interface PlanRun {
  readonly operation: Operation;
  readonly target: Target;
  readonly text: Text;
  readonly signal: AbortSignal;
  /** rows read so far; called often, the caller slows it down */
  onRows(rows: number): void | Promise<void>;
}

export interface Plan {
  readonly counts: Counts;
  readonly rowsTotal: number;
  readonly preview: Preview;
  /** blob name of the error log, if rows were rejected */
  readonly errorLog?: string;
}

const rejectedPile = 'rejected';

/** Rows in memory at once, of all shards that are being compared: some 25 MB. */
const mostRowsAtOnce = 25_000;
const mostShardsAtOnce = 4;

function shardsAtOnce(rows: number): number {
  const fitting = Math.floor((mostRowsAtOnce * shards.length) / rows);
  return Math.min(mostShardsAtOnce, Math.max(1, fitting));
}

/**
 * Plans an import: reads and checks the file, compares it with the directory, and writes down for each shard what
 * would be added and changed. Nothing is written to people. Dying anywhere costs only a new start.
 *
 * Two passes, so that memory stays flat: the file's rows go to one pile for each shard on the local disk; then shard
 * by shard they are sorted, freed of duplicates and compared.
 *
 * @throws AppError when the file as a whole can't be used (no phone column, no rows, not text …)
 */
export async function planImport(deps: PlanDeps, run: PlanRun): Promise<Plan> {
  const spill = await createSpill();
  try {
    const { tenant } = run.operation;
    const { identitySecret, defaultCountry } = await deps.organizations.facts(tenant);
    const aliases = await deps.organizations.aliases(tenant);
    const attributes = await deps.organizations.attributes(tenant);
    const findings = new PlanFindings(run.target);
    const read = await readIntoPiles(deps, run, spill, findings, {
      idOf: (phone) => {
        const derived = personIdFromPhone(identitySecret, tenant, phone);
        return aliases.get(derived) ?? derived;
      },
      attributes,
      defaultCountry: defaultCountry as CountryCode | undefined,
    });
    const late = new LateRejections([
      ...attributes.map(({ name }) => name),
      ...builtInAttributes.map((key) => run.text.attribute(key)),
    ]);
    const labelOf = (field: AttributeKey) => run.text.attribute(field, attributes);
    const labelled = { ...run, labelOf };
    // While one waits for the store or for its file to be written, another is compared.
    await eachOf(shards, shardsAtOnce(read.rows), (shard) =>
      planShard(deps, labelled, spill, findings, late, shard),
    );

    const rejections = () => mergeRejections(spill.read<Rejection>(rejectedPile), late.inOrder());
    const { counts } = findings;
    await keepFindings(deps.work, run.operation, read.facts, rejections());
    const log = findings.hasProblems
      ? await writeLog(deps, run, read.facts, rejections())
      : undefined;
    return {
      counts,
      rowsTotal: read.rows,
      preview: findings.preview(read.facts),
      ...(log !== undefined && { errorLog: log }),
    };
  } finally {
    await spill.remove();
  }
}

async function readIntoPiles(
  deps: PlanDeps,
  run: PlanRun,
  spill: Spill,
  findings: PlanFindings,
  rules: {
    idOf(phone: string): string;
    defaultCountry: CountryCode | undefined;
    attributes: readonly AttributeDefinition[];
  },
): Promise<{ rows: number; facts: FileFacts }> {
  const original = importFiles.original(run.operation);
  let facts: FileFacts | undefined;
  let rows = 0;
  const batches = readFile((fromByte) => deps.files.open(original, fromByte), {
    defaultCountry: rules.defaultCountry,
    attributes: rules.attributes,
    onFacts: (found) => (facts = found),
    signal: run.signal,
  });
  for await (const batch of batches) {
    run.signal.throwIfAborted();
    for (const entry of batch) {
      if (isRejection(entry)) {
        findings.reject(entry);
        await spill.add(rejectedPile, entry);
        continue;
      }
      // Marked as deleted and without a phone: there is nobody whom the row could be about.
      if (entry.fields.phone === '') {
        findings.leave(1);
        continue;
      }
      const id = rules.idOf(entry.fields.phone);
      const row: PlannedRow = { id, ...entry };
      const full = spill.add(shardOf(id), row);
      if (full !== undefined) await full;
    }
    rows += batch.length;
    await run.onRows(rows);
  }
  if (facts === undefined || rows === 0) throw new AppError('no-usable-row');
  return { rows, facts };
}

async function planShard(
  deps: PlanDeps,
  run: PlanRun & { readonly labelOf: (field: AttributeKey) => string },
  spill: Spill,
  findings: PlanFindings,
  late: LateRejections,
  shard: string,
): Promise<void> {
  const rows: PlannedRow[] = [];
  for await (const batch of spill.read<PlannedRow>(shard)) rows.push(...batch);
  if (rows.length === 0) return;
  // Sorted by key: stores are quicker at it, and comparing becomes a merge of two sorted sequences.
  rows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.record - b.record));
  const reject = (rejection: LateRejection) => {
    findings.reject(rejection);
    late.add(rejection);
  };
  const winners: PlannedRow[] = [];
  for (const row of rows.toReversed()) {
    const winner = winners.at(-1);
    if (winner?.id !== row.id) {
      winners.push(row);
      continue;
    }
    // In an export of changes: the phone was given to someone else after its former owner was deleted. Such a file goes by
    // people's ids, so who is there may stand before or after who was.
    if (row.deleted === true || winner.deleted === true) {
      if (row.deleted !== true) winners[winners.length - 1] = row;
      findings.leave(1);
      continue;
    }
    const { line, record } = row;
    reject({ line, record, reason: 'same-phone-later', laterLine: winner.line });
  }
  winners.reverse();

  const pile = `plan-${shard}`;
  let planned = 0;
  await compareShard(winners, {
    tenant: run.operation.tenant,
    shard,
    target: run.target,
    people: deps.people,
    signal: run.signal,
    onLine: (line: PlanLine) => {
      planned += 1;
      findings.plan(line);
      return spill.add(pile, line);
    },
    onUnchanged: (count) => findings.leave(count),
    onRejected: reject,
    onLocked({ line, record }, fields) {
      const columns = fields.map((field) => run.labelOf(field));
      findings.note({ line, record, reason: 'locked', column: columns.join(', ') });
      late.add({ line, record, reason: 'locked', columns });
    },
  });
  if (planned === 0) return;
  await deps.work.write(importFiles.plan(run.operation, shard), spill.open(pile), {
    signal: run.signal,
  });
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
