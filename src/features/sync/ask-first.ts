import { fewestOfBigChange, isBigChange } from '../../domain/change-limit.ts';
import { changeOperation } from '../../jobs/change-operation.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { Outcome } from '../../jobs/handle-message.ts';
import type { SyncFacts } from '../../domain/operations/sync-facts.ts';
import type { AppliedChanges, Samples } from './apply-changes.ts';
import { bring } from './bring-in.ts';
import type { SyncSettings } from './sync-settings.ts';
import { Ended, factsOf, writeLog, type Checkpoint, type SyncFlowDeps } from './sync-run.ts';
import { defined } from '../../lib/defined.ts';

export async function preview(
  deps: SyncFlowDeps,
  begun: Operation,
  settings: SyncSettings,
  checkpoint: Checkpoint,
  signal: AbortSignal,
): Promise<Outcome> {
  const { so, samples } = await bring(deps, begun, settings, checkpoint, signal, true);
  return waitForAdmin(deps, begun, 'preview', so, samples);
}

/**
 * Holds a sync that would change or remove more people than the organization's limit. @returns undefined:
 * within the limit
 */
export async function holdIfBig(
  deps: SyncFlowDeps,
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
  return waitForAdmin(deps, begun, 'held', so, samples, { changed, people });
}

/** Shows what the sync would do, and waits. @throws Ended */
async function waitForAdmin(
  deps: SyncFlowDeps,
  begun: Operation,
  state: 'preview' | 'held',
  so: AppliedChanges,
  samples: Samples,
  bigChange?: SyncFacts['bigChange'],
): Promise<Outcome> {
  const errorLog = await writeLog(deps, begun, so, samples, true);
  const attributes = await deps.organization.attributes(begun.tenant);
  const ownAttributes = attributes.map(({ key, name }) => ({ key, name }));
  const waiting = await changeOperation(deps.operations, begun, (latest) =>
    latest.state === 'planning'
      ? {
          ...latest,
          state,
          counts: so.counts,
          sync: { ...factsOf(latest, so), ...defined({ bigChange }) },
          rowsDone: 0,
          rowsTotal: so.users,
          tries: 0,
          preview: { ...previewOf(samples), ownAttributes },
          ...defined({ errorLog }),
        }
      : undefined,
  );
  if (waiting?.changed !== true) throw new Ended();
  await deps.announcer.moved(waiting.operation);
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
