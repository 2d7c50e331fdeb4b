import type { Log } from '../log.ts';

export interface RepeatedlyDeps {
  /** for the log */
  readonly name: string;
  readonly everyMs: number;
  /** Repeated in any process, and in several at once. */
  readonly work: (signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

export interface Repeatedly {
  start(): void;
  /** Aborts the work in progress and waits for its end. */
  stop(): Promise<void>;
}

/** Repeats work with a pause in between, so that a slow round isn't overtaken by the next. A failure waits for the next round. */
export function createRepeatedly({ name, everyMs, work, log }: RepeatedlyDeps): Repeatedly {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  async function round(): Promise<void> {
    try {
      await work(stopping.signal);
    } catch (err) {
      if (!stopping.signal.aborted) log.warn({ err, name }, 'a round failed and will be repeated');
    }
    if (!stopping.signal.aborted) plan();
  }

  function plan(): void {
    // Processes that started at once don't stay in step.
    timer = setTimeout(
      () => {
        running = round();
      },
      everyMs * (0.9 + Math.random() / 5),
    ).unref();
  }

  return {
    start() {
      if (timer === undefined) plan();
    },
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
