import type { ReadRosterMessage } from '../ports.ts';
import type { ReadRoster } from '../read-roster.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';

/**
 * Reads a group's members. Runs in the web role, which alone talks to Teams. Idempotent; after some failed
 * attempts the next event or the daily check reads them.
 */
export function createReadRosterJob({ read }: { readonly read: ReadRoster }) {
  return async (message: ReadRosterMessage, handling: Handling): Promise<Outcome> => {
    const { signal, deliveries, log } = handling;
    try {
      await read(message, signal);
      return 'done';
    } catch (err) {
      signal.throwIfAborted();
      log.warn({ err, group: message.group }, 'the members of a group could not be read');
      if (deliveries >= maxTries) return 'done';
      return { againInSeconds: Math.min(300, 2 ** deliveries) };
    }
  };
}

const maxTries = 10;
