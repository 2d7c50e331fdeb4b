import { showHistory } from '../screens/history.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const importHistory: Command = {
  name: 'import history',
  door: { right: 'see-history' },
  home: 'import',
  suggested: true,
  said: /^(?:show |see |view |list |open )?(?:me )?(?:the |my )?(?:import|upload)s?(?: |-)?(?:history|log|list)$|^history$|^(?:show |see |view |list )(?:the |my )?imports$/,
  asked: [
    asked('import history', 'show people file me deleted'),
    asked('history', 'show'),
    asked('import works', 'me file'),
    asked('status', 'import file show history me people'),
    asked('undo', 'import file history edit move people me'),
  ],
  run: (turn, _said, services) => showHistory(services, turn, { kind: 'import', trail: [] }),
};
