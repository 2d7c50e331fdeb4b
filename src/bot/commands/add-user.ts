import { showPersonForm } from '../screens/person-form.ts';
import type { Command } from './command.ts';

export const addUser: Command = {
  name: 'add user',
  said: /^(?:add|create|new)(?: an?)?(?: new)? (?:user|person|employee)$/,
  run: (turn, _said, services) => showPersonForm(services, turn, { mode: 'add' }),
};
