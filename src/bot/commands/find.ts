import { showFound } from '../screens/found.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

/** "find Ada", "find +44 20 …", "find ada@…", "find S-0001". */
export const find: Command = {
  name: 'find',
  door: { right: 'see-people' },
  home: 'front',
  suggested: true,
  said: /^(?:find|search|search for|look up|lookup|who is)(?: (.+))?$/,
  asked: [
    asked('edit people', 'directory'),
    asked('delete people', 'directory'),
    asked('move people', 'directory employee others'),
    asked('who'),
    asked('find', 'who people directory employee others show'),
  ],
  run: (turn, said, services) => showFound(services, turn, said?.[1] ?? ''),
};
