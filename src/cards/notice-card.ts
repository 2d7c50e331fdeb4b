import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import type { Card } from './card.ts';
import {
  commonData,
  linkActions,
  linksNote,
  newLinkAction,
  styleOf,
  toneOf,
  withFreshLinks,
} from './operation-parts.ts';
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
  const downloads = linkActions(text, operation, links);
  const fresh = downloads.length === 0 ? [] : newLinkAction(text, operation, 'notice');
  const data = {
    ...commonData(text, summary, [...downloads, ...(viewable ? [view] : []), ...fresh]),
    title: text.notice.title(operation.kind, operation.state, operation.undo),
    fileName: words.subtitle(text, operation),
    status: text.status(operation.state),
    qualifier: words.qualifier(text, operation),
    style: styleOf(tone),
    color: tone,
    sentence: words.sentence(text, operation),
    counts: words.counts(text, operation),
    hint: links.errorLog === undefined ? '' : words.errorLogHint(text, operation),
    kept: linksNote(text, links),
  };
  const card = expandCard('notice', data);
  const [refresh] = fresh;
  return { card: refresh === undefined ? card : withFreshLinks(card, refresh), summary };
}
