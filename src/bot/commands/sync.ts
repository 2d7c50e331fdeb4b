import { showSync } from '../screens/sync.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const sync: Command = {
  name: 'sync',
  door: { right: 'sync' },
  home: 'entra',
  said: /^(?:please )?(?:show |see |open )?(?:me )?(?:the |our )?(?:(?:microsoft )?(?:entra|azure ad)(?: id)? )?sync(?:hroni[sz]e|hroni[sz]ation|ing)?(?: (?:now|settings|status|people|users|with (?:microsoft )?entra(?: id)?))?$/,
  asked: [asked('sync', 'people now show directory edit')],
  run: (turn, _said, services) => showSync(services, turn),
};
