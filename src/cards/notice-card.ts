import type { Operation } from '../operations/operation.ts';
import type { Text } from '../text/text.ts';
import type { Card } from './card.ts';
import { shorten } from './escape.ts';
import { commonData, countsPart, countsToShow, linkActions } from './operation-parts.ts';
import { longestShownName, styleOf, toneOf } from './operation-parts.ts';
import type { OperationLinks } from './operation-parts.ts';
import { qualifier, statusSentence, statusSummary } from './status-card.ts';
import { showDirectoryAction } from './person-parts.ts';
import { expandCard } from './template.ts';

export interface NoticeCardInput {
  readonly text: Text;
  readonly operation: Operation;
  readonly links: OperationLinks;
  /** adds View directory after an import */
  readonly directory?: boolean;
}

/** Tells in a message of its own that an operation has ended. */
export function noticeCard({ text, operation, links, directory }: NoticeCardInput): Card {
  const summary = statusSummary(text, operation);
  const counts = countsToShow(operation);
  const network = operation.network ?? 'Employee';
  const view = showDirectoryAction(network, text.buttons.viewDirectory);
  const viewable =
    directory === true && operation.kind === 'import' && operation.state === 'completed';
  const tone = toneOf(operation);
  const data = {
    ...commonData(text, summary, [...linkActions(text, links), ...(viewable ? [view] : [])]),
    title: text.notice.title(operation.kind, operation.state),
    fileName: text.preview.subtitle(
      shorten(operation.fileName, longestShownName),
      operation.network,
    ),
    status: text.status(operation.state),
    qualifier: qualifier(text, operation),
    style: styleOf(tone),
    color: tone,
    sentence: statusSentence(text, operation),
    counts: counts === undefined ? [] : [countsPart(text, counts)],
    hint:
      links.errorLog === undefined || operation.counts.rejected === 0
        ? ''
        : text.operation.fixRejected,
  };
  return { card: expandCard('notice', data), summary };
}
