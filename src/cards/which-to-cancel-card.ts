import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData, importName } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

export interface WhichToCancelCardInput {
  readonly text: Text;
  /** the reader's imports that can be dropped, newest first; at least one */
  readonly imports: readonly Operation[];
  /** what an earlier press on this card did, or what goes on; '' for nothing */
  readonly said: string;
}

/** Level of detail: imports, and characters of a name. */
type Detail = readonly [most: number, longest: number];

/** Asks which of several imports is to be cancelled. Each press cancels one, and the others stay on the card. */
export const whichToCancelCard = fitted<WhichToCancelCardInput, Detail>(build, [
  [10, 80],
  [8, 40],
  [5, 20],
]);

function build({ text, imports, said }: WhichToCancelCardInput, [most, longest]: Detail) {
  const { which, open, older } = text.cancel;
  const shown = imports.slice(0, most);
  const more = imports.length - shown.length;
  const data = {
    ...commonData(text, which, []),
    title: which,
    intro: [said, open(imports.length)].filter((sentence) => sentence !== '').join(' '),
    boxes: shown.map((operation) => importBox(text, operation, longest)),
    more: more > 0 ? older(more) : '',
  };
  return { card: expandCard('requests', data), summary: said === '' ? which : said };
}

function importBox(text: Text, operation: Operation, longest: number): CardNode {
  const { id, kind, network, state, at } = operation;
  return boxPart({
    title: text.preview.subtitle({ fileName: shorten(importName(operation), longest), network }),
    lines: [{ text: `${text.status(state)} · ${text.format.dateTime(at)}` }],
    style: 'emphasis',
    actions: [
      packAction(
        text.buttons.cancel,
        { verb: 'cancel-operation', operation: id, kind, as: 'choice' },
        { id: `cancel-${id}` },
      ),
    ],
  });
}
