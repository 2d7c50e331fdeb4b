import type { GroupAdding } from '../../domain/group-adding.ts';
import type { GroupJoining } from '../../domain/group-joining.ts';
import type { Actor } from '../../domain/person.ts';
import { asAppError } from '../../errors.ts';
import type { AddAllowance } from './add-allowance.ts';
import type { createAddMember, createByHand } from './add-member.ts';
import type { Group } from './group.ts';
import type { MembershipStore } from './ports.ts';

/** People of a file who join a group, and leave it by an undo. */
export interface GroupFiles extends GroupJoining {
  /** How many of a file's people are still in the group. @throws AppError as `look` */
  joined(tenant: string, by: Actor, group: string, operation: string): Promise<number>;
  /** Takes a file's people out of the group; they stay in the directory. @returns how many @throws AppError as `look` */
  leave(tenant: string, by: Actor, group: string, operation: string): Promise<number>;
}

interface GroupFilesDeps {
  readonly memberships: MembershipStore;
  readonly allowance: AddAllowance;
  readonly add: ReturnType<typeof createAddMember>;
  readonly byHand: ReturnType<typeof createByHand>;
  /** the sender's group, where people may be added. @throws AppError as `look` */
  open(tenant: string, id: string, person: string): Promise<{ group: Group; adding: GroupAdding }>;
  /** the sender's group. @throws AppError `group-gone`, `not-a-group-admin` */
  own(tenant: string, id: string, person: string): Promise<Group>;
}

export function createGroupFiles(deps: GroupFilesDeps): GroupFiles {
  const { memberships, allowance } = deps;

  async function addedIn({ tenant, id }: Group, operation: string) {
    const all = await memberships.ofGroup(tenant, id);
    return all.filter((one) => one.how === 'by-hand' && one.addedIn === operation);
  }

  return {
    async look(tenant, by, id) {
      const { group, adding } = await deps.open(tenant, id, by.id);
      return {
        left: await allowance.left(tenant, by.id, adding.most),
        isMember: async (phone) => (await deps.byHand(group, phone)).before !== undefined,
      };
    },
    async join(tenant, by, id) {
      const { group, adding } = await deps.open(tenant, id, by.id);
      return async (person) => {
        try {
          return await deps.add(group, by, adding.most, person);
        } catch (error) {
          if (asAppError(error).code !== 'too-many-added') throw error;
          return 'over-limit';
        }
      };
    },
    async joined(tenant, by, id, operation) {
      return (await addedIn(await deps.own(tenant, id, by.id), operation)).length;
    },
    async leave(tenant, by, id, operation) {
      const leaving = await addedIn(await deps.own(tenant, id, by.id), operation);
      await memberships.end(tenant, leaving);
      return leaving.length;
    },
  };
}
