import { showHistory } from '../screens/history.ts';
import type { Command } from './command.ts';

export const importHistory: Command = {
  name: 'import history',
  said: /^(?:show |see |view |list |open )?(?:me )?(?:the |my )?(?:import|upload)s?(?: |-)?(?:history|log|list)$|^history$|^(?:show |see |view |list )(?:the |my )?imports$/,
  run: (turn, _said, services) => showHistory(services, turn, { kind: 'import', trail: [] }),
};
