import { showAdmins } from '../screens/admins.ts';
import { asked, askedWithName } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const admins: Command = {
  name: 'admins',
  door: { right: 'name-admins' },
  home: 'organization',
  suggested: true,
  said: /^(?:show |list |manage |view )?(?:the )?(?:admins?|administrators?|roles?|add admin)$/,
  asked: [
    asked('admins', 'who show find add edit delete people me'),
    askedWithName('admins', 'add delete edit restore'),
  ],
  run: (turn, _said, services) => showAdmins(services, turn),
};
