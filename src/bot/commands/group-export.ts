import { showGroupExport } from '../screens/written-file.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const groupExport: Command = {
  name: 'group export',
  door: { groupAdmins: 'always' },
  home: 'export',
  said: /^(?:groups? export|(?:export|download) (?:people of )?(?:the |my |our )?groups?(?: members)?)$/,
  asked: [
    asked('export group', 'show people me file download'),
    asked('download group', 'show people me file'),
  ],
  run: (turn, _said, services) => showGroupExport(services, turn),
};
