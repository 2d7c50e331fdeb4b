import type { ReadRosterMessage } from '../ports.ts';
import type { ReadRoster } from '../read-roster.ts';
import type { Handling, Outcome } from '../../../jobs/queue-loop.ts';

/**
 * Reads a group's roster. It is done by the web role, since nobody else talks to Teams. Idempotent; what Teams doesn't tell is asked
 * for some times, and then again by the next event or the daily round.
 */
export function createReadRosterJob({ read }: { readonly read: ReadRoster }) {
  return async (message: ReadRosterMessage, handling: Handling): Promise<Outcome> => {
    const { signal, deliveries, log } = handling;
    try {
      await read(message, signal);
      return 'done';
    } catch (err) {
      signal.throwIfAborted();
      log.warn({ err, group: message.group }, 'a group’s roster could not be read');
      if (deliveries >= maxTries) return 'done';
      return { againInSeconds: Math.min(300, 2 ** deliveries) };
    }
  };
}

const maxTries = 10;
