import { secondsToWait } from './seconds-to-wait.ts';

/** What becomes of the message: it is done with, or comes again. */
export type RunOutcome = 'done' | { readonly againInSeconds: number };

/** A row that says when something runs next. */
interface Due {
  /** ISO 8601, UTC */
  readonly nextAt: string;
  /** why it doesn't run; absent: it does */
  readonly paused?: string;
}

export interface RunWhenDueDeps<Row extends Due> {
  /** The row as it is now; undefined: there is none. */
  read(): Promise<Row | undefined>;
  /**
   * Does the run that the row names, sends the message of the next one, and then moves the row on to it, on the version
   * that was read. The same run again has to come to the same next run.
   */
  run(row: Row): Promise<void>;
  /** milliseconds since 1970 */
  now(): number;
}

/** A message that came before its row was written is kept so many deliveries, a second apart. */
const earlyDeliveries = 20;
/** How often a message is decided anew in one go while others keep changing the row. */
const rounds = 20;

/**
 * What the message of a run does: runs what the row says is due.
 *
 * The row decides which run that is; the message only has a look at it. What is run is asked for first, then the message of
 * the run after it is sent, and then the row moves on to that run. None is lost: until the row has moved on, this message
 * isn't done, and comes again when its process dies; once it has, the next message is there. None is doubled: whoever does a
 * run again, however much later, asks for the same, comes to the same next run, and is refused by the row if it is there
 * already.
 *
 * A message of a run later than the row's was sent by someone who hasn't changed the row yet, and perhaps never will. It
 * isn't waited for: what they began is done again here, which brings the row to this message's run.
 *
 * @param message `at`: which run it came for; `deliveries`: how often the queue has handed it out, this time included
 */
export async function runWhenDue<Row extends Due>(
  deps: RunWhenDueDeps<Row>,
  message: { readonly at: string; readonly deliveries: number },
): Promise<RunOutcome> {
  // There is nothing to run, unless whoever made or resumed it is just about to write the row.
  const unlessWritten = (): RunOutcome =>
    message.deliveries < earlyDeliveries ? { againInSeconds: 1 } : 'done';
  for (let round = 0; round < rounds; round += 1) {
    const row = await deps.read();
    if (row === undefined) return unlessWritten();
    if (Date.parse(message.at) < Date.parse(row.nextAt)) return 'done';
    if (row.paused !== undefined) return unlessWritten();
    const wait = secondsToWait(row.nextAt, deps.now());
    if (wait > 0) return { againInSeconds: wait };
    // Whatever comes of it, also where somebody was quicker, stands in the row.
    await deps.run(row);
  }
  return { againInSeconds: 1 };
}
