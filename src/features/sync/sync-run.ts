import type { AttributeDefinition } from '../../domain/attributes.ts';
import type { Standing } from '../../domain/roles.ts';
import { changeOperation } from '../../jobs/change-operation.ts';
import type { Operation, OperationState } from '../../domain/operations/operation.ts';
import type { Announcer, FileStore, JobSender } from '../../domain/operations/ports.ts';
import { textFor } from '../../text/text.ts';
import type { AttemptDeps } from '../../jobs/attempt.ts';
import {
  logKind,
  nothingYet,
  type AppliedChanges,
  type Samples,
  type SyncedPeople,
} from './apply-changes.ts';
import type { EntraUsers, HeldPeopleStore, SyncSettingsReader, SyncStateStore } from './ports.ts';
import type { Reading } from './read-entra.ts';
import { syncFiles } from './sync-files.ts';
import { syncLogFile } from './sync-log.ts';

export interface SyncFlowDeps extends AttemptDeps {
  readonly entra: EntraUsers;
  readonly people: SyncedPeople;
  readonly held: HeldPeopleStore;
  readonly states: SyncStateStore;
  readonly settings: SyncSettingsReader;
  readonly organization: {
    attributes(tenant: string): Promise<readonly AttributeDefinition[]>;
    facts(tenant: string): Promise<{ readonly defaultCountry?: string }>;
  };
  readonly files: FileStore;
  readonly work: FileStore;
  readonly announcer: Announcer;
  readonly jobs: JobSender;
  standingOf(tenant: string, person: string): Promise<Standing>;
  /** how many people there are, and from how many percent of them on a change is held */
  changeLimit(tenant: string): Promise<{ readonly people: number; readonly limit: number }>;
}

/** Progress of a sync, for the process that continues it. */
export interface Checkpoint {
  readonly reading: Reading;
  /** link to what changed since the last sync; absent: everyone is read */
  readonly since?: string;
  /** reading everyone took so long that a link to a page expired, and began anew */
  readonly startedOver?: true;
  /** revision of the settings in use */
  readonly revision: string;
  /** how often the sync had been reset when this one began */
  readonly resets: number;
  /** applied pages */
  readonly page: number;
  readonly so: AppliedChanges;
}

/** States in which a worker is at it. */
export const working: readonly OperationState[] = ['queued', 'planning', 'applying'];

/** The admin cancelled it, or another process ended it. */
export class Ended extends Error {
  override readonly name = 'Ended';
  /** what was written by then; absent: what the checkpoint says */
  readonly so: AppliedChanges | undefined;
  constructor(so?: AppliedChanges) {
    super();
    this.so = so;
  }
}

/** Writes the record, with progress for the next attempt. @throws Ended */
export async function note(
  deps: SyncFlowDeps,
  begun: Operation,
  next: Partial<Operation>,
  so?: AppliedChanges,
): Promise<void> {
  const noted = await changeOperation(deps.operations, begun, (latest) =>
    working.includes(latest.state) && latest.cancelAsked !== true
      ? { ...latest, ...next, tries: 0 }
      : undefined,
  );
  if (noted?.changed === true) {
    await deps.announcer.moved(noted.operation);
    return;
  }
  throw new Ended(so);
}

/** The changes that a sync really made before it ended early. Its preview's counts are only planned ones. */
export function syncedSoFar(operation: Operation): Pick<Operation, 'counts' | 'sync'> {
  const so = (operation.checkpoint as Checkpoint | undefined)?.so ?? nothingYet;
  return { counts: so.counts, sync: factsOf(operation, so) };
}

export function factsOf(
  operation: Operation,
  { removed, restored, merged, held = 0 }: AppliedChanges,
) {
  return { ...operation.sync, removed, restored, merged, ...(held > 0 && { held }) };
}

export async function writeLog(
  deps: SyncFlowDeps,
  operation: Operation,
  { counts, removed, held = 0 }: AppliedChanges,
  { troubles }: Pick<Samples, 'troubles'>,
  dryRun: boolean,
): Promise<string | undefined> {
  const changed = counts.added + counts.updated + removed + held;
  if (troubles.length + changed === 0) return operation.errorLog;
  const name = syncFiles.log(operation);
  const text = textFor(operation.locale, operation.timeZone);
  const attributes = await deps.organization.attributes(operation.tenant);
  const log = syncLogFile(deps.work, operation, logKind(dryRun), { troubles, text, attributes });
  await deps.files.write(name, log);
  return name;
}
