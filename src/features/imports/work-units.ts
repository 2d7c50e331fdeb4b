import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../errors.ts';
import { createFence, withFence } from '../../lib/fence.ts';
import { shards } from '../../domain/person-id.ts';
import type { Operation, OperationKey } from '../../domain/operations/operation.ts';
import { fromTheStart, sumOf, type ApplyCheckpoint } from './apply-checkpoint.ts';
import {
  applyShard,
  plannedWrites,
  runWorkers,
  type ApplyDeps,
  type ApplyRun,
} from './apply-import.ts';
import type { WorkUnit, WorkUnitStore } from './ports.ts';

/*
 * Several workers write a large import: each of its shards is a work unit, and free workers take units. The
 * worker with the organization's write lock asks the others for help, works on units itself, takes over those
 * of dead workers, and ends the import when all are done. Each unit has a row with its worker's claim and its
 * checkpoint.
 */

/** Above this many changes, other workers are asked for help. Below, asking takes longer than writing. */
const manyForOne = 10_000;

export function isForSeveral(operation: Operation): boolean {
  return operation.undo === undefined && plannedWrites(operation) > manyForOne;
}

/** A worker renews its claim on a unit this often, */
const tellEveryMs = 1_500;
/** stops by itself when renewing fails for this long, */
const silentMs = 12_000;
/** and counts as dead after this long. */
const takenMs = 20_000;

export type WorkUnitsDeps = ApplyDeps & { readonly parts: WorkUnitStore };

export interface WorkUnitsRun extends Omit<ApplyRun, 'now'> {
  /** milliseconds since 1970 */
  now(): number;
  /** called whenever a unit's progress is recorded: whether the import continues. `false` releases the units */
  goesOn(): Promise<boolean>;
}

/** Creates the units of an import; repeating it changes nothing. */
export async function cutIntoWorkUnits(parts: WorkUnitStore, key: OperationKey): Promise<void> {
  const open = { state: 'open', until: 0, checkpoint: fromTheStart } as const;
  await parts.create(
    key,
    shards.map((shard) => ({ shard, ...open })),
  );
}

/** The progress of all units together. */
export async function soFar(parts: WorkUnitStore, key: OperationKey): Promise<ApplyCheckpoint> {
  return sumOf((await parts.all(key)).map(({ checkpoint }) => checkpoint));
}

/**
 * Works on units, several at once, until all are done or taken.
 * @returns whether all units are done; false: others still work on some
 */
export async function workOnUnits(deps: WorkUnitsDeps, run: WorkUnitsRun): Promise<boolean> {
  const { operation } = run;
  await runWorkers(Math.min(deps.concurrency, shards.length), run.signal, async (signal) => {
    for (;;) {
      signal.throwIfAborted();
      const part = await takePart(deps.parts, operation, run.now());
      if (part === undefined) return;
      if (!(await workOnPart(deps, { ...run, signal }, part))) return;
    }
  });
  return (await deps.parts.all(operation)).every(({ state }) => state === 'done');
}

/**
 * Takes the units from their workers, and waits until these have noticed or their claims have expired.
 * Afterwards nothing of the import is written.
 */
export async function closeWorkUnits(parts: WorkUnitStore, key: OperationKey): Promise<void> {
  const taken = (await parts.all(key)).filter(({ state }) => state === 'taken');
  for (const part of taken) await parts.update(key, { ...part, state: 'open' });
  if (taken.length > 0) await pause(silentMs + tellEveryMs);
}

/** Whether no worker has a unit, so that nothing of the import is written. */
export async function allLetGo(
  parts: WorkUnitStore,
  key: OperationKey,
  now: number,
): Promise<boolean> {
  return (await parts.all(key)).every((part) => !isTaken(part, now));
}

function isTaken({ state, until }: WorkUnit, now: number): boolean {
  return state === 'taken' && until > now;
}

interface TakenPart {
  readonly part: WorkUnit;
  /** by `performance.now()`, before it was taken */
  readonly asked: number;
}

async function takePart(
  parts: WorkUnitStore,
  key: OperationKey,
  now: number,
): Promise<TakenPart | undefined> {
  for (const part of await parts.all(key)) {
    if (part.state === 'done' || isTaken(part, now)) continue;
    const asked = performance.now();
    const taken = await parts.update(key, { ...part, state: 'taken', until: now + takenMs });
    if (taken !== 'conflict') return { part: taken, asked };
  }
  return undefined;
}

/** @returns false when the import doesn't continue: the unit is released with its progress */
async function workOnPart(
  deps: WorkUnitsDeps,
  run: WorkUnitsRun,
  taken: TakenPart,
): Promise<boolean> {
  const { operation } = run;
  const fence = createFence({
    heldMs: silentMs,
    since: taken.asked,
    reason: () => new AppError('busy', {}, { note: 'a part was taken over' }),
  });
  const stopped = new AbortController();
  const signal = AbortSignal.any([run.signal, stopped.signal, fence.lost]);
  let { part } = taken;
  let { checkpoint } = part;
  let telling: Promise<void> = Promise.resolve();

  const hasEnded = () => stopped.signal.aborted || fence.lost.aborted;
  async function tell(state: WorkUnit['state']): Promise<void> {
    const asked = performance.now();
    const until = run.now() + takenMs;
    const told = await deps.parts.update(operation, { ...part, state, until, checkpoint });
    // Counted as dead, and another worker has the unit.
    if (told === 'conflict') {
      fence.lose();
      return;
    }
    part = told;
    fence.renewed(asked);
  }
  const timer = setInterval(() => {
    telling = telling.then(async () => {
      try {
        if (!(await run.goesOn())) stopped.abort();
        await tell('taken');
      } catch {
        // Recorded again in a moment. The fence knows how long that may take.
      }
    });
  }, tellEveryMs);
  try {
    const { shard } = part;
    const iso = () => new Date(run.now()).toISOString();
    checkpoint = await withFence(fence, () =>
      applyShard(deps, { ...run, signal, now: iso }, shard, checkpoint, (so) => {
        checkpoint = so;
      }),
    );
    clearInterval(timer);
    await telling;
    if (hasEnded()) return false;
    await tell('done');
    return true;
  } catch (error) {
    clearInterval(timer);
    await telling;
    await tell('open').catch(() => undefined);
    if (hasEnded() && !run.signal.aborted) return false;
    throw error;
  } finally {
    clearInterval(timer);
    fence.end();
  }
}
