import { groupOf } from '../domain/operations/group-facts.ts';
import { viewGroupAction } from './group-file-words.ts';
import { peopleLists } from '../domain/operations/import-lists.ts';
import { whatChanged } from '../domain/operations/what-changed.ts';
import { hasApplied } from '../domain/operations/has-applied.ts';
import { isEnded } from '../domain/operations/operation.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { packAction, secondary } from './action-data.ts';
import type { CardAction } from './card-actions.ts';
import type { AdaptiveCardJson, Card, CardNode } from './card.ts';
import { chooseNetworkCard } from './choose-network-card.ts';
import { endedActions } from './ended-actions.ts';
import { folded } from './folded-card.ts';
import { linkActions, logLink, withFreshLinks } from './operation-parts.ts';
import type { OperationCardInput } from './operation-parts.ts';
import { questionCard } from './question-card.ts';
import { previewCard } from './preview-card.ts';
import { statusCard } from './status-card.ts';
import { syncPreviewCard } from './sync-preview-card.ts';

/** An operation's own card: one message that is updated from the file's arrival to the end. */
export function operationCard(input: OperationCardInput): Card {
  const shown = cardOfState(input);
  const isFolded = input.isFolded === true && isEnded(input.operation.state);
  const { card, summary } = isFolded ? folded(input, shown) : shown;
  return { card: withRefresh(card, input), summary };
}

function cardOfState(input: OperationCardInput): Card {
  const { kind, state } = input.operation;
  if (state === 'choosing') return chooseNetworkCard(input);
  if (state === 'asking') return questionCard(input);
  if (state === 'held') return syncPreviewCard(input);
  if (state === 'preview' && input.operation.request?.everything === true)
    return statusCard(input, bringActions(input));
  if (state === 'preview' && groupOf(input.operation) !== undefined)
    return statusCard(input, joinActions(input));
  if (state === 'preview') return kind === 'sync' ? syncPreviewCard(input) : previewCard(input);
  return statusCard(input, actionsFor(input));
}

function actionsFor(input: OperationCardInput): CardNode[] {
  const { text, operation, readOnly, isFolded } = input;
  if (isEnded(operation.state)) {
    const as = isFolded === true ? 'folded' : undefined;
    return endedActions(input, peopleAction(text, operation), as);
  }
  if (readOnly === true) return [];
  const cancel = packAction(text.buttons.cancel, {
    verb: 'cancel-operation',
    operation: operation.id,
    kind: operation.kind,
  });
  return [refreshAction(text, operation), ...(operation.cancelAsked === true ? [] : [cancel])];
}

/** Of an archive of everything: what it has is said, and nothing is written yet. */
function bringActions(input: OperationCardInput): CardNode[] {
  return startActions(input, input.text.buttons.import);
}

/** Of a file for a group: the log says who doesn't join, and why. */
function joinActions(input: OperationCardInput): CardNode[] {
  const { text, operation, links } = input;
  return [
    ...startActions(input, text.buttons.addToGroup),
    ...logLink(text, operation.kind, links).map(secondary),
  ];
}

function startActions(
  { text, operation, readOnly }: OperationCardInput,
  start: string,
): CardNode[] {
  if (readOnly === true) return [];
  const { id, kind } = operation;
  return [
    packAction(start, { verb: 'start-import', operation: id }, { isPrimary: true }),
    packAction(text.buttons.cancel, { verb: 'cancel-operation', operation: id, kind }),
  ];
}

/**
 * The people whom an import, sync or move changed; those whom it deleted are in their own list. Those of an import
 * stand beside the rows that it rejected.
 */
function peopleAction(text: Text, operation: Operation): CardNode[] {
  const { id, kind, network = 'Employee', counts, bulk, undo, restores, request } = operation;
  // Nobody's record names the import of an archive, and in older versions what restored them.
  if (request?.everything === true) return [];
  if (groupOf(operation) !== undefined) return viewGroupAction(text, operation);
  if (restores !== undefined && restores.named !== true) return [];
  const isPlain = whatChanged(operation) === kind && undo === undefined;
  if (isPlain && !hasApplied(operation)) return rejectedAction(text, operation);
  if (kind === 'import' && isPlain) return importedAction(text, operation);
  if (kind === 'export' || counts.added + counts.updated === 0) return [];
  const action: CardAction =
    bulk?.what === 'deleted'
      ? { verb: 'show-deleted', operation: id, page: 0 }
      : { verb: 'show-directory', network: bulk?.network ?? network, operation: id };
  return [packAction(text.buttons.showPeople, action, { id: 'show-people', withoutInputs: true })];
}

function importedAction(text: Text, operation: Operation): CardNode[] {
  const [what] = peopleLists(operation);
  if (what === undefined) return rejectedAction(text, operation);
  const action = { verb: 'show-rows', operation: operation.id, what } as const;
  return [packAction(text.buttons.showPeople, action, { id: 'show-people', withoutInputs: true })];
}

/** Of an import that changed nobody: the rows that it rejected. */
function rejectedAction(text: Text, { id, kind, counts, errorLog }: Operation): CardNode[] {
  if (kind !== 'import' || counts.rejected === 0 || errorLog === undefined) return [];
  const action = { verb: 'show-rows', operation: id, what: 'problems' } as const;
  const options = { id: 'show-people', withoutInputs: true };
  return [packAction(text.importRows.titles.problems, action, options)];
}

/** From its own card, an operation that has ended in the meantime stays folded: its notice says the rest. */
function refreshAction(text: Text, { id, kind }: Operation): CardNode {
  return packAction(
    text.buttons.refresh,
    { verb: 'refresh-operation', operation: id, kind, as: 'folded' },
    { withoutInputs: true },
  );
}

function withRefresh(card: AdaptiveCardJson, input: OperationCardInput): AdaptiveCardJson {
  const { text, operation, links, refreshFor = [] } = input;
  const isOver = isEnded(operation.state) && linkActions(text, operation, links).length === 0;
  if (refreshFor.length === 0 || isOver) return card;
  return withFreshLinks(card, refreshAction(text, operation), refreshFor);
}
