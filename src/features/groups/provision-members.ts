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

/** People provisioned at a time. */
const concurrency = 8;

/**
 * Provisions the members of a group that aren't provisioned yet; for a group that no longer exists, ends all
 * memberships. People stay in the directory whatever happens to the group.
 * @returns how many were provisioned, and how many failed
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
      // A row added by hand stays: its removal would reveal to the person who added it whose phone number it
      // is.
      const byHand = await Promise.all(
        merged.map((former) => memberships.read(tenant, id, former)),
      );
      for (const row of byHand) {
        if (row?.how === 'by-hand') await memberships.arrived(tenant, row, person.id);
      }
      return true;
    } catch (err) {
      log.warn({ err, group: id }, 'a group member could not be provisioned');
      return false;
    }
  }
}

export type MemberProvisioning = ReturnType<typeof createMemberProvisioning>;
