import { showFound } from '../screens/found.ts';
import type { Command } from './command.ts';

/** "find Ada", "find +44 20 …", "find ada@…", "find S-0001". */
export const find: Command = {
  name: 'find',
  said: /^(?:find|search|search for|look up|lookup|who is)(?: (.+))?$/,
  run: (turn, said, services) => showFound(services, turn, said?.[1] ?? ''),
};
