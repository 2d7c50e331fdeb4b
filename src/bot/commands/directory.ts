import { parseNetwork } from '../../domain/network.ts';
import { showDirectory } from '../screens/directory.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const directory: Command = {
  name: 'directory',
  door: { right: 'see-people' },
  home: 'front',
  suggested: true,
  // "Employee" alone is the answer to the import's question.
  said: /^(?:(?:show|open|view|browse|list) (?:me )?(?:the |all )?)?(?:directory|people|users)$|^(?:show|open|view|browse|list) (?:me )?(?:the |all )?(employees?|others)(?: network)?$/,
  asked: [
    asked('directory', 'show people employee others me'),
    asked('show people', 'employee others me'),
    asked('show employee', 'people'),
    asked('show others', 'people'),
    asked('people', 'employee'),
    asked('who works', 'show people employee others directory'),
    asked('show works', 'people employee others directory'),
    asked('people works', 'show employee others directory'),
    asked('who people', 'show employee others directory'),
  ],
  run: (turn, said, services) =>
    showDirectory(services, turn, { network: parseNetwork(said?.[1]) ?? 'Employee' }),
};
