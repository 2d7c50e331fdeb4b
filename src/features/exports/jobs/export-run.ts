import type { Operation } from '../../../domain/operations/operation.ts';

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
