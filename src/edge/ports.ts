import type { ErrorCode } from '../errors.ts';

/**
 * Remembers the turns that were handled. Teams delivers an activity again when the response takes over 15 s:
 * the same id must have no second effect.
 */
export interface TurnStore {
  /**
   * Claims a turn.
   * @returns 'claimed': handle it; 'busy': another process or turn is handling it; an object: it was handled,
   * with its answer (JSON) if it had one
   */
  claim(tenant: string, key: string): Promise<'claimed' | 'busy' | { readonly answer?: string }>;
  done(tenant: string, key: string, answer?: string): Promise<void>;
  /** @returns the answer of a handled turn; undefined when it wasn't handled or had none. Claims nothing. */
  answerOf(tenant: string, key: string): Promise<string | undefined>;
  /** Lets a later delivery try again, since the turn failed before it had an effect. */
  release(tenant: string, key: string): Promise<void>;
}

/** A file that a person sent recently. */
export interface SentFile {
  /** identifies the file */
  readonly key: string;
  /** milliseconds since 1970 */
  readonly at: number;
  readonly underWay: boolean;
}

/** The files that each person sent recently, shared by all web processes. */
export interface SentFilesStore {
  read(
    tenant: string,
    person: string,
  ): Promise<{ readonly sent: readonly SentFile[]; readonly etag?: string }>;
  /** @returns 'conflict' when the stored version is no longer the one that was read */
  write(
    tenant: string,
    person: string,
    sent: readonly SentFile[],
    etag: string | undefined,
  ): Promise<'written' | 'conflict'>;
}

/** A page of a title and sentences, none of which holds data. */
export interface SentencePage {
  readonly status: number;
  /** BCP 47 */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly sentences: readonly string[];
}

/** Opens download links. Nobody is signed in there: the link admits. */
export interface FileDoor {
  /**
   * @param languages the header Accept-Language
   * @returns where the file is for some minutes, or a page that says why it doesn't open
   */
  open(token: string, languages: string): Promise<{ readonly to: string } | SentencePage>;
}

/** State of the open dialog in a chat; the SDK's storage is built on it. */
export interface DialogStore {
  read(keys: readonly string[]): Promise<Readonly<Record<string, string>>>;
  write(entries: Readonly<Record<string, string>>): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

/** The parts of an activity that are known before it is parsed. All of them are untrusted. */
export interface ObservedActivity {
  readonly id: string | undefined;
  readonly type: string;
  /** of an invoke */
  readonly name: string | undefined;
  /** of a message: a card action of an older client */
  readonly hasValue: boolean;
}

/** Observes turns for telemetry. */
export interface TurnObserver {
  /** Runs a turn. @returns the HTTP status of the response */
  turn(activity: ObservedActivity, answer: () => Promise<number>): Promise<number>;
  /**
   * The current turn answered with an error's sentence.
   * @param mayPass trying again may help, because something is unavailable or broken
   */
  answeredWithError(code: ErrorCode, mayPass: boolean): void;
}

export const noTurnObserver: TurnObserver = {
  turn: (_activity, answer) => answer(),
  answeredWithError: () => undefined,
};
