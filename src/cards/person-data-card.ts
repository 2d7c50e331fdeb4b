import type { Text } from '../text/text.ts';
import { openUrl } from './action-data.ts';
import type { Card } from './card.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';

/** A short-lived link to the data of one person. */
export function personDataCard({ text, url }: { readonly text: Text; readonly url: string }): Card {
  const { title, sentence, short } = text.personData;
  const data = {
    ...commonData(text, sentence, [openUrl(text.buttons.download, url)]),
    title,
    sentence,
    short,
  };
  return { card: expandCard('person-data', data), summary: title };
}
