import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

/** All that is held of one person. With a name, "data Amelia" is about a person, as in any other words: about-person.ts. */
export const data: Command = {
  name: 'data',
  door: { right: 'everything' },
  home: 'export',
  said: /^data$/,
  asked: [asked('data', 'people')],
  run: (turn) => turn.say(turn.text.personData.ask),
};
