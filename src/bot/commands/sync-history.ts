import { showHistory } from '../screens/history.ts';
import type { Command } from './command.ts';

export const syncHistory: Command = {
  name: 'sync history',
  said: /^(?:show |see |view |list |open )?(?:me )?(?:the |our )?(?:entra )?syncs?(?: |-)?(?:history|log|list)$|^(?:show |see |view |list )(?:the |our )?syncs$/,
  run: (turn, _said, services) => showHistory(services, turn, { kind: 'sync', trail: [] }),
};
