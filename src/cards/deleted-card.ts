import type { Text } from '../text/text.ts';
import { packAction, toggle } from './action-data.ts';
import type { Actor } from '../domain/person.ts';
import type { CardAction } from './card-actions.ts';
import {
  choiceFilterInputs,
  choiceFilterLine,
  filterButton,
  withChosen,
  type ChoiceFilter,
} from './choice-filters.ts';
import { networkFilter } from './history-filters.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { maxSelected } from './card-inputs.ts';
import { seenIn, type ListSelection } from './list-selection.ts';
import { commonData } from './operation-parts.ts';
import { turnActions } from './pages.ts';
import { boxPart, deletedTickRow, tickTargets, type DeletedRow } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

/** An operation that deleted people. */
export interface DeletingOperation {
  readonly operation: string;
  /** its file, or its type; absent: an admin deleted several people at once */
  readonly name?: string;
  readonly people: number;
  readonly by: string;
  /** ISO 8601, UTC */
  readonly at: string;
}

export interface DeletedCardInput {
  readonly text: Text;
  /** last deleted first, at most 8 */
  readonly entries: readonly DeletedRow[];
  readonly total: number;
  /** position of the first entry among them, from 1 */
  readonly first: number;
  /** from 0 */
  readonly page: number;
  readonly pages: number;
  /** newest first, at most 20 */
  readonly operations: readonly DeletingOperation[];
  readonly moreOperations: boolean;
  /** who deleted people, the last one first */
  readonly admins: readonly Actor[];
  readonly filters: DeletedFilters;
  /** an import is running: the newest people may be missing */
  readonly updating?: boolean;
  /** whether the reader may erase people for good */
  readonly mayErase: boolean;
  /** whom the reader has ticked, on any page */
  readonly selection: ListSelection;
}

/** The filters of the deleted people, as cards carry them. */
export type DeletedFilters = Pick<
  Extract<CardAction, { verb: 'show-deleted' }>,
  'operation' | 'by' | 'since' | 'network'
>;

/** Level of detail: characters of a value, and operations and admins to select from. */
interface Detail {
  readonly longest: number;
  readonly choices: number;
}

/** Deleted people who can still be restored. */
export const deletedCard = fitted<DeletedCardInput, Detail>(build, [
  { longest: 80, choices: 20 },
  { longest: 40, choices: 10 },
  { longest: 20, choices: 4 },
  { longest: 12, choices: 1 },
]);

function build(input: DeletedCardInput, detail: Detail): Card {
  const { text, entries, total, first, filters } = input;
  const words = text.deleted;
  const ticked = input.selection.people.length;
  const isSelecting = ticked > 0 || input.selection.problem !== undefined;
  const problem = selectionProblem(input);
  const nobody = isFiltered(filters) ? nobodyMatches(input) : words.empty;
  const page = entries.length === 0 ? nobody : words.page(first, first + entries.length - 1, total);
  const data = {
    ...commonData(text, page, actionsFor(input, detail)),
    title: words.title,
    intro: words.kept,
    filteredBy: filterLine(input, detail),
    page,
    updating: input.updating === true ? text.directory.updating : '',
    people: entries.map((entry) =>
      deletedTickRow(text, entry, {
        longest: detail.longest,
        isTicked: input.selection.people.includes(entry.id),
        isSelecting,
      }),
    ),
    isSelecting,
    selectLabel: selectLabel(input),
    selectHow: text.directory.selectHow(maxSelected),
    selectProblem: problem === undefined ? [] : [boxPart({ title: problem, style: 'warning' })],
    selectActions: selectActions(input),
  };
  return { card: expandCard('deleted', data), summary: `${words.title}: ${page}` };
}

function selectLabel({ text, selection, mayErase }: DeletedCardInput): string {
  if (selection.people.length > 0) return text.directory.selected(selection.people.length);
  return mayErase ? text.deleted.selectErase : text.deleted.select;
}

function selectionProblem({ text, selection }: DeletedCardInput): string | undefined {
  if (selection.problem === undefined) return undefined;
  if (selection.problem === 'full') return text.deleted.selectionFull(maxSelected);
  return text.directory.selectionChanged;
}

function operationName(text: Text, one: DeletingOperation, { longest }: Detail): string {
  const { name, at, by } = one;
  if (name !== undefined) return shorten(name, longest);
  return text.deleted.together({ at, by: shorten(by, longest) });
}

function nobodyMatches({ text, filters: { operation, ...others } }: DeletedCardInput): string {
  const isOfOperation = operation !== undefined && !isFiltered(others);
  return isOfOperation ? text.deleted.emptyIn : text.directory.emptyFiltered;
}

function isFiltered(filters: DeletedFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** All filters in one line; '' without any. */
function filterLine(input: DeletedCardInput, detail: Detail): string {
  const { text, filters } = input;
  const { since } = filters;
  const day =
    since === undefined
      ? ''
      : text.history.filters.line({ label: text.deleted.since, value: text.format.day(since) });
  return [choiceFilterLine(text, choicesOf(input, detail)), day]
    .filter((part) => part !== '')
    .join(' · ');
}

function choicesOf(input: DeletedCardInput, detail: Detail): ChoiceFilter[] {
  const { text, operations, admins, filters } = input;
  const words = text.deleted;
  const operation: ChoiceFilter = {
    id: 'operation',
    label: words.operation,
    all: words.allOperations,
    chosen: filters.operation,
    choices: withChosen(
      operations.map((one) => ({
        value: one.operation,
        title: words.operationChoice({
          name: operationName(text, one, detail),
          people: one.people,
        }),
      })),
      filters.operation,
      detail.choices,
      () => '–',
    ),
  };
  const by: ChoiceFilter = {
    id: 'by',
    label: words.by,
    all: text.history.filters.anyone,
    chosen: filters.by,
    choices: withChosen(
      admins.map(({ id, name }) => ({ value: id, title: shorten(name, detail.longest) })),
      filters.by,
      detail.choices,
    ),
  };
  return [
    ...(operations.length === 0 ? [] : [operation]),
    by,
    networkFilter(text, filters.network),
  ];
}

/** Opens the form of the filters. */
function filterAction(input: DeletedCardInput, detail: Detail): CardNode {
  const { text, filters, operations, moreOperations } = input;
  const since = expandPart('field-date', {
    ...{ isRequired: false, missing: '', problem: '', placeholder: '' },
    ...{ id: 'since', label: text.deleted.since, value: filters.since ?? '' },
  });
  const hasMore = moreOperations || operations.length > detail.choices;
  return filterButton(text, 'filter-deleted', {
    inputs: [...choiceFilterInputs(choicesOf(input, detail)), since],
    show: { verb: 'show-deleted', page: 0, ...seenIn(input.selection) },
    isFiltered: isFiltered(filters),
    note: hasMore ? text.deleted.moreOperations : '',
  });
}

function selectActions({ text, mayErase, filters, selection }: DeletedCardInput): CardNode[] {
  const seen = seenIn(selection);
  const restore = packAction(text.buttons.restore, {
    verb: 'restore-people',
    people: [],
    ...seen,
  });
  const erase = packAction(
    text.buttons.eraseNow,
    { verb: 'erase-people', people: [], ...seen },
    { style: 'destructive' },
  );
  const clear = packAction(
    text.buttons.clearSelection,
    { verb: 'show-deleted', ...filters, page: 0 },
    { id: 'clear-selection', withoutInputs: true },
  );
  return [restore, ...(mayErase ? [erase] : []), ...(selection.people.length > 0 ? [clear] : [])];
}

function actionsFor(input: DeletedCardInput, detail: Detail): CardNode[] {
  const { text, entries, filters } = input;
  return [
    ...(entries.length > 0 ? [restoreAll(input)] : []),
    ...turnActions(
      text,
      input,
      (page) => ({ verb: 'show-deleted', ...filters, page, ...seenIn(input.selection) }),
      true,
    ),
    ...(entries.length > 0
      ? [toggle(text.buttons.select, 'several', undefined, entries.flatMap(tickTargets))]
      : []),
    ...(entries.length > 0 || isFiltered(filters) ? [filterAction(input, detail)] : []),
  ];
}

/** Those of one operation are restored without a question. */
function restoreAll({ text, filters }: DeletedCardInput): CardNode {
  const { operation, ...others } = filters;
  const isOfOperation = operation !== undefined && !isFiltered(others);
  return packAction(
    text.buttons.restoreAll,
    isOfOperation ? { verb: 'restore-operation', operation } : { verb: 'restore-all', ...filters },
    { isPrimary: isOfOperation, withoutInputs: true },
  );
}
