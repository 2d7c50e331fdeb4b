import { showGroup, showGroupAdd, showGroups } from '../screens/group.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action, ReplayAction } from './action.ts';

/* Being an admin of the group is what authorises these, and it is read from the store each time. */

export const showGroupsAction: Action<'show-groups'> = {
  run: (turn, { page }, services) => showGroups(services, turn, page),
};

export const showGroupAction: Action<'show-group'> = {
  run: (turn, { group, page }, services) => showGroup(services, turn, group, { page }),
};

export const addMember: Action<'add-member'> = {
  async run(turn, { group, phone, name }, services) {
    const chosen = group === undefined ? {} : { group };
    if (phone !== undefined && name !== undefined) {
      return addToGroup(services, turn, { ...chosen, phone, name });
    }
    await showGroupAdd(services, turn, chosen);
    return undefined;
  },
};

export const removeMember: Action<'remove-member'> = {
  async run(turn, { group, member }, services) {
    const { tenant, actor } = turn.caller;
    await services.groups.remove(tenant, actor, group, member);
    await showGroup(services, turn, group, { news: { what: 'removed' } });
    return { verb: 'show-group', group, page: 0 };
  },
};

/**
 * Adds a person to one of the caller's groups; asks which one where there are several and none was named.
 * @returns the group, once the person is a member
 * @throws AppError `group-gone`, `not-a-group-admin`
 */
export async function addToGroup(
  services: BotServices,
  turn: Turn,
  typed: { readonly group?: string; readonly phone: string; readonly name: string },
): Promise<ReplayAction | undefined> {
  const { tenant, actor } = turn.caller;
  const own = typed.group === undefined ? await services.groups.ownedBy(tenant, actor.id) : [];
  const open = await services.groups.openTo(tenant, own);
  const group = typed.group ?? (open.length === 1 ? open[0]?.id : undefined);
  if (group === undefined) {
    await showGroupAdd(services, turn, typed);
    return undefined;
  }
  const outcome = await services.groups.add(tenant, actor, group, typed);
  if ('problems' in outcome) {
    const { phone, name } = typed;
    await showGroupAdd(services, turn, { group, phone, name, problems: outcome.problems });
    return undefined;
  }
  const news =
    'added' in outcome
      ? ({ what: 'added', name: outcome.added } as const)
      : ({ what: 'there', name: outcome.there } as const);
  await showGroup(services, turn, group, { news });
  return { verb: 'show-group', group, page: 0 };
}
