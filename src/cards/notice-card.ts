import { groupOf } from '../domain/operations/group-facts.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import type { Card } from './card.ts';
import { viewGroupAction } from './group-file-words.ts';
import { endedActions } from './ended-actions.ts';
import {
  commonData,
  linkActions,
  linksNote,
  newLinkAction,
  withFreshLinks,
} from './operation-parts.ts';
import type { OperationLinks } from './operation-parts.ts';
import { operationSummary, wordsOf } from './operation-words.ts';
import { showDirectoryAction } from './person-parts.ts';
import { statusBadge } from './status-badge.ts';
import { expandCard } from './template.ts';

export interface NoticeCardInput {
  readonly text: Text;
  readonly operation: Operation;
  readonly links: OperationLinks;
  /** adds View directory after an import */
  readonly directory?: boolean;
  /** offers to undo what it did */
  readonly undoable?: boolean;
}

/** Announces in a message of its own that an operation has ended. */
export function noticeCard(input: NoticeCardInput): Card {
  const { text, operation, links, directory } = input;
  const { kind, state, undo, restores } = operation;
  const words = wordsOf(operation);
  const summary = operationSummary(text, operation);
  const network = operation.network ?? 'Employee';
  const view =
    groupOf(operation) === undefined
      ? [showDirectoryAction(network, text.buttons.viewDirectory)]
      : viewGroupAction(text, operation);
  const viewable =
    directory === true && operation.kind === 'import' && operation.state === 'completed';
  const data = {
    ...commonData(text, summary, endedActions(input, viewable ? view : [], 'notice')),
    // It has no file, and its record is only stored among the imports.
    title: restores === undefined ? text.notice.title(kind, state, undo) : text.restores.name,
    fileName: restores === undefined ? words.subtitle(text, operation) : '',
    badge: statusBadge(text, operation),
    qualifier: words.qualifier(text, operation),
    sentence: words.sentence(text, operation),
    counts: words.counts(text, operation),
    hint: links.errorLog === undefined ? '' : words.errorLogHint(text, operation),
    kept: linksNote(text, links),
  };
  const card = expandCard('notice', data);
  if (linkActions(text, operation, links).length === 0) return { card, summary };
  const [refresh] = newLinkAction(text, operation, 'notice');
  return { card: refresh === undefined ? card : withFreshLinks(card, refresh), summary };
}
