import { whatChanged } from '../domain/operations/what-changed.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { UndoForecast } from '../features/imports/undo/undo-requests.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { commonData } from './operation-parts.ts';
import { operationName } from './operation-words.ts';
import { expandCard, expandPart } from './template.ts';

export interface ConfirmUndoCardInput {
  readonly text: Text;
  /** what is to be undone */
  readonly operation: Operation;
  readonly forecast: UndoForecast;
  /** of a sync: it also runs every day, which can be turned off */
  readonly isDaily: boolean;
}

/** Asks once before an import, a sync, a bulk change or an undo is undone, and says what becomes of how many people. */
export function confirmUndoCard(input: ConfirmUndoCardInput): Card {
  const { text, operation } = input;
  const isAgain = operation.undo?.again === false;
  const what = whatChanged(operation);
  const title = text.undo.confirm.question(text.undo.titles[what](isAgain));
  const data = {
    ...commonData(text, title, actionsFor(input, isAgain)),
    title,
    subject: operationName(text, operation),
    sentences: sentencesOf(input, isAgain).map((sentence) => ({ text: sentence })),
    inputs: input.isDaily
      ? [expandPart('stop-daily', { title: text.undo.confirm.stopDaily, value: 'false' })]
      : [],
  };
  return { card: expandCard('confirm-undo', data), summary: title };
}

function sentencesOf(
  { text, operation, forecast }: ConfirmUndoCardInput,
  again: boolean,
): string[] {
  const { confirm } = text.undo;
  if (forecast.leaving !== undefined) return [text.groupFile.leave(forecast.leaving)];
  const isSync = operation.kind === 'sync';
  const merged = operation.sync?.merged ?? 0;
  return [
    ...confirm.what({ ...forecast, again, what: whatChanged(operation) }),
    ...(merged > 0 ? [confirm.merged(merged)] : []),
    ...(isSync ? [confirm.nextSync] : []),
  ];
}

function actionsFor({ text, operation }: ConfirmUndoCardInput, isAgain: boolean): CardNode[] {
  const { id, kind } = operation;
  const of = kind === 'sync' ? { operation: id, kind } : { operation: id };
  const shown = kind === 'sync' ? kind : 'import';
  return [
    packAction(
      text.undo.buttons[whatChanged(operation)](isAgain),
      { verb: 'undo-import', ...of, confirmed: true },
      { isPrimary: true },
    ),
    packAction(
      text.buttons.keep,
      { verb: 'refresh-operation', operation: id, kind: shown },
      { withoutInputs: true },
    ),
  ];
}
