import { networks } from '../domain/network.ts';
import { statusWords } from '../domain/operations/operation.ts';
import type { OperationKind } from '../domain/operations/operation.ts';
import type { Actor } from '../domain/person.ts';
import type { Text } from '../text/text.ts';
import { packAction, showCard } from './action-data.ts';
import type { CardAction } from './card-actions.ts';
import { blankChoice } from './card-inputs.ts';
import type { CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { expandPart } from './template.ts';

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

interface Choice {
  readonly title: string;
  readonly value: string;
}

export function isHistoryFiltered(filters: HistoryFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** All filters in one line; '' without any. */
export function historyFilterLine(input: HistoryFilterWords, detail: HistoryFilterDetail): string {
  return fieldsOf(input, detail)
    .filter(({ chosen }) => chosen !== undefined)
    .map(({ label, chosen, choices }) => {
      const title = choices.find(({ value }) => value === chosen)?.title ?? chosen;
      return input.text.history.filters.line({ label, value: title ?? '' });
    })
    .join(' · ');
}

/** The button that opens the form. */
export function historyFilterButton(
  input: HistoryFilterWords,
  detail: HistoryFilterDetail,
): CardNode {
  const { text, kind, filters } = input;
  const inputs = fieldsOf(input, detail).map(({ id, label, chosen, all, choices }) =>
    expandPart('choice-filter', {
      id,
      label,
      value: chosen ?? blankChoice,
      choices: [{ title: all, value: blankChoice }, ...choices],
    }),
  );
  const filter = packAction(
    text.buttons.filter,
    { verb: 'show-history', kind, trail: [] },
    { id: 'show-history-filter', isPrimary: true },
  );
  const all = packAction(
    text.buttons.showAll,
    { verb: 'show-history', kind, trail: [] },
    { id: 'show-history-all', withoutInputs: true },
  );
  const actions = isHistoryFiltered(filters) ? [filter, all] : [filter];
  const form = expandPart('history-filter', { inputs, actions });
  return showCard(text.buttons.filterBy, 'filter-history', form);
}

interface Field {
  readonly id: keyof HistoryFilters;
  readonly label: string;
  readonly all: string;
  readonly chosen: string | undefined;
  readonly choices: readonly Choice[];
}

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
  const network: Field = {
    id: 'network',
    label: words.network,
    all: words.anyNetwork,
    chosen: filters.network,
    choices: networks.map((value) => ({ value, title: text.network(value) })),
  };
  return [...fields, network];
}

/** The first choices, and the one that is filtered by, wherever it is. */
function withChosen(
  choices: readonly Choice[],
  chosen: string | undefined,
  most: number,
  titleOf: (value: string) => string = (value) => value,
): Choice[] {
  const shown = choices.filter(({ value }, index) => index < most || value === chosen);
  if (chosen === undefined || shown.some(({ value }) => value === chosen)) return shown;
  return [...shown, { value: chosen, title: titleOf(chosen) }];
}
