import type { ClaimedMessage, MessageQueue } from '../../../src/jobs/ports.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { patienceMs } from '../../support/patience.ts';

/** Later comes what waits for its day, or for somebody else. */
const soonSeconds = 1;

export interface JobsAtWork {
  readonly queue: Storage['jobs'];
  /** Resolves when no job of the tenant is at work or about to be. @throws Error after a while, with those that there are */
  quiet(tenant: string): Promise<void>;
  /** Resolves when another one has begun. @throws Error after a while */
  next(tenant: string): Promise<void>;
}

/** A queue of jobs that knows what is still to be done, so that nobody has to ask the stores again and again. */
export function watchJobs(queue: Storage['jobs']): JobsAtWork {
  const open: string[] = [];
  const waiting = new Set<() => void>();

  function changed(): void {
    for (const look of waiting) look();
  }
  function opened(message: string): void {
    open.push(message);
    changed();
  }
  function closed(message: string): void {
    const at = open.indexOf(message);
    if (at >= 0) open.splice(at, 1);
    changed();
  }

  function watched(message: ClaimedMessage): ClaimedMessage {
    const name = JSON.stringify(message.body);
    // One that comes later than soon wasn't waited for until now.
    if (!open.includes(name)) opened(name);
    return {
      ...message,
      async finish() {
        await message.finish();
        closed(name);
      },
      async giveBack(seconds) {
        await message.giveBack(seconds);
        if (seconds > soonSeconds) closed(name);
      },
    };
  }

  const watching: MessageQueue = {
    async send(message, delaySeconds = 0) {
      const name = JSON.stringify(message);
      // Before it is sent, since it may be claimed and done when that returns.
      if (delaySeconds <= soonSeconds) opened(name);
      try {
        await queue.send(message as never, delaySeconds);
      } catch (error) {
        closed(name);
        throw error;
      }
    },
    claim: async (most, seconds) => (await queue.claim(most, seconds)).map(watched),
  };

  async function until(holds: () => boolean): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const look = () => {
      if (holds()) resolve(undefined);
    };
    const late = setTimeout(() => {
      reject(new Error(`waited in vain for jobs; at work: ${open.join(' ')}`));
    }, patienceMs);
    waiting.add(look);
    look();
    await promise.finally(() => {
      clearTimeout(late);
      waiting.delete(look);
    });
  }

  const isOpen = (tenant: string) => open.some((message) => message.includes(tenant));

  return {
    queue: watching,
    quiet: (tenant) => until(() => !isOpen(tenant)),
    next: (tenant) => until(() => isOpen(tenant)),
  };
}
