import { missingChoices } from '../domain/operations/import-mode.ts';
import type { Decided } from '../domain/operations/identity-questions.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import type { CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { personRow, type PreviewDetail } from './preview-parts.ts';
import { expandPart } from './template.ts';

export interface LeavingInput {
  readonly text: Text;
  readonly operation: Operation;
  /** the answers given so far, while some are missing */
  readonly decided: Decided;
  /** for viewers who may see it, but not answer */
  readonly readOnly: boolean;
  readonly detail: PreviewDetail;
}

/** The people whom an import deletes; where the file is the whole network, those who aren't in it, and the question about them. */
export function leavingParts(input: LeavingInput): CardNode[] {
  const { text, operation, detail } = input;
  const { leaving, removedSample = [] } = operation.preview ?? {};
  if (leaving === undefined) return [];
  const words = text.preview.leaving;
  const shown = removedSample.slice(0, detail.rows);
  const { people } = leaving;
  const { network = 'Others' } = operation;
  const isOfEverybody = operation.mode === 'everyone';
  const notes = notesOf(input);
  if (people === 0 && notes.length === 0 && !isOfEverybody) return [];
  // Linked people may be missing from the file, and stay.
  const nobody = isOfEverybody && notes.length === 0 ? words.none : words.nobody;
  const missing = words.missing({ people, network });
  const more = people - shown.length;
  return [
    expandPart('leaving-people', {
      title: isOfEverybody ? words.missingTitle : words.deleted(shown.length, people),
      intro: people === 0 ? nobody : isOfEverybody ? missing : text.bulk.restorable,
      rows: shown.map((sample) => personRow(sample, detail)),
      more: more > 0 ? words.more(more) : '',
      notes: notes.map((note) => ({ text: note })),
      answer: isOfEverybody && people > 0 && !input.readOnly ? [question(input)] : [],
    }),
  ];
}

/** The people who stay, and how certain it is that the others are meant. */
function notesOf({ text, operation, detail }: LeavingInput): string[] {
  const { leaving, stayingSample = [] } = operation.preview ?? {};
  if (leaving === undefined) return [];
  const words = text.preview.leaving;
  const { people, linked, held = 0, unread = 0 } = leaving;
  const names = stayingSample.map(({ name }) => shorten(name, detail.characters));
  const isOfEverybody = operation.mode === 'everyone';
  return [
    ...(linked > 0 ? [words.linked(names, linked)] : []),
    ...(held > 0 ? [words.held(held)] : []),
    ...(isOfEverybody && people > 0 && unread > 0 ? [words.unread(unread)] : []),
    ...(isOfEverybody && people > 0 ? [text.bulk.restorable] : []),
  ];
}

function question({ text, decided }: LeavingInput): CardNode {
  const { question: label, choices } = text.preview.leaving;
  return expandPart('identity-answer', {
    id: 'missing',
    label,
    style: 'expanded',
    value: decided.missing ?? missingChoices[0],
    choices: missingChoices.map((value) => ({ value, title: choices[value] })),
  });
}
