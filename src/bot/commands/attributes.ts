import { showAttributes } from '../screens/attributes.ts';
import type { Command } from './command.ts';

export const attributes: Command = {
  name: 'attributes',
  said: /^(?:show |list |manage |edit |view )?(?:the )?(?:attributes?|columns?|fields?)$/,
  run: (turn, _said, services) => showAttributes(services, turn),
};
