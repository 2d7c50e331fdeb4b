import type { Text } from '../text/text.ts';
import { packAction, toggle } from './action-data.ts';
import { blankChoice } from './card-inputs.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { deletedTickRow, tickTargets, type DeletedRow } from './person-parts.ts';
import { fitCard } from './size.ts';
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
  /** lists only those of this operation */
  readonly operation?: string;
  /** an import is running: the newest people may be missing */
  readonly updating?: boolean;
  /** whether the reader may erase people for good */
  readonly mayErase: boolean;
}

/** Level of detail: characters of a value, and operations to select from. */
interface Detail {
  readonly longest: number;
  readonly operations: number;
}

const details: readonly [Detail, ...Detail[]] = [
  { longest: 80, operations: 20 },
  { longest: 40, operations: 10 },
  { longest: 20, operations: 4 },
  { longest: 12, operations: 1 },
];

/** Deleted people who can still be restored. */
export function deletedCard(input: DeletedCardInput): Card {
  return fitCard((detail) => build(input, detail), details);
}

function build(input: DeletedCardInput, detail: Detail): Card {
  const { text, entries, total, first, operation } = input;
  const words = text.deleted;
  const nobody = operation === undefined ? words.empty : words.emptyIn;
  const page = entries.length === 0 ? nobody : words.page(first, first + entries.length - 1, total);
  const choices = operationChoices(input, detail);
  const filteredBy = input.operations.find((one) => one.operation === operation);
  const data = {
    ...commonData(text, page, actionsFor(input)),
    title: words.title,
    intro: words.kept,
    filteredBy:
      filteredBy === undefined ? '' : words.filteredBy(operationName(text, filteredBy, detail)),
    page,
    updating: input.updating === true ? text.directory.updating : '',
    people: entries.map((entry) => deletedTickRow(text, entry, detail.longest)),
    selectLabel: input.mayErase ? words.selectErase : words.select,
    selectActions: selectActions(input),
    filterInputs: choices.length === 0 ? [] : [operationFilter(input, choices)],
    filterNote:
      input.moreOperations || choices.length < input.operations.length ? words.moreOperations : '',
    filterActions: [
      packAction(
        text.buttons.filter,
        { verb: 'show-deleted', page: 0 },
        { id: 'show-deleted-filter' },
      ),
    ],
  };
  return { card: expandCard('deleted', data), summary: `${words.title}: ${page}` };
}

function operationName(text: Text, one: DeletingOperation, { longest }: Detail): string {
  const { name, at, by } = one;
  if (name !== undefined) return shorten(name, longest);
  return text.deleted.together({ at, by: shorten(by, longest) });
}

function operationChoices(input: DeletedCardInput, detail: Detail) {
  const { text, operations, operation } = input;
  return operations
    .filter((one, index) => index < detail.operations || one.operation === operation)
    .map((one) => ({
      title: text.deleted.operationChoice({
        name: operationName(text, one, detail),
        people: one.people,
      }),
      value: one.operation,
    }));
}

function operationFilter(
  { text, operation }: DeletedCardInput,
  choices: readonly { readonly title: string; readonly value: string }[],
): CardNode {
  return expandPart('choice-filter', {
    id: 'operation',
    label: text.deleted.operation,
    value: operation ?? blankChoice,
    choices: [{ title: text.deleted.allOperations, value: blankChoice }, ...choices],
  });
}

function selectActions({ text, mayErase }: DeletedCardInput): CardNode[] {
  const restore = packAction(text.buttons.restore, { verb: 'restore-people', people: [] });
  const erase = packAction(
    text.buttons.eraseNow,
    { verb: 'erase-people', people: [] },
    { style: 'destructive' },
  );
  return mayErase ? [restore, erase] : [restore];
}

function actionsFor(input: DeletedCardInput): CardNode[] {
  const { text, entries, operation, operations, page, pages } = input;
  const within = operation === undefined ? {} : { operation };
  const to = (button: 'previous' | 'next', wanted: number) =>
    packAction(
      text.buttons[button],
      { verb: 'show-deleted', ...within, page: wanted },
      { id: `show-deleted-${button}`, withoutInputs: true },
    );
  const restoreAll =
    entries.length === 0
      ? []
      : operation === undefined
        ? [packAction(text.buttons.restoreAll, { verb: 'restore-all' }, { withoutInputs: true })]
        : [
            packAction(
              text.buttons.restoreAll,
              { verb: 'restore-operation', operation },
              { isPrimary: true, withoutInputs: true },
            ),
          ];
  return [
    ...restoreAll,
    ...(page > 0 ? [to('previous', page - 1)] : []),
    ...(page < pages - 1 ? [to('next', page + 1)] : []),
    ...(entries.length > 0
      ? [toggle(text.buttons.select, 'several', undefined, entries.flatMap(tickTargets))]
      : []),
    ...(operations.length > 0 ? [toggle(text.buttons.filterBy, 'filters')] : []),
  ];
}
