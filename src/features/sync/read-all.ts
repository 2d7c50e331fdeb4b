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
      const full: FullSyncReason | undefined =
        checkpoint.since === undefined ? undefined : 'expired';
      checkpoint = startOver(checkpoint, error);
      const facts = { ...factsOf(begun, nothingYet), ...defined({ full }) };
      await note(deps, begun, { checkpoint, sync: facts });
    }
  }
  return checkpoint;
}

/**
 * Nothing was applied yet: everyone is read from the beginning.
 * @throws AppError `entra-unreachable` where that was done already: the job tries again, and then reports it
 */
function startOver({ since, ...rest }: Checkpoint, cause: AppError): Checkpoint {
  if (since !== undefined) return { ...rest, reading: notBegun };
  if (rest.startedOver === true) throw new AppError('entra-unreachable', {}, { cause });
  return { ...rest, reading: notBegun, startedOver: true };
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
