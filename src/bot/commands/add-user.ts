import { showPersonForm } from '../screens/person-form.ts';
import { asked, askedWithName } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const addUser: Command = {
  name: 'add user',
  door: { right: 'edit-people' },
  home: 'directory',
  suggested: true,
  said: /^(?:add|create|new)(?: an?)?(?: new)? (?:user|person|employee)$/,
  asked: [
    asked('add people', 'me directory employee'),
    asked('add employee', 'me directory'),
    askedWithName('add', 'others'),
  ],
  run: (turn, _said, services) =>
    showPersonForm(services, turn, {
      mode: 'add',
      window: { verb: 'run-command', command: addUser.name },
    }),
};
