import type { Text } from '../text/text.ts';
import { openUrl } from './action-data.ts';
import type { Card } from './card.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';

export interface TemplateLinks {
  readonly workbook: string;
  readonly csv: string;
}

/** The template to download, as a workbook and as CSV. */
export function templateCard(input: {
  readonly text: Text;
  readonly template: TemplateLinks;
}): Card {
  const { text, template } = input;
  const links = [
    openUrl(text.buttons.downloadTemplate, template.workbook),
    openUrl(text.buttons.downloadCsvTemplate, template.csv),
  ];
  const data = {
    ...commonData(text, text.template.intro, links),
    title: text.template.title,
    intro: text.template.intro,
    kinds: text.template.kinds,
  };
  return { card: expandCard('template', data), summary: text.template.title };
}
