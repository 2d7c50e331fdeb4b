import { homeCard } from '../../cards/home-card.ts';
import { may } from '../../domain/roles.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Command } from './command.ts';

export const help: Command = {
  name: 'help',
  said: /^(help( me)?|hi|hello|hey|hallo|home|menu|start|commands|\?|what can you do)$/,
  run: (turn, _said, services) => showHome(turn, services),
};

/** The home card: one button for each command that this person may use. */
export async function showHome(
  turn: Turn,
  services: BotServices,
  notUnderstood?: string,
): Promise<void> {
  const { tenant, actor, role } = turn.caller;
  const owns = (await services.groups.ownedBy(tenant, actor.id)).length > 0;
  const commands = services.commands
    .filter(({ right, forGroups }) => {
      if (forGroups === 'add') return owns;
      if (forGroups === 'show') return owns || may(role, 'see-people');
      return right === undefined || may(role, right);
    })
    .map(({ name }) => name);
  await turn.answer(
    homeCard({
      text: turn.text,
      name: turn.caller.actor.name,
      commands,
      ...(notUnderstood !== undefined && { notUnderstood: notUnderstood.slice(0, 100) }),
    }),
  );
}
