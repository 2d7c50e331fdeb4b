import { showGroups } from '../screens/group.ts';
import type { Command } from './command.ts';

export const group: Command = {
  name: 'group',
  forGroups: 'show',
  said: /^(?:show |see |view |list |open )?(?:me )?(?:the |my |our |all )?(?:organi[sz]ation )?groups?(?: members)?$/,
  async run(turn, _said, services) {
    if (!turn.personal) return turn.say(turn.text.import.personalChatOnly);
    await showGroups(services, turn);
  },
};
