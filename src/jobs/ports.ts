/** A message that this process has claimed: invisible to others until its time runs out. */
export interface ClaimedMessage {
  /** the message's text as it came; `unknown` until parsed, since old messages outlive deploys */
  readonly body: unknown;
  /** how often the queue has handed it out, this time included */
  readonly deliveries: number;
  /** when it was put into the queue, milliseconds since 1970; absent: the queue doesn't tell */
  readonly insertedAt?: number;
  /** Keeps the claim for so many seconds from now. false: the claim is lost, stop the work. */
  renew(seconds: number): Promise<boolean>;
  /** Takes the message off the queue. */
  finish(): Promise<void>;
  /** Gives the message back, to be seen again after so many seconds. */
  giveBack(seconds: number): Promise<void>;
}

export interface MessageQueue {
  send(message: unknown, delaySeconds?: number): Promise<void>;
  /** Claims up to `most` messages for `seconds`; none: an empty list, at once. */
  claim(most: number, seconds: number): Promise<readonly ClaimedMessage[]>;
}

/** What lies in a queue, looked at without taking anything. */
export interface QueueLook {
  /** about how many messages, those included that nobody can see yet */
  readonly length: number;
  /** at most 32 of those that could be claimed now */
  readonly visible: readonly (Pick<ClaimedMessage, 'body' | 'deliveries'> & {
    readonly id: string;
    /** milliseconds since 1970 */
    readonly insertedAt: number;
  })[];
}

/** What rows go through. */
type RowStep = 'plan' | 'apply' | 'undo' | 'export' | 'sync';

/** What a job tells of itself to whoever watches over the process. */
export interface JobObserver {
  /** A try has come to its end. @param rows that it got through, without those of tries before it */
  rows(step: RowStep, rows: number, milliseconds: number): void;
  /**
   * A try of an operation's job failed.
   * @param tries without progress, this one included
   * @param isLast the operation ends as failed
   */
  failed(tries: number, isLast: boolean): void;
}
