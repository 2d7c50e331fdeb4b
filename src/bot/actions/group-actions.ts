import { nameOf } from '../../directory/person.ts';
import { showGroup, showGroupAdd } from '../screens/group.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';

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
    inPersonalChat(turn, () =>
      phone === undefined || name === undefined
        ? showGroupAdd(services, turn, { ...(group !== undefined && { group }) })
        : addToGroup(services, turn, { ...(group !== undefined && { group }), phone, name }),
    ),
};

export const removeMember: Action<'remove-member'> = {
  run: (turn, { group, member }, services) =>
    inPersonalChat(turn, async () => {
      const { tenant, actor } = turn.caller;
      await services.groups.remove(tenant, actor, group, member);
      await showGroup(services, turn, group, { news: { what: 'removed' } });
    }),
};

/**
 * Adds somebody to a group of one's own; asks which where it isn't said and there are several.
 * @throws AppError `group-gone`, `not-a-group-admin`
 */
export async function addToGroup(
  services: BotServices,
  turn: Turn,
  typed: { readonly group?: string; readonly phone: string; readonly name: string },
): Promise<void> {
  const { tenant, actor } = turn.caller;
  const own = typed.group === undefined ? await services.groups.ownedBy(tenant, actor.id) : [];
  const group = typed.group ?? (own.length === 1 ? own[0]?.id : undefined);
  if (group === undefined) return showGroupAdd(services, turn, typed);
  const outcome = await services.groups.add(tenant, actor, group, typed);
  if ('problems' in outcome) {
    const { phone, name } = typed;
    return showGroupAdd(services, turn, { group, phone, name, problems: outcome.problems });
  }
  const news =
    'added' in outcome
      ? ({ what: 'added', name: nameOf(outcome.added.fields) } as const)
      : ({ what: 'there', name: nameOf(outcome.there.fields) } as const);
  await showGroup(services, turn, group, { news });
}

async function inPersonalChat(turn: Turn, work: () => Promise<void>): Promise<void> {
  if (!turn.personal) return turn.say(turn.text.import.personalChatOnly);
  await work();
}
