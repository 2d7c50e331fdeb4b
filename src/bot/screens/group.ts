import { groupAddCard } from '../../cards/group-add-card.ts';
import { groupCard, type GroupCardInput } from '../../cards/group-card.ts';
import { groupsCard } from '../../cards/groups-card.ts';
import { may } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import { ownsGroup } from '../../features/groups/group.ts';
import type { MemberProblem } from '../../features/groups/typed-member.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

/**
 * The groups that the caller may see: all for an admin of the organization, otherwise their own. A single one
 * is opened at once.
 * @param page from 0; absent: the first
 */
export async function showGroups(services: BotServices, turn: Turn, page?: number): Promise<void> {
  const { text, caller } = turn;
  const isAdmin = may(caller, 'see-people');
  const groups = isAdmin
    ? await services.groups.all(caller.tenant)
    : await services.groups.ownedBy(caller.tenant, caller.actor.id);
  const [only] = groups;
  if (only === undefined) return turn.say(isAdmin ? text.groups.none : text.groups.notAnOwner);
  if (groups.length === 1) return showGroup(services, turn, only.id);
  const listed = groups.map((group) => {
    const { id, name, kind } = group;
    return { id, name, kind, isOwn: ownsGroup(group, caller.actor.id) };
  });
  await turn.answer(groupsCard({ text, groups: listed, ...defined({ page }) }));
}

/** The members of a group. @throws AppError `group-gone`, `not-a-group-admin` */
export async function showGroup(
  services: BotServices,
  turn: Turn,
  id: string,
  options: { readonly page?: number; readonly news?: GroupCardInput['news'] } = {},
): Promise<void> {
  const { text, caller } = turn;
  const isAdmin = may(caller, 'see-people');
  const group = await services.groups.group(caller.tenant, id, caller.actor.id, isAdmin);
  const { news } = options;
  const isOwn = ownsGroup(group, caller.actor.id);
  const open = await services.groups.openTo(caller.tenant, isOwn ? [group] : []);
  const viewer = { id: caller.actor.id, seesPeople: isAdmin };
  await turn.answer(
    groupCard({
      text,
      group,
      ...(await services.groups.members(group, options.page ?? 0, viewer)),
      may: { add: open.length > 0, remove: isOwn, seeProfiles: isAdmin },
      ...defined({ news }),
    }),
  );
}

/**
 * The form that adds a person to one of the caller's groups.
 * @param form.group absent: offers all of the caller's groups
 * @throws AppError `group-adding-off`, `group-adding-teams-only`
 */
export async function showGroupAdd(
  services: BotServices,
  turn: Turn,
  form: {
    readonly group?: string;
    readonly phone?: string;
    readonly name?: string;
    readonly problems?: readonly MemberProblem[];
  },
): Promise<void> {
  const { text, caller } = turn;
  const own = await services.groups.ownedBy(caller.tenant, caller.actor.id);
  const meant = form.group === undefined ? own : own.filter(({ id }) => id === form.group);
  if (meant.length === 0) return turn.say(text.groups.notAnOwner);
  const groups = await services.groups.openTo(caller.tenant, meant);
  if (groups.length === 0) {
    const { by } = await services.settings.groupAdding(caller.tenant);
    throw new AppError(by === 'off' ? 'group-adding-off' : 'group-adding-teams-only');
  }
  const { phone = '', name = '', problems = [] } = form;
  await turn.answer(groupAddCard({ text, groups, phone, name, problems }));
}
