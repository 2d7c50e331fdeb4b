import type { ErrorCode } from '../errors.ts';

/**
 * What was handled already. Teams delivers an activity again when an answer takes over 15 s: the same id must do
 * nothing new.
 */
export interface TurnStore {
  /**
   * Claims a turn.
   * @returns 'claimed': go on; 'busy': another process or turn is at it; an object: it was done, with its answer (JSON) if it had one
   */
  claim(tenant: string, key: string): Promise<'claimed' | 'busy' | { readonly answer?: string }>;
  done(tenant: string, key: string, answer?: string): Promise<void>;
  /** The answer with which something was done; undefined when it wasn't, or had none. Claims nothing. */
  answerOf(tenant: string, key: string): Promise<string | undefined>;
  /** Lets a later delivery try again: the turn failed before it did anything. */
  release(tenant: string, key: string): Promise<void>;
}

/** A file that somebody sent of late. */
export interface SentFile {
  /** what it is known by */
  readonly key: string;
  /** milliseconds since 1970 */
  readonly at: number;
  readonly underWay: boolean;
}

/** How many files each person sent of late, for all web processes. */
export interface SentFilesStore {
  read(
    tenant: string,
    person: string,
  ): Promise<{ readonly sent: readonly SentFile[]; readonly etag?: string }>;
  /** @returns 'conflict' when it isn't the version any more that was read */
  write(
    tenant: string,
    person: string,
    sent: readonly SentFile[],
    etag: string | undefined,
  ): Promise<'written' | 'conflict'>;
}

/** State of the dialogue that is open in a chat; the SDK's storage is laid over it. */
export interface DialogStore {
  read(keys: readonly string[]): Promise<Readonly<Record<string, string>>>;
  write(entries: Readonly<Record<string, string>>): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

/** What is known of an activity before it is understood; all of it comes from outside. */
export interface ObservedActivity {
  readonly id: string | undefined;
  readonly type: string;
  /** of an invoke */
  readonly name: string | undefined;
  /** of a message: an older client's press */
  readonly hasValue: boolean;
}

/** Watches over turns for whoever runs the product. */
export interface TurnObserver {
  /** Runs a turn. @returns the HTTP status that it was answered with */
  turn(activity: ObservedActivity, answer: () => Promise<number>): Promise<number>;
  /**
   * The turn that this is called in answered with an error's sentence.
   * @param mayPass trying again may help: something is away or broken
   */
  answeredWithError(code: ErrorCode, mayPass: boolean): void;
}

export const noTurnObserver: TurnObserver = {
  turn: (_activity, answer) => answer(),
  answeredWithError: () => undefined,
};
