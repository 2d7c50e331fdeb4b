/** A message that this process has claimed: invisible to other processes until the claim expires. */
export interface ClaimedMessage {
  /** the message's text as it came; `unknown` until parsed, since old messages outlive deploys */
  readonly body: unknown;
  /** how often the queue has delivered it, this time included */
  readonly deliveries: number;
  /** when it was put into the queue, milliseconds since 1970; absent: the queue doesn't provide it */
  readonly insertedAt?: number;
  /** Extends the claim to `seconds` from now. false: the claim is lost, stop the work. */
  renew(seconds: number): Promise<boolean>;
  /** Deletes the message from the queue. */
  finish(): Promise<void>;
  /** Returns the message to the queue, invisible for `seconds`. */
  giveBack(seconds: number): Promise<void>;
}

export interface MessageQueue {
  send(message: unknown, delaySeconds?: number): Promise<void>;
  /** Claims up to `most` messages for `seconds`; none: an empty list, at once. */
  claim(most: number, seconds: number): Promise<readonly ClaimedMessage[]>;
}

/** A snapshot of a queue, read without claiming anything. */
export interface QueueLook {
  /** approximate number of messages, including invisible ones */
  readonly length: number;
  /** at most 32 of those that could be claimed now */
  readonly visible: readonly (Pick<ClaimedMessage, 'body' | 'deliveries'> & {
    readonly id: string;
    /** milliseconds since 1970 */
    readonly insertedAt: number;
  })[];
}

/** A stage that processes rows. */
type RowStep = 'plan' | 'apply' | 'undo' | 'export' | 'sync';

/** Receives measurements from a job. */
export interface JobObserver {
  /** An attempt has ended. @param rows processed in it, without those of earlier attempts */
  rows(step: RowStep, rows: number, milliseconds: number): void;
  /**
   * An attempt at an operation's job failed.
   * @param tries attempts without progress, this one included
   * @param isLast the operation ends as failed
   */
  failed(tries: number, isLast: boolean): void;
}
