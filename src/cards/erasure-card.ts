import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import type { PersonEntry } from './person-entry.ts';
import { boxPart, entryName } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

export interface ErasureCardInput {
  readonly text: Text;
  /** all who were chosen and are deleted, 1 to 100; the first of them are named */
  readonly people: readonly PersonEntry[];
  /** files that may hold their data, and until when (ISO 8601, UTC) */
  readonly files: readonly { readonly name: string; readonly until: string }[];
  /** others, which aren't named */
  readonly moreFiles: number;
}

type Detail = readonly [most: number, longest: number];

/** Asks once before people are erased, and says what that doesn't reach. */
export const erasureCard = fitted<ErasureCardInput, Detail>(build, [
  [10, 80],
  [8, 40],
  [5, 20],
]);

function build(
  { text, people, files, moreFiles }: ErasureCardInput,
  [most, longest]: Detail,
): Card {
  const words = text.erasure;
  const title = words.title(people.length);
  const erase = packAction(
    text.buttons.eraseNow,
    { verb: 'erase-people', people: people.map(({ id }) => id), confirmed: true },
    { style: 'destructive' },
  );
  const keep = packAction(text.buttons.keep, { verb: 'show-deleted', page: 0 });
  const names = people.map((person) => entryName(text, person, longest));
  const listed = files.map(({ name, until }) =>
    words.file({ name: shorten(name, longest), until }),
  );
  const data = {
    ...commonData(text, title, [erase, keep]),
    title,
    intro: words.what,
    boxes: [
      boxPart({ lines: linesOf(text, names, most, 0), style: 'emphasis' }),
      boxPart({
        sentence: files.length === 0 ? words.noFiles : words.files,
        lines: linesOf(text, listed, most, moreFiles),
        style: 'warning',
      }),
    ],
    page: '',
    below: words.elsewhere,
  };
  return { card: expandCard('requests', data), summary: title };
}

function linesOf(text: Text, all: readonly string[], most: number, others: number) {
  const shown = all.slice(0, most).map((line) => ({ text: line }));
  const more = all.length - shown.length + others;
  return more > 0 ? [...shown, { text: text.erasure.more(more) }] : shown;
}
