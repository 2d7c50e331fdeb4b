import {
  builtInAttributes,
  type AttributeDefinition,
  type AttributeKey,
} from '../../domain/attributes.ts';
import type { CountryCode } from '../../domain/phone.ts';
import { personIdFromPhone } from '../../domain/person-id.ts';
import { AppError } from '../../errors.ts';
import type { Counts, Operation, Preview } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import type { Text } from '../../text/text.ts';
import { errorLog, mergeRejections } from './error-log.ts';
import { keepFindings } from './final-error-log.ts';
import { importFiles } from './import-files.ts';
import { LateRejections } from './late-rejections.ts';
import { PlanFindings } from './plan-findings.ts';
import type { PlannedRow, Target } from './plan-line.ts';
import { partitionCountFor, planShards, type ShardPlanDeps } from './plan-shard.ts';
import type { OrganizationReader } from './ports.ts';
import { readFile, type FileFacts } from './reading/read-file.ts';
import { isRejection, type LeftOut, type Rejection, type Row } from './reading/row.ts';
import { createSpillFiles, type SpillFiles } from './spill-files.ts';

export interface PlanDeps extends ShardPlanDeps {
  readonly files: FileStore;
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

/**
 * Plans an import: reads and checks the file, compares it with the directory, and writes down for each shard what
 * would be added and changed. Nothing is written to people. Dying anywhere costs only a new start.
 *
 * Two passes, so that memory stays flat: the file's rows go to piles on the local disk; then shard by shard they are sorted, freed
 * of duplicates and compared (plan-shard.ts).
 *
 * @throws AppError when the file as a whole can't be used (no phone column, no rows, not text …); NeedsAnswer when its admin has to
 *   say how it is to be read
 */
export async function planImport(deps: PlanDeps, run: PlanRun): Promise<Plan> {
  const spill = await createSpillFiles();
  try {
    // Planned before, and since then answered otherwise: what that plan would have written must not be applied with this one.
    if (run.operation.answers !== undefined)
      await deps.work.removeAll(importFiles.work(run.operation));
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
    await planShards(deps, { ...run, labelOf, spill, findings, late });

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
  spill: SpillFiles,
  findings: PlanFindings,
  rules: {
    idOf(phone: string): string;
    defaultCountry: CountryCode | undefined;
    attributes: readonly AttributeDefinition[];
  },
): Promise<{ rows: number; facts: FileFacts }> {
  const original = importFiles.original(run.operation);
  const pileOf = partitionCountFor(run.operation, deps);
  let facts: FileFacts | undefined;
  let rows = 0;
  const batches = readFile((fromByte) => deps.files.open(original, fromByte), {
    defaultCountry: rules.defaultCountry,
    attributes: rules.attributes,
    ...(run.operation.answers !== undefined && { answers: run.operation.answers }),
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
      const { leftOut, ...taken } = entry;
      if (leftOut !== undefined) {
        const told = asToldOf(entry, leftOut);
        findings.leaveOut(told, leftOut.length);
        await spill.add(rejectedPile, told);
      }
      const row: PlannedRow = {
        id,
        ...taken,
        ...(leftOut !== undefined && { leftOut: leftOut.length }),
      };
      const full = spill.add(pileOf(id), row);
      if (full !== undefined) await full;
    }
    rows += batch.length;
    await run.onRows(rows);
  }
  if (facts === undefined) throw new AppError('file-empty');
  return { rows, facts };
}

/** What the error log says of a row that counts without some of its values. */
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
