import { showAdmins } from '../screens/admins.ts';
import type { Command } from './command.ts';

export const admins: Command = {
  name: 'admins',
  said: /^(?:show |list |manage |view )?(?:the )?(?:admins?|administrators?|roles?|add admin)$/,
  run: (turn, _said, services) => showAdmins(services, turn),
};
