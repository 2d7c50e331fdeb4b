import type { Handling, Outcome } from './handle-message.ts';

/** Whether imports run in this process: work that nobody is waiting for gives way to them. */
export interface RunningImports {
  any(): boolean;
  /** Wraps a job so that it is counted while it runs. */
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
