import { isBusy } from '../../errors.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { Handling } from '../../jobs/handle-message.ts';

/*
 * The current run of an export. The queue may deliver one job more than once at a time. That is harmless, since
 * each run writes files of its own, but a second run is wasted work: so a run registers in the record and
 * renews the entry with its progress, and another one that finds it waits. A run that hasn't renewed it for a
 * while counts as dead.
 */

/**
 * The message of a killed process reappears when its claim expires, which is later than this, so it never waits
 * for a dead run.
 */
const freshMs = 12_000;
const waitSeconds = 5;

/** One run of an export's job. */
export interface ExportRun {
  readonly handling: Handling;
  /** names the run in the record, and its folder */
  readonly token: string;
  /** milliseconds since 1970 */
  readonly started: number;
}

/** The data that an export's record keeps for later runs (`checkpoint`). */
export interface ExportCheckpoint {
  /** id of the export that changes are compared with; null: none; absent: not decided yet */
  readonly base?: string | null;
  readonly run?: {
    readonly token: string;
    /** last renewal, by the run's own clock; milliseconds since 1970 */
    readonly at: number;
  };
}

export function checkpointOf({ checkpoint }: Operation): ExportCheckpoint {
  const kept: ExportCheckpoint | undefined = checkpoint as ExportCheckpoint | undefined;
  return kept ?? {};
}

/** How long to wait for a running run; undefined: there is none, or it is `own`. */
export function secondsToWaitFor(
  operation: Operation,
  now: number,
  own?: string,
): number | undefined {
  const { run } = checkpointOf(operation);
  if (run === undefined || run.token === own) return undefined;
  // Clocks differ: a time far in the past or future is ignored, so that it can't block the export.
  return Math.abs(now - run.at) < freshMs ? waitSeconds : undefined;
}

/** The record's data with this run's registration renewed. @param now milliseconds since 1970 */
export function renewed(operation: Operation, { token }: ExportRun, now: number): ExportCheckpoint {
  return { ...checkpointOf(operation), run: { token, at: now } };
}

/** @throws the error, where it is another one */
export async function unlessBusy<Result>(changing: Promise<Result>): Promise<Result | 'busy'> {
  try {
    return await changing;
  } catch (error) {
    if (isBusy(error)) return 'busy';
    throw error;
  }
}
