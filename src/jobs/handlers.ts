import type { JobMessage } from '../operations/ports.ts';
import { parseJobMessage } from './job-message.ts';
import type { Handle, Handling, Outcome } from './loop.ts';

/** Every kind of job: message type -> what does it. */
export type JobTable = Readonly<
  Record<JobMessage['type'], (message: JobMessage, handling: Handling) => Promise<Outcome>>
>;

export function createJobHandler(table: JobTable): Handle {
  return async (body, handling) => {
    const message = parseJobMessage(body);
    if (message === undefined) {
      // Not ours, or of a later version than this process: a newer one gets its chance before it is dropped.
      if (handling.deliveries < 5) return { againInSeconds: 30 };
      handling.log.error({}, 'a job message that nobody understands was dropped');
      return 'done';
    }
    return table[message.type](message, handling);
  };
}
