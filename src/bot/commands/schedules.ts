import { showSchedules } from '../screens/schedules.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const schedules: Command = {
  name: 'schedules',
  door: { right: 'export' },
  home: 'export',
  said: /^(?:show |see |view |list |open )?(?:me )?(?:the |my )?(?:export )?schedules?$/,
  asked: [asked('schedules', 'show export add edit me people')],
  run: (turn, _said, services) => showSchedules(services, turn),
};
