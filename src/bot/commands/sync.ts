import { showSync } from '../screens/sync.ts';
import type { Command } from './command.ts';

export const sync: Command = {
  name: 'sync',
  said: /^(?:please )?(?:show |see |open )?(?:me )?(?:the |our )?(?:(?:microsoft )?(?:entra|azure ad)(?: id)? )?sync(?:hroni[sz]e|hroni[sz]ation|ing)?(?: (?:now|settings|status|people|users|with (?:microsoft )?entra(?: id)?))?$/,
  run: (turn, _said, services) => showSync(services, turn),
};
