import { showSchedules } from '../screens/schedules.ts';
import type { Command } from './command.ts';

export const schedules: Command = {
  name: 'schedules',
  said: /^(?:show |see |view |list |open )?(?:me )?(?:the |my )?(?:export )?schedules?$/,
  run: (turn, _said, services) => showSchedules(services, turn),
};
