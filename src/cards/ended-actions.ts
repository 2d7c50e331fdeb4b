import type { OperationKind } from '../domain/operations/operation.ts';
import { whatChanged } from '../domain/operations/what-changed.ts';
import { groupOf } from '../domain/operations/group-facts.ts';
import { openUrl, packAction, secondary } from './action-data.ts';
import type { CardNode } from './card.ts';
import { commandAction } from './home-card.ts';
import { logLink, newLinkAction } from './operation-parts.ts';
import type { OperationCardInput } from './operation-parts.ts';
import { wordsOf } from './operation-words.ts';

const histories = {
  import: 'import history',
  export: 'export history',
  sync: 'sync history',
} as const satisfies Record<OperationKind, string>;

/** Clients leave out further ones. */
const maxActions = 5;

/**
 * The buttons of an operation that has ended: first the next thing to do, then what it changed and its undo. The other
 * files are in the overflow menu.
 *
 * @param view leads to the people
 */
export function endedActions(
  input: Omit<OperationCardInput, 'refreshFor' | 'given'>,
  view: readonly CardNode[],
  as?: 'notice' | 'folded',
): CardNode[] {
  const { text, operation, links } = input;
  const { original, people } = links;
  const file = original === undefined ? [] : [openUrl(text.buttons.download, original)];
  const list = people === undefined ? [] : [openUrl(text.buttons.downloadPeople, people)];
  const log = logLink(text, operation.kind, links);
  const isLogNext = wordsOf(operation).errorLogHint(text, operation) !== '';
  // People export for the file; that of an import is their own.
  const isFileNext = operation.kind === 'export';
  const next = [...(isLogNext ? log : []), ...(isFileNext ? file : [])];
  const others = [...(isLogNext ? [] : log), ...(isFileNext ? [] : file), ...list];
  const hasFiles = next.length + others.length > 0;
  const fresh = hasFiles ? newLinkAction(text, operation, as) : [];
  const undo = undoAction(input);
  const needed = next.length + undo.length + others.length + fresh.length;
  const seen = [...next.map(asFirst), ...(needed < maxActions ? view : []), ...undo];
  // A menu alone would hide that there is anything.
  const [first, further] =
    seen.length === 0 ? [others.slice(0, 1), others.slice(1)] : [seen, others];
  const shown = [...first, ...[...further, ...fresh].map(secondary)];
  const back = as === undefined && shown.length < maxActions ? historyAction(input) : [];
  // Nothing else is on the card then, and the menu would hide it.
  return shown.length === 0 ? back : [...shown, ...back.map(secondary)];
}

/** Back to the list, from which the card may have been opened. Who sends a group its people has none. */
function historyAction({
  text,
  operation,
  readOnly,
}: Pick<OperationCardInput, 'text' | 'operation' | 'readOnly'>): CardNode[] {
  if (readOnly === true || groupOf(operation) !== undefined) return [];
  return [commandAction(text, histories[operation.kind])];
}

/** The main button of the card. */
function asFirst(action: CardNode, index: number): CardNode {
  return index === 0 ? { ...action, style: 'positive' } : action;
}

function undoAction({
  text,
  operation,
  readOnly,
  undoable,
}: Pick<OperationCardInput, 'text' | 'operation' | 'readOnly' | 'undoable'>): CardNode[] {
  if (undoable !== true || readOnly === true) return [];
  const { id, kind, undo } = operation;
  const title = text.undo.buttons[whatChanged(operation)](undo?.again === false);
  const of = kind === 'sync' ? { operation: id, kind } : { operation: id };
  return [packAction(title, { verb: 'undo-import', ...of })];
}
