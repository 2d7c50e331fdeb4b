import { secondsToWait } from './seconds-to-wait.ts';

/** The outcome for the message: handled, or to be delivered again. */
export type RunOutcome = 'done' | { readonly againInSeconds: number };

/** A row that holds the time of the next run. */
interface Due {
  /** ISO 8601, UTC */
  readonly nextAt: string;
  /** why it is paused; absent: it isn't */
  readonly paused?: string;
}

export interface RunWhenDueDeps<Row extends Due> {
  /** The current row; undefined: there is none. */
  read(): Promise<Row | undefined>;
  /**
   * Performs the run that the row names, sends the message of the next run, and then advances the row to it,
   * conditional on the version that was read. Repeating a run has to arrive at the same next run.
   */
  run(row: Row): Promise<void>;
  /** milliseconds since 1970 */
  now(): number;
}

/** A message without its row is kept for this many deliveries, a second apart. */
const earlyDeliveries = 20;
/** How often one delivery decides again while concurrent writes change the row. */
const maxAttempts = 20;

/**
 * Handles the message of a run: performs the run that is due by the row.
 *
 * The row decides which run that is; the message only triggers a look at it. The run is requested first, then
 * the message of the following run is sent, and then the row advances to that run. No run is lost: until the
 * row has advanced, this message isn't finished and is delivered again when its process dies; afterwards the
 * next message exists. No run is doubled: repeating a run, however much later, requests the same operation and
 * arrives at the same next run, and the row refuses it if it is there already.
 *
 * A message of a run later than the row's was sent by a process that hasn't changed the row yet, and perhaps
 * never will. Instead of waiting for it, its work is repeated here, which brings the row to this message's run.
 *
 * @param message `at`: the run it belongs to; `deliveries`: how often the queue has delivered it, this time
 * included
 */
export async function runWhenDue<Row extends Due>(
  deps: RunWhenDueDeps<Row>,
  message: { readonly at: string; readonly deliveries: number },
): Promise<RunOutcome> {
  // There is nothing to run, unless the row is just about to be written or resumed.
  const unlessWritten = (): RunOutcome =>
    message.deliveries < earlyDeliveries ? { againInSeconds: 1 } : 'done';
  for (let round = 0; round < maxAttempts; round += 1) {
    const row = await deps.read();
    if (row === undefined) return unlessWritten();
    if (Date.parse(message.at) < Date.parse(row.nextAt)) return 'done';
    if (row.paused !== undefined) return unlessWritten();
    const wait = secondsToWait(row.nextAt, deps.now());
    if (wait > 0) return { againInSeconds: wait };
    // The row has the outcome, also where another process was quicker.
    await deps.run(row);
  }
  return { againInSeconds: 1 };
}
