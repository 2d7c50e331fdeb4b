import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import type { Card } from './card.ts';
import { commonData, keptNote, linkActions, styleOf, toneOf } from './operation-parts.ts';
import type { OperationLinks } from './operation-parts.ts';
import { operationSummary, wordsOf } from './operation-words.ts';
import { showDirectoryAction } from './person-parts.ts';
import { expandCard } from './template.ts';

export interface NoticeCardInput {
  readonly text: Text;
  readonly operation: Operation;
  readonly links: OperationLinks;
  /** adds View directory after an import */
  readonly directory?: boolean;
}

/** Announces in a message of its own that an operation has ended. */
export function noticeCard({ text, operation, links, directory }: NoticeCardInput): Card {
  const words = wordsOf(operation);
  const summary = operationSummary(text, operation);
  const network = operation.network ?? 'Employee';
  const view = showDirectoryAction(network, text.buttons.viewDirectory);
  const viewable =
    directory === true && operation.kind === 'import' && operation.state === 'completed';
  const tone = toneOf(operation);
  const data = {
    ...commonData(text, summary, [...linkActions(text, links), ...(viewable ? [view] : [])]),
    title: text.notice.title(operation.kind, operation.state, operation.undo),
    fileName: words.subtitle(text, operation),
    status: text.status(operation.state),
    qualifier: words.qualifier(text, operation),
    style: styleOf(tone),
    color: tone,
    sentence: words.sentence(text, operation),
    counts: words.counts(text, operation),
    hint: links.errorLog === undefined ? '' : words.errorLogHint(text, operation),
    kept: keptNote(text, links),
  };
  return { card: expandCard('notice', data), summary };
}
