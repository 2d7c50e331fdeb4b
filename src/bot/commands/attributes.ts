import { showAttributes } from '../screens/attributes.ts';
import { asked, askedWithName } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const attributes: Command = {
  name: 'attributes',
  door: { right: 'manage-attributes' },
  home: 'organization',
  said: /^(?:show |list |manage |edit |view )?(?:the )?(?:attributes?|columns?|fields?)$/,
  asked: [
    asked('attributes', 'show add edit delete people me directory'),
    askedWithName('attributes add', 'edit'),
  ],
  run: (turn, _said, services) => showAttributes(services, turn),
};
