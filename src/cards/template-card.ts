import type { Text } from '../text/text.ts';
import { openUrl } from './action-data.ts';
import type { Card } from './card.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';

/** The CSV template to download. */
export function templateCard(input: { readonly text: Text; readonly templateUrl: string }): Card {
  const { text, templateUrl } = input;
  const data = {
    ...commonData(text, text.template.intro, [openUrl(text.buttons.downloadTemplate, templateUrl)]),
    title: text.template.title,
    intro: text.template.intro,
    saveAs: text.template.saveAs,
  };
  return { card: expandCard('template', data), summary: text.template.title };
}
