import type { Log } from '../../log.ts';

/** A loop that has to keep running for work to be done. */
interface Turning {
  /** milliseconds since 1970; undefined: not started, or stopped */
  turnedAt(): number | undefined;
}

export interface ReadinessDeps {
  /** @throws unless tables, blobs and queues answer */
  readonly ping: () => Promise<void>;
  /** the loops of this process, read at each request since they are created later */
  readonly loops: () => readonly Turning[];
  readonly log: Log;
}

export interface Readiness {
  /** The response to `/readyz`: 200 only when this process can do its work. */
  answer(): Promise<{ readonly status: 200 | 503; readonly body: unknown }>;
  /** From now on the answer is no, so that no more work is sent here. */
  stop(): void;
}

/** A queue has 30 s to answer, and is asked again after two: a loop that is silent for longer hangs. */
const maxSilenceMs = 60_000;

/** Whether this process can do its work now. Reasons are fixed strings for operators, so that monitoring can compare them. */
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
      // The route is public, so at most one storage request runs at a time.
      asking ??= whyNot().finally(() => (asking = undefined));
      const found = await asking;
      // `stop` may have been called while the storage was asked.
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
