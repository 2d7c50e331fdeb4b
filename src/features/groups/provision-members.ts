import type { Provisioning } from '../../domain/provisioning.ts';
import type { Actor } from '../../domain/person.ts';
import type { Log } from '../../log.ts';
import type { Group, Membership } from './group.ts';
import type { GroupStore, MembershipStore } from './ports.ts';

export interface MemberProvisioningDeps {
  readonly groups: GroupStore;
  readonly memberships: MembershipStore;
  readonly provisioning: Pick<Provisioning, 'provision'>;
}

/** People who arrive at once. */
const concurrency = 8;

/**
 * Lets those members of a group arrive in the directory who are to; of a group that is none any more, ends all memberships. People
 * stay in the directory whatever becomes of the group.
 * @returns how many arrived, and how many could not
 */
export function createMemberProvisioning({
  groups,
  memberships,
  provisioning,
}: MemberProvisioningDeps) {
  return async (tenant: string, id: string, handling: { signal: AbortSignal; log: Log }) => {
    const group = await groups.read(tenant, id);
    if (group === undefined) return { arrived: 0, failed: 0 };
    const all = await memberships.ofGroup(tenant, id);
    if (group.deletedAt !== undefined) {
      await memberships.end(tenant, all);
      return { arrived: 0, failed: 0 };
    }
    const waiting = all.filter(({ toArrive }) => toArrive);
    const by = group.installedBy ?? { id: group.id, name: group.name };
    let failed = 0;
    for (let from = 0; from < waiting.length; from += concurrency) {
      handling.signal.throwIfAborted();
      const outcomes = await Promise.all(
        waiting
          .slice(from, from + concurrency)
          .map((member) => one(group, by, member, handling.log)),
      );
      failed += outcomes.filter((arrived) => !arrived).length;
    }
    return { arrived: waiting.length - failed, failed };
  };

  async function one(
    { tenant, id }: Group,
    by: Actor,
    membership: Membership,
    log: Log,
  ): Promise<boolean> {
    try {
      const { member, isEmployee, fields } = membership;
      const { person, merged } = await provisioning.provision(tenant, by, {
        source: 'group',
        entraId: member,
        isEmployee,
        fields,
      });
      await memberships.arrived(tenant, membership, person.id);
      // A row added by hand stays: that it went would tell who added it whose the phone is.
      const byHand = await Promise.all(
        merged.map((former) => memberships.read(tenant, id, former)),
      );
      for (const row of byHand) {
        if (row?.how === 'by-hand') await memberships.arrived(tenant, row, person.id);
      }
      return true;
    } catch (err) {
      log.warn({ err, group: id }, 'a group’s member could not arrive');
      return false;
    }
  }
}

export type MemberProvisioning = ReturnType<typeof createMemberProvisioning>;
