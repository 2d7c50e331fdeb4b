import {
  parseJobMessage,
  type JobMessage,
  type JobType,
} from '../domain/operations/job-message.ts';
import type { Handle, Handling, Outcome } from './handle-message.ts';

/** The job of each message type. */
export type JobTable = {
  readonly [Type in JobType]: (message: JobMessage<Type>, handling: Handling) => Promise<Outcome>;
};

export function createJobHandler(table: JobTable): Handle {
  return async (body, handling) => {
    const message = parseJobMessage(body);
    if (message === undefined) {
      // Not ours, or of a later version: a newer process gets its chance before the message is dropped.
      if (handling.deliveries < 5) return { againInSeconds: 30 };
      handling.log.error({}, 'a job message that nobody understands was dropped');
      return 'done';
    }
    const job = table[message.type] as (
      message: JobMessage,
      handling: Handling,
    ) => Promise<Outcome>;
    return job(message, handling);
  };
}
