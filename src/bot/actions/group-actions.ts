import { nameOf } from '../../domain/person.ts';
import { showGroup, showGroupAdd } from '../screens/group.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action, Look } from './action.ts';

/*
 * None of these has a right: whose group it is decides, and that is asked of the store each time. What people are in a group
 * stays in the personal chat.
 */

export const showGroupAction: Action<'show-group'> = {
  run: (turn, { group, page }, services) =>
    inPersonalChat(turn, () => showGroup(services, turn, group, { page })),
};

export const addMember: Action<'add-member'> = {
  run: (turn, { group, phone, name }, services) =>
    inPersonalChat(turn, async () => {
      const chosen = group === undefined ? {} : { group };
      if (phone !== undefined && name !== undefined) {
        return addToGroup(services, turn, { ...chosen, phone, name });
      }
      await showGroupAdd(services, turn, chosen);
      return undefined;
    }),
};

export const removeMember: Action<'remove-member'> = {
  run: (turn, { group, member }, services) =>
    inPersonalChat(turn, async () => {
      const { tenant, actor } = turn.caller;
      await services.groups.remove(tenant, actor, group, member);
      await showGroup(services, turn, group, { news: { what: 'removed' } });
      return { verb: 'show-group', group, page: 0 };
    }),
};

/**
 * Adds somebody to a group of one's own; asks which where it isn't said and there are several.
 * @returns the group, once they are in it
 * @throws AppError `group-gone`, `not-a-group-admin`
 */
export async function addToGroup(
  services: BotServices,
  turn: Turn,
  typed: { readonly group?: string; readonly phone: string; readonly name: string },
): Promise<Look | undefined> {
  const { tenant, actor } = turn.caller;
  const own = typed.group === undefined ? await services.groups.ownedBy(tenant, actor.id) : [];
  const group = typed.group ?? (own.length === 1 ? own[0]?.id : undefined);
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
      ? ({ what: 'added', name: nameOf(outcome.added.fields) } as const)
      : ({ what: 'there', name: nameOf(outcome.there.fields) } as const);
  await showGroup(services, turn, group, { news });
  return { verb: 'show-group', group, page: 0 };
}

async function inPersonalChat(
  turn: Turn,
  work: () => Promise<void> | Promise<Look | undefined>,
): Promise<Look | undefined> {
  if (turn.personal) return (await work()) ?? undefined;
  await turn.say(turn.text.import.personalChatOnly);
  return undefined;
}
