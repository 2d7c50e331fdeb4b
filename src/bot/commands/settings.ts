import { showSettings } from '../screens/settings.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const settings: Command = {
  name: 'settings',
  door: { right: 'change-settings' },
  home: 'organization',
  said: /^(?:show |see |view |open |change )?(?:the |our )?(?:organi[sz]ation )?settings?$/,
  asked: [asked('settings', 'show edit me')],
  run: (turn, _said, services) => showSettings(services, turn),
};
