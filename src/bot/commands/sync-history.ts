import { showHistory } from '../screens/history.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const syncHistory: Command = {
  name: 'sync history',
  door: { right: 'sync' },
  home: 'entra',
  said: /^(?:show |see |view |list |open )?(?:me )?(?:the |our )?(?:entra )?syncs?(?: |-)?(?:history|log|list)$|^(?:show |see |view |list )(?:the |our )?syncs$/,
  asked: [
    asked('sync history', 'show people me'),
    asked('sync status', 'me people'),
    asked('undo sync', 'history me'),
  ],
  run: (turn, _said, services) => showHistory(services, turn, { kind: 'sync', trail: [] }),
};
