import type { Operation } from '../../../domain/operations/operation.ts';

/*
 * Which run of an export is at it. The queue may hand one job out more than once at a time. That does no harm, since each run
 * writes files of its own, but a second run is work for nothing: so a run says in the record that it is there, and says so again
 * with its progress; who finds that waits. A run that hasn't said so for a while is taken for dead.
 */

/** A message of a killed process comes back after its claim has run out, which is later than this: nobody waits for the dead. */
const freshMs = 12_000;
const waitSeconds = 5;

/** What an export's record keeps for the runs to come (`checkpoint`). */
export interface ExportCheckpoint {
  /** id of the export that changes are counted from; null: of none; absent: not decided yet */
  readonly base?: string | null;
  readonly run?: {
    readonly token: string;
    /** when it was last heard of, by its own clock; milliseconds since 1970 */
    readonly at: number;
  };
}

export function checkpointOf({ checkpoint }: Operation): ExportCheckpoint {
  const kept: ExportCheckpoint | undefined = checkpoint as ExportCheckpoint | undefined;
  return kept ?? {};
}

/** How long to wait for a run that is under way; undefined: there is none, or it is `own`. */
export function secondsToWaitFor(
  operation: Operation,
  now: number,
  own?: string,
): number | undefined {
  const { run } = checkpointOf(operation);
  if (run === undefined || run.token === own) return undefined;
  // Clocks differ: a time far off, before or after, says nothing, and must not keep everybody waiting.
  return Math.abs(now - run.at) < freshMs ? waitSeconds : undefined;
}
