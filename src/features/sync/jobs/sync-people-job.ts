import { fewestOfBigChange, isBigChange } from '../../../domain/change-limit.ts';
import type { AttributeDefinition } from '../../../domain/attributes.ts';
import type { CountryCode } from '../../../domain/phone.ts';
import type { Role } from '../../../domain/roles.ts';
import { AppError } from '../../../errors.ts';
import { changeOperation } from '../../../jobs/change-operation.ts';
import type { Operation, OperationState } from '../../../domain/operations/operation.ts';
import type {
  Announcer,
  FileStore,
  JobSender,
  OperationJobMessage,
} from '../../../domain/operations/ports.ts';
import type { FullSyncReason } from '../../../domain/operations/sync-facts.ts';
import {
  applyChanges,
  logKind,
  nothingYet,
  type AppliedChanges,
  type Samples,
  type SyncedPeople,
} from '../apply-changes.ts';
import { changeSyncState } from '../change-state.ts';
import type {
  EntraUsers,
  HeldPeopleStore,
  SyncSettingsReader,
  SyncState,
  SyncStateStore,
} from '../ports.ts';
import { notBegun, readPage, type Reading } from '../read-entra.ts';
import { syncFiles } from '../sync-files.ts';
import { syncLogFile } from '../sync-log.ts';
import type { SyncSettings } from '../sync-settings.ts';
import { textFor } from '../../../text/text.ts';
import { attempt, type AttemptDeps } from '../../../jobs/attempt.ts';
import { finish } from '../../../jobs/finish.ts';
import type { Handling, Outcome } from '../../../jobs/queue-loop.ts';
import { mayRun } from '../../../jobs/may-run.ts';

export interface SyncJobDeps extends AttemptDeps {
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
  roleOf(tenant: string, person: string): Promise<Role>;
  /** how many people there are, and from how many percent of them on a change is held */
  changeLimit(tenant: string): Promise<{ readonly people: number; readonly limit: number }>;
}

/** Progress of a sync, for the process that continues it. */
interface Checkpoint {
  readonly reading: Reading;
  /** link to what changed since the last sync; absent: everyone is read */
  readonly since?: string;
  /** revision of the settings in use */
  readonly revision: string;
  /** how often the sync had been reset when this one began */
  readonly resets: number;
  /** applied pages */
  readonly page: number;
  readonly so: AppliedChanges;
}

/** From this many changed people on, reading the directory view again is cheaper. */
const manyChanges = 1_000;
const working: readonly OperationState[] = ['queued', 'planning', 'applying'];

/**
 * Syncs an organization with Entra: reads the users page by page, then applies them page by page. Progress is
 * kept after each page, so a crash costs at most a page. The first sync stops between the two and asks.
 */
export function createSyncPeopleJob(deps: SyncJobDeps) {
  return (message: OperationJobMessage, handling: Handling): Promise<Outcome> =>
    attempt(deps, {
      key: { tenant: message.tenant, kind: 'sync', id: message.operation },
      ready: working,
      early: ['preview', 'held'],
      handling,
      work: (operation) => run(deps, operation, handling),
    });
}

/** The admin cancelled it, or another process ended it. */
class Ended extends Error {
  override readonly name = 'Ended';
  /** what was written by then; absent: what the checkpoint says */
  readonly so: AppliedChanges | undefined;
  constructor(so?: AppliedChanges) {
    super();
    this.so = so;
  }
}

async function run(deps: SyncJobDeps, begun: Operation, handling: Handling): Promise<Outcome> {
  const { tenant, by } = begun;
  const settings = await deps.settings.settings(tenant);
  if (settings === undefined) throw new AppError('sync-not-set-up');
  // Checked again by the worker: the role may have been removed since.
  if (!mayRun(await deps.roleOf(tenant, by.id), 'sync-people')) throw new AppError('not-an-admin');
  const state = await deps.states.read(tenant);
  const started = deps.now();
  try {
    const read = await readAll(deps, begun, settings, state, handling.signal);
    // A confirmation holds for what was shown. With other settings, the sync asks again.
    const { revision } = settings;
    const confirmed = (begun.checkpoint as Checkpoint | undefined)?.revision === revision;
    const isConfirmed =
      (state?.isConfirmed === true && state.revision === revision) ||
      (confirmed && begun.confirmedAt !== undefined);
    if (!isConfirmed) return await preview(deps, begun, settings, read, handling.signal);
    if (begun.confirmedAt === undefined) {
      const held = await holdIfBig(deps, begun, settings, read, handling.signal);
      if (held !== undefined) return held;
    }
    // Noted before anything is written: from now on a cancellation waits for the end of a page.
    if (begun.state !== 'applying') {
      await note(deps, begun, { state: 'applying', checkpoint: read, counts: read.so.counts });
    }
    const { so, samples } = await bring(deps, begun, settings, read, handling.signal, false);
    await keepState(deps, tenant, read);
    return await complete(deps, begun, { so, samples, handling, started });
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return await cancelled(deps, begun, error.so);
  }
}

/** Writes the record, with progress for the next attempt. @throws Ended */
async function note(
  deps: SyncJobDeps,
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

async function readAll(
  deps: SyncJobDeps,
  begun: Operation,
  settings: SyncSettings,
  state: SyncState | undefined,
  signal: AbortSignal,
): Promise<Checkpoint> {
  let checkpoint = begun.checkpoint as Checkpoint | undefined;
  if (checkpoint?.revision !== settings.revision) {
    checkpoint = begin(settings, state);
    const full = fullReason(settings, state);
    await note(deps, begun, {
      state: 'planning',
      checkpoint,
      sync: { ...factsOf(begun, nothingYet), ...(full !== undefined && { full }) },
    });
  }
  while (!checkpoint.reading.isDone) {
    signal.throwIfAborted();
    try {
      const { reading, since }: Checkpoint = checkpoint;
      checkpoint = {
        ...checkpoint,
        reading: await readPage(deps, begun, settings, { reading, since }),
      };
      await note(deps, begun, { checkpoint });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'entra-delta-expired') throw error;
      // Everyone was being read already: the job tries again, and then reports it.
      if (checkpoint.since === undefined)
        throw new AppError('entra-unreachable', {}, { cause: error });
      // Nothing was applied yet: everyone is read instead, from the beginning.
      const { since: _tooOld, ...rest } = checkpoint;
      checkpoint = { ...rest, reading: notBegun };
      const full: FullSyncReason = 'expired';
      await note(deps, begun, { checkpoint, sync: { ...factsOf(begun, nothingYet), full } });
    }
  }
  return checkpoint;
}

function begin(settings: SyncSettings, state: SyncState | undefined): Checkpoint {
  const isCurrent = state?.revision === settings.revision && settings.users.kind === 'all';
  const since = isCurrent ? state.deltaLink : undefined;
  return {
    reading: notBegun,
    ...(since !== undefined && { since }),
    revision: settings.revision,
    resets: state?.resets ?? 0,
    page: 0,
    so: nothingYet,
  };
}

function fullReason(
  { revision }: SyncSettings,
  state: SyncState | undefined,
): FullSyncReason | undefined {
  if (state?.revision === revision) return undefined;
  if (state?.revision !== undefined) return 'settings';
  return (state?.asked.length ?? 0) > 1 ? 'reset' : 'first';
}

async function bring(
  deps: SyncJobDeps,
  begun: Operation,
  settings: SyncSettings,
  checkpoint: Checkpoint,
  signal: AbortSignal,
  dryRun: boolean,
) {
  const { tenant } = begun;
  const { defaultCountry } = await deps.organization.facts(tenant);
  const { reading } = checkpoint;
  return applyChanges(
    deps,
    {
      key: begun,
      by: begun.confirmedBy ?? begun.by,
      at: begun.at,
      mapping: settings.mapping,
      attributes: await deps.organization.attributes(tenant),
      defaultCountry: defaultCountry as CountryCode | undefined,
      pages: reading.pages,
      isFull: checkpoint.since === undefined,
      dryRun,
      signal,
      async onProgress(page, so) {
        const written = { checkpoint: { ...checkpoint, page, so }, counts: so.counts };
        const state = dryRun ? 'planning' : 'applying';
        const next = { state, rowsDone: so.users, ...(!dryRun && written) } as const;
        await note(deps, begun, next, dryRun ? undefined : so);
      },
    },
    dryRun ? { page: 0, so: nothingYet } : { page: checkpoint.page, so: checkpoint.so },
  );
}

async function preview(
  deps: SyncJobDeps,
  begun: Operation,
  settings: SyncSettings,
  checkpoint: Checkpoint,
  signal: AbortSignal,
): Promise<Outcome> {
  const { so, samples } = await bring(deps, begun, settings, checkpoint, signal, true);
  const errorLog = await writeLog(deps, begun, so, samples, true);
  const planned = await changeOperation(deps.operations, begun, (latest) =>
    latest.state === 'planning'
      ? {
          ...latest,
          state: 'preview',
          counts: so.counts,
          sync: factsOf(latest, so),
          rowsDone: 0,
          rowsTotal: so.users,
          tries: 0,
          preview: previewOf(samples),
          ...(errorLog !== undefined && { errorLog }),
        }
      : undefined,
  );
  if (planned?.changed !== true) throw new Ended();
  await deps.announcer.moved(planned.operation);
  return 'done';
}

/**
 * Holds a sync that would change or remove more people than the organization's limit. @returns undefined:
 * within the limit
 */
async function holdIfBig(
  deps: SyncJobDeps,
  begun: Operation,
  settings: SyncSettings,
  checkpoint: Checkpoint,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  // Writing has begun, so an earlier attempt has checked.
  if (checkpoint.page > 0 || begun.state === 'applying') return undefined;
  const { so, samples } = await bring(deps, begun, settings, checkpoint, signal, true);
  const changed = so.counts.updated + so.removed;
  if (changed < fewestOfBigChange) return undefined;
  const { people, limit } = await deps.changeLimit(begun.tenant);
  if (!isBigChange(changed, people, limit)) return undefined;
  const errorLog = await writeLog(deps, begun, so, samples, true);
  const held = await changeOperation(deps.operations, begun, (latest) =>
    latest.state === 'planning'
      ? {
          ...latest,
          state: 'held',
          counts: so.counts,
          sync: { ...factsOf(latest, so), bigChange: { changed, people } },
          rowsDone: 0,
          rowsTotal: so.users,
          tries: 0,
          preview: previewOf(samples),
          ...(errorLog !== undefined && { errorLog }),
        }
      : undefined,
  );
  if (held?.changed !== true) throw new Ended();
  await deps.announcer.moved(held.operation);
  return 'done';
}

function previewOf(samples: Samples): NonNullable<Operation['preview']> {
  return {
    delimiter: ',',
    encoding: 'utf-8',
    notUnderstood: [],
    problems: samples.problems,
    addedSample: samples.added,
    updatedSample: samples.updated,
    removedSample: samples.removed,
    heldSample: samples.held,
    moved: 0,
  };
}

/**
 * From now on only changes are read. Written before the record ends: a process that continues in between
 * repeats it.
 */
async function keepState(deps: SyncJobDeps, tenant: string, read: Checkpoint): Promise<void> {
  const { delta } = read.reading;
  await changeSyncState(deps.states, tenant, (state) => {
    // An admin has reset the sync meanwhile, and was told that the next one asks.
    if (state === undefined || (state.resets ?? 0) !== read.resets) {
      return Promise.resolve({ result: undefined });
    }
    const { etag: _etag, deltaLink: _old, ...kept } = state;
    const link = delta !== undefined && { deltaLink: delta };
    const next = { ...kept, isConfirmed: true, revision: read.revision, ...link };
    return Promise.resolve({ next, result: undefined });
  });
}

async function complete(
  deps: SyncJobDeps,
  begun: Operation,
  {
    so,
    samples,
    handling,
    started,
  }: { so: AppliedChanges; samples: Samples; handling: Handling; started: number },
): Promise<Outcome> {
  const errorLog = await writeLog(deps, begun, so, samples, false);
  const ended = await changeOperation(deps.operations, begun, (latest) => {
    if (!working.includes(latest.state)) return undefined;
    const { checkpoint: _done, ...kept } = latest;
    return {
      ...kept,
      state: 'completed',
      endedAt: new Date(deps.now()).toISOString(),
      counts: so.counts,
      sync: factsOf(latest, so),
      rowsDone: so.users,
      rowsTotal: so.users,
      tries: 0,
      ...(errorLog !== undefined && { errorLog }),
    };
  });
  if (ended === undefined) return 'done';
  const { tenant, id, state, counts } = ended.operation;
  const before = (begun.checkpoint as Checkpoint | undefined)?.so.users ?? 0;
  handling.observer?.rows('sync', so.users - before, deps.now() - started);
  handling.log.info(
    { operation: id, state, rows: so.users, rejected: counts.rejected, ms: deps.now() - started },
    'sync ended',
  );
  if (counts.added + counts.updated + so.removed >= manyChanges) {
    await deps.jobs.send({ v: 1, type: 'refresh-view', tenant });
  }
  return finish(deps, ended.operation);
}

/** @param written what was written, where that is more than the checkpoint says */
async function cancelled(
  deps: SyncJobDeps,
  begun: Operation,
  written: AppliedChanges | undefined,
): Promise<Outcome> {
  const current = await deps.operations.read(begun);
  const so = written ?? (current?.checkpoint as Checkpoint | undefined)?.so ?? nothingYet;
  const errorLog = current && (await writeLog(deps, current, so, { troubles: [] }, false));
  const ended = await changeOperation(deps.operations, begun, (latest) => {
    if (!working.includes(latest.state) || latest.cancelAsked !== true) return undefined;
    const { checkpoint: _done, ...kept } = latest;
    return {
      ...kept,
      state: 'cancelled',
      endedAt: new Date(deps.now()).toISOString(),
      counts: so.counts,
      sync: factsOf(latest, so),
      rowsDone: so.users,
      tries: 0,
      ...(errorLog !== undefined && { errorLog }),
    };
  });
  if (ended === undefined) return 'done';
  return finish(deps, ended.operation);
}

/** The changes that a sync really made before it ended early. Its preview's counts are only planned ones. */
export function syncedSoFar(operation: Operation): Pick<Operation, 'counts' | 'sync'> {
  const so = (operation.checkpoint as Checkpoint | undefined)?.so ?? nothingYet;
  return { counts: so.counts, sync: factsOf(operation, so) };
}

function factsOf(operation: Operation, { removed, restored, merged, held = 0 }: AppliedChanges) {
  return { ...operation.sync, removed, restored, merged, ...(held > 0 && { held }) };
}

async function writeLog(
  deps: SyncJobDeps,
  operation: Operation,
  { counts, removed, held = 0 }: AppliedChanges,
  { troubles }: Pick<Samples, 'troubles'>,
  dryRun: boolean,
): Promise<string | undefined> {
  const changed = counts.added + counts.updated + removed + held;
  if (troubles.length + changed === 0) return operation.errorLog;
  const name = syncFiles.log(operation);
  const text = textFor(operation.locale, operation.timeZone);
  const log = syncLogFile(deps.work, operation, logKind(dryRun), { troubles, text });
  await deps.files.write(name, log);
  return name;
}
