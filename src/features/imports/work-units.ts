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
 * A large import is written by several workers: each of its shards is a part, and whoever has a hand free takes one. The worker
 * that has the organization's lease asks the others, works on parts itself, takes over those of the dead, and ends the import
 * when all are done. Which parts are taken stands in rows of their own; each part's checkpoint is in its row.
 */

/** Above so many changes other workers are asked to help: below, asking takes longer than writing. */
const manyForOne = 10_000;

export function isForSeveral(operation: Operation): boolean {
  return operation.undo === undefined && plannedWrites(operation) > manyForOne;
}

/** Whoever took a part tells so often that they are at it, */
const tellEveryMs = 1_500;
/** stops by themselves when telling fails for so long, */
const silentMs = 12_000;
/** and is taken for dead after so long. */
const takenMs = 20_000;

export type WorkUnitsDeps = ApplyDeps & { readonly parts: WorkUnitStore };

export interface WorkUnitsRun extends Omit<ApplyRun, 'now'> {
  /** milliseconds since 1970 */
  now(): number;
  /** asked whenever a part's progress is told: whether the import still goes on. `false` lets go of the parts */
  goesOn(): Promise<boolean>;
}

/** Makes the parts of an import; doing it again changes nothing. */
export async function cutIntoWorkUnits(parts: WorkUnitStore, key: OperationKey): Promise<void> {
  const open = { state: 'open', until: 0, checkpoint: fromTheStart } as const;
  await parts.create(
    key,
    shards.map((shard) => ({ shard, ...open })),
  );
}

/** What is done of all parts together. */
export async function soFar(parts: WorkUnitStore, key: OperationKey): Promise<ApplyCheckpoint> {
  return sumOf((await parts.all(key)).map(({ checkpoint }) => checkpoint));
}

/**
 * Works on parts, several at once, until none is left that nobody is at.
 * @returns whether all parts are done; false: others are still at some
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
 * Takes the parts away from whoever is at them, and waits until they have noticed, or given up telling: then nothing of the import
 * is written any more.
 */
export async function closeWorkUnits(parts: WorkUnitStore, key: OperationKey): Promise<void> {
  const taken = (await parts.all(key)).filter(({ state }) => state === 'taken');
  for (const part of taken) await parts.update(key, { ...part, state: 'open' });
  if (taken.length > 0) await pause(silentMs + tellEveryMs);
}

/** Whether nobody is at any part: nothing is written of it any more. */
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

/** @returns false when the import doesn't go on: the part is let go of with what is done of it */
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
    // Taken for dead, and somebody else is at it.
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
        // Told again in a moment; the fence knows how long that may go on.
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
