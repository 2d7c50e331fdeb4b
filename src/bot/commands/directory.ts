import { parseNetwork } from '../../domain/network.ts';
import { showDirectory } from '../screens/directory.ts';
import type { Command } from './command.ts';

export const directory: Command = {
  name: 'directory',
  // "Employee" alone is the answer to the import's question.
  said: /^(?:(?:show|open|view|browse|list) (?:me )?(?:the |all )?)?(?:directory|people|users)$|^(?:show|open|view|browse|list) (?:me )?(?:the |all )?(employees?|others)(?: network)?$/,
  run: (turn, said, services) =>
    showDirectory(services, turn, { network: parseNetwork(said?.[1]) ?? 'Employee' }),
};
