import { AppError } from '../../errors.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FullSyncReason } from '../../domain/operations/sync-facts.ts';
import { nothingYet } from './apply-changes.ts';
import type { SyncState } from './ports.ts';
import { notBegun, readPage } from './read-entra.ts';
import type { SyncSettings } from './sync-settings.ts';
import { factsOf, note, type Checkpoint, type SyncFlowDeps } from './sync-run.ts';
import { defined } from '../../lib/defined.ts';

export async function readAll(
  deps: SyncFlowDeps,
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
      sync: { ...factsOf(begun, nothingYet), ...defined({ full }) },
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
    ...defined({ since }),
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
