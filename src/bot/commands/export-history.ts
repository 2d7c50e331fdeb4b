import { showHistory } from '../screens/history.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const exportHistory: Command = {
  name: 'export history',
  door: { right: 'see-history' },
  home: 'export',
  suggested: true,
  said: /^(?:show |see |view |list |open )?(?:me )?(?:the |my )?exports?(?: |-)?(?:history|log|list)$|^(?:show |see |view |list )(?:the |my )?exports$/,
  asked: [
    asked('export history', 'show people file me deleted'),
    asked('export status', 'file me people'),
  ],
  run: (turn, _said, services) => showHistory(services, turn, { kind: 'export', trail: [] }),
};
