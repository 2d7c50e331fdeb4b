import { showGroups } from '../screens/group.ts';
import type { Command } from './command.ts';

export const group: Command = {
  name: 'group',
  said: /^(?:show |see |view |list |open )?(?:me )?(?:the |my |our |all )?(?:organi[sz]ation )?groups?(?: members)?$/,
  run: (turn, _said, services) => showGroups(services, turn),
};
