import { homeCard } from '../../cards/home-card.ts';
import { commandDoors, type CommandName, type Door } from '../../domain/doors.ts';
import { may } from '../../domain/roles.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Command } from './command.ts';

export const help: Command = {
  name: 'help',
  said: /^(help( me)?|hi|hello|hey|hallo|home|menu|start|commands|\?|what can you do)$/,
  run: (turn, _said, services) => showHome(turn, services),
};

/** The home card: one button for each command that the caller may use. */
export async function showHome(turn: Turn, services: BotServices): Promise<void> {
  await turn.answer(
    homeCard({
      text: turn.text,
      name: turn.caller.actor.name,
      commands: await offeredCommands(turn, services),
      ...((await decidesAnything(turn, services)) && { requests: true }),
      ...(await knownDuplicates(turn, services)),
    }),
  );
}

/** The commands that the caller may use now, in the order of display. */
export async function offeredCommands(
  { caller }: Turn,
  { groups, commands }: BotServices,
): Promise<readonly CommandName[]> {
  const { tenant, actor, role } = caller;
  const owned = await groups.ownedBy(tenant, actor.id);
  const owns = owned.length > 0;
  const mayAdd = (await groups.openTo(tenant, owned)).length > 0;
  return commands
    .filter(({ name }) => {
      const { everyone, right, groupAdmins }: Door = commandDoors[name];
      if (everyone === true || (right !== undefined && may(role, right))) return true;
      return groupAdmins === 'open' ? mayAdd : groupAdmins === 'always' && owns;
    })
    .map(({ name }) => name);
}

/** How many pairs look like one person, if that is known already: the home card waits for nothing. */
async function knownDuplicates({ caller, personal }: Turn, { duplicates }: BotServices) {
  if (!personal || !may(caller.role, 'edit-people')) return {};
  const known = await duplicates.knownCount(caller.tenant);
  return known === undefined || known.pairs === 0 ? {} : { duplicates: known };
}

/** Whether requests of group admins wait for a decision by the caller. Not shown in a group, where everyone would see it. */
async function decidesAnything(
  { caller, personal }: Turn,
  { restoreRequests }: BotServices,
): Promise<boolean> {
  if (!personal || !may(caller.role, 'delete-people')) return false;
  return (await restoreRequests.open(caller.tenant)).length > 0;
}
