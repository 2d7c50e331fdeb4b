import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

/** The way back of `export everything`: asks for the archive. What it would bring is shown before anything is written. */
export const importEverything: Command = {
  name: 'import everything',
  door: { right: 'everything' },
  home: 'import',
  said: /^(?:please )?(?:import|upload|restore) (?:everything|(?:the |an )?archive|(?:the |a )?backup)$/,
  asked: [
    asked('import everything', 'people file directory me now'),
    asked('restore everything', 'people file directory me now'),
  ],
  async run(turn, _said, services) {
    await services.mustBeEmpty(turn.caller.tenant);
    await services.dialogs.close(turn);
    await turn.say(turn.text.everything.sendArchive);
  },
};
