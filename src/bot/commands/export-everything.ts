import { everythingRequest } from '../../domain/operations/export-facts.ts';
import { exportWhole } from '../screens/export-whole.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

/** The archive of the whole organization: the backup, and the way out. */
export const exportEverything: Command = {
  name: 'export everything',
  door: { right: 'everything' },
  home: 'export',
  said: /^(?:please )?(?:export|download|back up|backup) (?:everything|(?:the )?(?:whole|entire) (?:organi[sz]ation|directory))$/,
  asked: [
    asked('export everything', 'file directory me now download'),
    asked('download everything', 'people file directory me now'),
  ],
  run: (turn, _said, services) => exportWhole(turn, services, everythingRequest),
};
