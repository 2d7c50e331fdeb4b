import { networks, type Network } from '../domain/network.ts';
import { statusWords } from '../domain/operations/operation.ts';
import type { OperationKind } from '../domain/operations/operation.ts';
import type { Actor } from '../domain/person.ts';
import type { Text } from '../text/text.ts';
import type { CardAction } from './card-actions.ts';
import type { CardNode } from './card.ts';
import {
  choiceFilterInputs,
  choiceFilterLine,
  filterButton,
  withChosen,
  type ChoiceFilter,
} from './choice-filters.ts';
import { shorten } from './escape.ts';

/** The filters of a history, as cards carry them. */
export type HistoryFilters = Pick<
  Extract<CardAction, { verb: 'show-history' }>,
  'by' | 'month' | 'status' | 'network'
>;

/** The filters, and what there is to choose from. */
export interface HistoryFilterWords {
  readonly text: Text;
  readonly kind: OperationKind;
  readonly filters: HistoryFilters;
  /** who started operations, the last one first */
  readonly people: readonly Actor[];
  /** YYYY-MM, the newest first */
  readonly months: readonly string[];
}

/** Level of detail: characters of a name, and people and months to choose from. */
export interface HistoryFilterDetail {
  readonly name: number;
  readonly choices: number;
}

export function isHistoryFiltered(filters: HistoryFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** All filters in one line; '' without any. */
export function historyFilterLine(input: HistoryFilterWords, detail: HistoryFilterDetail): string {
  return choiceFilterLine(input.text, fieldsOf(input, detail));
}

/** The button that opens the form. */
export function historyFilterButton(
  input: HistoryFilterWords,
  detail: HistoryFilterDetail,
): CardNode {
  const { text, kind, filters } = input;
  return filterButton(text, 'filter-history', {
    inputs: choiceFilterInputs(fieldsOf(input, detail)),
    show: { verb: 'show-history', kind, trail: [] },
    isFiltered: isHistoryFiltered(filters),
  });
}

type Field = ChoiceFilter & { readonly id: keyof HistoryFilters };

function fieldsOf(input: HistoryFilterWords, detail: HistoryFilterDetail): Field[] {
  const { text, kind, filters } = input;
  const words = text.history.filters;
  const fields: Field[] = [
    {
      id: 'by',
      label: words.by,
      all: words.anyone,
      chosen: filters.by,
      choices: withChosen(
        input.people.map(({ id, name }) => ({ value: id, title: shorten(name, detail.name) })),
        filters.by,
        detail.choices,
      ),
    },
    {
      id: 'month',
      label: words.month,
      all: words.anyMonth,
      chosen: filters.month,
      choices: withChosen(
        input.months.map((value) => ({ value, title: text.format.month(value) })),
        filters.month,
        detail.choices,
        (value) => text.format.month(value),
      ),
    },
    {
      id: 'status',
      label: words.status,
      all: words.anyStatus,
      chosen: filters.status,
      choices: statusWords.map((value) => ({ value, title: text.statusWord(value) })),
    },
  ];
  if (kind === 'sync') return fields;
  return [...fields, networkFilter(text, filters.network)];
}

export function networkFilter(
  text: Text,
  chosen: Network | undefined,
): ChoiceFilter & { readonly id: 'network' } {
  const words = text.history.filters;
  return {
    id: 'network',
    label: words.network,
    all: words.anyNetwork,
    chosen,
    choices: networks.map((value) => ({ value, title: text.network(value) })),
  };
}
