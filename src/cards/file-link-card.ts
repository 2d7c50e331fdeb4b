import type { Text } from '../text/text.ts';
import { openUrl } from './action-data.ts';
import type { Card } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';

/** A file that is written when a person asks for it; its words are in the catalogues under this name. */
export type WrittenFile = 'groupExport' | 'personData';

const maxShownName = 80;

/** A short-lived link to a file that was written just now. */
export function fileLinkCard({
  text,
  file,
  url,
  whose = '',
}: {
  readonly text: Text;
  readonly file: WrittenFile;
  readonly url: string;
  /** the person whose data are in it */
  readonly whose?: string;
}): Card {
  const { title, sentence, short } = text[file];
  const data = {
    ...commonData(text, sentence, [openUrl(text.buttons.download, url)]),
    title,
    whose: shorten(whose, maxShownName),
    sentence,
    short,
  };
  return { card: expandCard('file-link', data), summary: title };
}
