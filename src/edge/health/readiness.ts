import type { Log } from '../../log.ts';

/** Something that has to go round for work to be done. */
interface Turning {
  /** milliseconds since 1970; undefined: it isn't started, or was stopped */
  turnedAt(): number | undefined;
}

export interface ReadinessDeps {
  /** @throws unless tables, blobs and queues answer */
  readonly ping: () => Promise<void>;
  /** the loops that this process is to have; they are made after this */
  readonly loops: () => readonly Turning[];
  readonly log: Log;
}

export interface Readiness {
  /** What `/readyz` answers: 200 only when work can be done here. */
  answer(): Promise<{ readonly status: 200 | 503; readonly body: unknown }>;
  /** From now on no: whoever sends work here sends it elsewhere. */
  stop(): void;
}

/** A queue gets 30 s to answer, and is asked again after two: a loop that is silent for longer hangs. */
const maxSilenceMs = 60_000;

/** Whether this process can do its work now. Reasons are for whoever runs it, in words that a machine may compare. */
export function createReadiness({ ping, loops, log }: ReadinessDeps): Readiness {
  let isStopping = false;
  let asking: Promise<string | undefined> | undefined;

  async function whyNot(): Promise<string | undefined> {
    const turned = loops().map((loop) => loop.turnedAt());
    if (turned.includes(undefined)) return 'it is starting';
    const silent = turned.some((at) => Date.now() - (at ?? 0) > maxSilenceMs);
    if (silent) {
      log.warn({ reason: 'loop' }, 'not ready');
      return 'its queue does not answer';
    }
    try {
      await ping();
    } catch (err) {
      log.warn({ reason: 'storage', err }, 'not ready');
      return 'the storage can’t be reached';
    }
    return undefined;
  }

  return {
    async answer() {
      // Anyone may ask, as often as they like: the storage is asked once at a time.
      asking ??= whyNot().finally(() => (asking = undefined));
      const found = await asking;
      // It may have been told so while the storage was asked.
      const reason = isStopping ? 'it is stopping' : found;
      return reason === undefined
        ? { status: 200, body: { status: 'ready' } }
        : { status: 503, body: { status: 'not ready', reason } };
    },
    stop() {
      isStopping = true;
    },
  };
}
