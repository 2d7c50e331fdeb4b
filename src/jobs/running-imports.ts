import type { Handling, Outcome } from './queue-loop.ts';

/** Whether this process is at an import: what nobody waits for gives way to those. */
export interface RunningImports {
  any(): boolean;
  /** The same job, counted while it runs. */
  counted<Message>(
    job: (message: Message, handling: Handling) => Promise<Outcome>,
  ): (message: Message, handling: Handling) => Promise<Outcome>;
}

export function createRunningImports(): RunningImports {
  let jobs = 0;
  return {
    any: () => jobs > 0,
    counted: (job) => async (message, handling) => {
      jobs += 1;
      try {
        return await job(message, handling);
      } finally {
        jobs -= 1;
      }
    },
  };
}
