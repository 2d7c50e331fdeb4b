import type { Text } from '../text/text.ts';
import type { Card } from './card.ts';
import { commandAction } from './home-card.ts';
import { commonData, styleOf } from './operation-parts.ts';
import { expandCard } from './template.ts';

export interface OutcomeCardInput {
  readonly text: Text;
  readonly title: string;
  readonly sentence: string;
  readonly tone?: 'good' | 'warning' | 'attention';
  /** the commands to offer next */
  readonly commands?: readonly string[];
}

/** Replaces a card that was acted on, and answers requests that can't be fulfilled. */
export function outcomeCard({
  text,
  title,
  sentence,
  tone,
  commands = [],
}: OutcomeCardInput): Card {
  const actions = commands.map((command) => commandAction(text, command));
  const data = {
    ...commonData(text, sentence, actions),
    title,
    sentence,
    style: styleOf(tone ?? 'default'),
  };
  return { card: expandCard('outcome', data), summary: sentence === '' ? title : sentence };
}
