import { showGroups } from '../screens/group.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const group: Command = {
  name: 'group',
  door: { right: 'see-people', groupAdmins: 'always' },
  home: 'directory',
  said: /^(?:show |see |view |list |open )?(?:me )?(?:the |my |our |all )?(?:organi[sz]ation )?groups?(?: members)?$/,
  asked: [asked('group', 'who show find people me edit')],
  run: (turn, _said, services) => showGroups(services, turn),
};
