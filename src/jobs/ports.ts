/** A message that this process has claimed: invisible to others until its time runs out. */
export interface ClaimedMessage {
  /** the message's text as it came; `unknown` until parsed, since old messages outlive deploys */
  readonly body: unknown;
  /** how often the queue has handed it out, this time included */
  readonly deliveries: number;
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
