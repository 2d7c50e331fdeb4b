import type { Arriving } from '../groups/arriving.ts';
import type { FollowGroupMessage } from '../operations/ports.ts';
import type { Handling, Outcome } from './loop.ts';

/**
 * Lets the members of a group arrive in the directory. Idempotent: who has arrived isn't looked at again. Who could not is tried
 * again some times here, and then once a day.
 */
export function createFollowGroupJob({ arrive }: { readonly arrive: Arriving }) {
  return async ({ tenant, group }: FollowGroupMessage, handling: Handling): Promise<Outcome> => {
    const { arrived, failed } = await arrive(tenant, group, handling);
    if (arrived > 0) handling.log.info({ arrived, failed }, 'members of a group arrived');
    if (failed === 0 || handling.deliveries >= mostTries) return 'done';
    return { againInSeconds: 2 ** handling.deliveries };
  };
}

const mostTries = 6;
