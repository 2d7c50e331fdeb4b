import {
  jobTypes,
  parseJobMessage,
  type JobMessage,
  type JobType,
} from '../domain/operations/job-message.ts';
import type { Handle, Handling, Outcome } from './handle-message.ts';

/** The job of each message type. */
export type JobTable = {
  readonly [Type in JobType]: (message: JobMessage<Type>, handling: Handling) => Promise<Outcome>;
};

/** With the waits below, some seven days: longer than the versions of an upgrade run side by side. */
const mostDeliveries = 175;
/** By then, newer workers have had a few minutes. */
const toldAt = 5;
const shortestWait = 30;
const longestWait = 3_600;

/** @param serves whether this deployment serves an organization (its key) */
export function createJobHandler(serves: (tenant: string) => boolean, table: JobTable): Handle {
  return async (body, handling) => {
    const message = parseJobMessage(body);
    if (message === undefined) return notUnderstood(handling);
    // The deployment has changed its tenant: a sync of the former one would read the directory that is served now. The
    // product's own work goes on there, such as an erasure.
    if (!serves(message.tenant) && jobTypes[message.type].right !== 'none') {
      handling.log.warn(
        { tenant: message.tenant },
        'a job of a tenant that isn’t served was dropped',
      );
      return 'done';
    }
    const job = table[message.type] as (
      message: JobMessage,
      handling: Handling,
    ) => Promise<Outcome>;
    return job(message, handling);
  };
}

/** Of a later version, which leaves it to newer workers, or not ours. */
function notUnderstood({ deliveries, log }: Handling): Outcome {
  if (deliveries >= mostDeliveries) {
    log.error({}, 'a job message that nobody understands was dropped');
    return 'done';
  }
  if (deliveries === toldAt) log.warn({}, 'a job message waits for a newer worker');
  const doubled = shortestWait * 2 ** Math.min(deliveries - 1, 10);
  return { againInSeconds: Math.min(doubled, longestWait) };
}
