import { parseNetwork } from '../../domain/network.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

/** Starts the import dialog; "import employees" answers its first question at once. */
export const importPeople: Command = {
  name: 'import',
  door: { right: 'import' },
  home: 'front',
  suggested: true,
  said: /^(?:please )?(?:bulk )?(?:import|upload)(?: (?:a|the|some|my))?(?: (?:csv|file|csv file|users?|people|persons?|directory))?(?: ?(?:to|into|in|for|as)?(?: the)? ?(employees?|others?)(?: network)?)?$/,
  asked: [asked('import', 'people file directory me now add employee others')],
  async run(turn, said, { dialogs }) {
    const network = parseNetwork(said?.[1]);
    await dialogs.beginImport(
      turn,
      network === undefined ? { awaiting: 'network' } : { awaiting: 'file', network },
    );
  },
};
