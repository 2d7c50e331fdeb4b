import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData, importName } from './operation-parts.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export interface WhichToCancelCardInput {
  readonly text: Text;
  /** the reader's imports that can be dropped, newest first; at least one */
  readonly imports: readonly Operation[];
  /** what an earlier press on this card did, or what goes on; '' for nothing */
  readonly said: string;
}

const mostShown = 5;

/** Asks which of several imports is to be cancelled. Each press cancels one, and the others stay on the card. */
export const whichToCancelCard = fitted<WhichToCancelCardInput, number>(build, [80, 20]);

function build({ text, imports, said }: WhichToCancelCardInput, longest: number): Card {
  const { which, open, older } = text.cancel;
  const shown = imports.slice(0, mostShown);
  const more = imports.length - shown.length;
  const data = {
    ...commonData(text, which, []),
    title: which,
    intro: [said, open(imports.length)].filter((sentence) => sentence !== '').join(' '),
    boxes: shown.map((operation) => importRow(text, operation, longest)),
    page: '',
    below: more > 0 ? older(more) : '',
  };
  return { card: expandCard('requests', data), summary: said === '' ? which : said };
}

function importRow(text: Text, operation: Operation, longest: number): CardNode {
  const { id, kind, network, state, at } = operation;
  return expandPart('person-row', {
    name: text.preview.subtitle({ fileName: shorten(importName(operation), longest), network }),
    line: `${text.status(state)} · ${text.format.dateTime(at)}`,
    separator: true,
    actions: [
      packAction(
        text.buttons.cancel,
        { verb: 'cancel-operation', operation: id, kind, as: 'choice' },
        { id: `cancel-${id}` },
      ),
    ],
  });
}
