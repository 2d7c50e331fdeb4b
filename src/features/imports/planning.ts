import type { AttributeDefinition, AttributeKey } from '../../domain/attributes.ts';
import { builtInAttributes } from '../../domain/attributes.ts';
import type { CountryCode } from '../../domain/phone.ts';
import { createPersonIds } from '../../domain/person-id.ts';
import type { Counts, Operation, Preview } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import type { Text } from '../../text/text.ts';
import { AskedRows } from './asked-rows.ts';
import type { ColumnMemory } from './column-memory.ts';
import { keepRow, keepRowInBytes } from './kept-rows.ts';
import { LateRejections } from './late-rejections.ts';
import { createLeavingPeople, type LeavingPeople } from './leaving-people.ts';
import { createMentions } from './mentions.ts';
import { PlanFindings } from './plan-findings.ts';
import type { PlannedRow, Target } from './plan-line.ts';
import { partitionCountFor, type ShardPlanDeps, type ShardPlanRun } from './plan-shard.ts';
import type { NumberedRow } from './reading/read-file.ts';
import type { GroupJoining } from '../../domain/group-joining.ts';
import type { OrganizationReader, Recognition } from './ports.ts';
import { createRepeatedKeys, keysOfRow, type RowKeys } from './repeated-keys.ts';
import { createRowRecogniser, type RowRecogniser } from './recognise-rows.ts';
import type { SpillFiles } from './spill-files.ts';

export interface PlanDeps extends ShardPlanDeps {
  readonly files: FileStore;
  readonly organizations: OrganizationReader;
  /** absent: people are recognised by phone alone, and no change counts as big */
  readonly recognition?: Recognition;
  /** absent: there are no groups to join */
  readonly joining?: GroupJoining;
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

/** Shared by the steps of a plan: how to read the file, and what was found so far. */
export interface Planning extends PlanRun, ShardPlanRun {
  readonly attributes: readonly AttributeDefinition[];
  readonly defaultCountry: CountryCode | undefined;
  readonly leaving: LeavingPeople;
  /** the id of the person with this number, also of those whose number changed */
  idOf(phone: string): string;
  /** the spill file of a person's rows */
  partitionOf(id: string): string;
  /** Adds a row to those of its person's range; resolves when the disk keeps up. */
  keep(row: PlannedRow, keys?: RowKeys): void | Promise<void>;
  /** The same for a row in bytes. */
  keepBytes(row: NumberedRow): void | Promise<void>;
}

/** @param spill where rows wait between the two passes; the caller removes it */
export async function beginPlanning(
  deps: PlanDeps,
  run: PlanRun,
  spill: SpillFiles,
): Promise<Planning> {
  const { operation, text, target } = run;
  const { tenant } = operation;
  const [facts, aliases, attributes] = await Promise.all([
    deps.organizations.facts(tenant),
    deps.organizations.aliases(tenant),
    deps.organizations.attributes(tenant),
  ]);
  const defaultCountry = facts.defaultCountry as CountryCode | undefined;
  const findings = new PlanFindings(target);
  const partitionOf = partitionCountFor(operation, deps);
  const recogniser = recogniserOf(deps, tenant);
  const derivedId = createPersonIds(facts.identitySecret, tenant);
  const idOf = (phone: string) => {
    const derived = derivedId(phone);
    return aliases.get(derived) ?? derived;
  };
  const mentioning = async () => {
    const index = (await recogniser())?.index;
    return createMentions({ spill, index, defaultCountry, idOf, partitionOf });
  };
  return {
    ...run,
    spill,
    attributes,
    defaultCountry,
    findings,
    idOf,
    partitionOf,
    keep: (row, keys = keysOfRow(row.fields)) => keepRow(spill, partitionOf(row.id), row, keys),
    keepBytes: ({ record, inBytes }) => {
      const id = idOf(inBytes.phone);
      return keepRowInBytes(spill, partitionOf(id), { id, record, row: inBytes });
    },
    recogniser,
    asked: new AskedRows(spill, target),
    repeated: createRepeatedKeys(operation.fileBytes),
    leaving: createLeavingPeople(spill, findings),
    late: new LateRejections([
      ...attributes.map(({ name }) => name),
      ...builtInAttributes.map((key) => text.attribute(key)),
    ]),
    labelOf: (field: AttributeKey) => text.attribute(field, attributes),
    ...(operation.mode === 'everyone' && { mentions: await mentioning() }),
  };
}

/** Reads the directory at the first call: most files need no other key than the phone number. */
function recogniserOf({ recognition, people }: PlanDeps, tenant: string) {
  let looking: Promise<RowRecogniser> | undefined;
  return async () => {
    if (recognition === undefined) return undefined;
    looking ??= createRowRecogniser(recognition, people, tenant);
    return looking;
  };
}

export function isDeleting({ operation }: Pick<PlanRun, 'operation'>): boolean {
  return operation.mode === 'delete';
}
