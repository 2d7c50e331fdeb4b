import type { JobMessage } from '../../../domain/operations/job-message.ts';
import type { MemberProvisioning } from '../provision-members.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';

/**
 * Provisions the members of a group. Idempotent: provisioned members are skipped. Those that fail are retried a
 * few times here, and then once a day.
 */
export function createFollowGroupJob({ provision }: { readonly provision: MemberProvisioning }) {
  return async (
    { tenant, group }: JobMessage<'follow-group'>,
    handling: Handling,
  ): Promise<Outcome> => {
    const { arrived, failed } = await provision(tenant, group, handling);
    if (arrived > 0) handling.log.info({ arrived, failed }, 'members of a group were provisioned');
    if (failed === 0 || handling.deliveries >= maxTries) return 'done';
    return { againInSeconds: 2 ** handling.deliveries };
  };
}

const maxTries = 6;
