import { showSettings } from '../screens/settings.ts';
import type { Command } from './command.ts';

export const settings: Command = {
  name: 'settings',
  said: /^(?:show |see |view |open |change )?(?:the |our )?(?:organi[sz]ation )?settings?$/,
  run: (turn, _said, services) => showSettings(services, turn),
};
