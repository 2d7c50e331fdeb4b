import { showHistory } from '../screens/history.ts';
import type { Command } from './command.ts';

export const exportHistory: Command = {
  name: 'export history',
  said: /^(?:show |see |view |list |open )?(?:me )?(?:the |my )?exports?(?: |-)?(?:history|log|list)$|^(?:show |see |view |list )(?:the |my )?exports$/,
  run: (turn, _said, services) => showHistory(services, turn, { kind: 'export', trail: [] }),
};
