import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { shorten } from './escape.ts';
import { commandAction } from './home-card.ts';
import { commonData, styleOf } from './operation-parts.ts';
import { expandCard } from './template.ts';

export interface NearestCardInput {
  readonly text: Text;
  /** the message that wasn't understood */
  readonly said: string;
  /** nearest first */
  readonly commands: readonly string[];
  /** what to search people for, if it may be a name */
  readonly search?: string;
}

/** A word that can't be broken has to fit a button on a phone. */
function longestShown(search: string): number {
  return /\S{21}/u.test(search) ? 20 : 40;
}

/** A message that fits nothing, and what may have been meant. */
export function nearestCard({ text, said, commands, search }: NearestCardInput): Card {
  const title = text.home.notUnderstood(shorten(said, 120));
  const actions = [
    ...(search === undefined
      ? []
      : [
          packAction(text.home.searchFor(shorten(search, longestShown(search))), {
            verb: 'find-person',
            query: search,
          }),
        ]),
    ...commands.map((command) => commandAction(text, command)),
  ];
  const data = {
    ...commonData(text, title, actions),
    title,
    sentence: '',
    style: styleOf('default'),
  };
  return { card: expandCard('outcome', data), summary: title };
}
