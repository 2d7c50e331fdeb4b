import type { Text } from '../text/text.ts';
import { packAction, showCard } from './action-data.ts';
import type { CardAction } from './card-actions.ts';
import { blankChoice } from './card-inputs.ts';
import type { CardNode } from './card.ts';
import { expandPart } from './template.ts';

/** A filter of a list, as a choice. */
export interface ChoiceFilter {
  /** of its input */
  readonly id: string;
  readonly label: string;
  /** the choice that filters nothing */
  readonly all: string;
  readonly chosen: string | undefined;
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** The filters that are on, in one line; '' without any. */
export function choiceFilterLine(text: Text, filters: readonly ChoiceFilter[]): string {
  return filters
    .filter(({ chosen }) => chosen !== undefined)
    .map(({ label, chosen, choices }) => {
      const title = choices.find(({ value }) => value === chosen)?.title ?? chosen;
      return text.history.filters.line({ label, value: title ?? '' });
    })
    .join(' · ');
}

export function choiceFilterInputs(filters: readonly ChoiceFilter[]): CardNode[] {
  return filters.map(({ id, label, chosen, all, choices }) =>
    expandPart('choice-filter', {
      id,
      label,
      value: chosen ?? blankChoice,
      choices: [{ title: all, value: blankChoice }, ...choices],
    }),
  );
}

/**
 * The button that opens the form of a list's filters.
 * @param form `show` shows the list without any filter; `note` is below the inputs
 */
export function filterButton(
  text: Text,
  id: string,
  form: {
    readonly inputs: readonly CardNode[];
    readonly show: CardAction;
    readonly isFiltered: boolean;
    readonly note?: string;
  },
): CardNode {
  const { inputs, show, isFiltered, note = '' } = form;
  const filter = packAction(text.buttons.filter, show, {
    id: `${show.verb}-filter`,
    isPrimary: true,
  });
  const all = packAction(text.buttons.showAll, show, {
    id: `${show.verb}-all`,
    withoutInputs: true,
  });
  const actions = isFiltered ? [filter, all] : [filter];
  return showCard(text.buttons.filterBy, id, expandPart('list-filter', { inputs, note, actions }));
}

/** The first choices, and the one that is filtered by, wherever it is. */
export function withChosen(
  choices: readonly Choice[],
  chosen: string | undefined,
  most: number,
  titleOf: (value: string) => string = (value) => value,
): Choice[] {
  const shown = choices.filter(({ value }, index) => index < most || value === chosen);
  if (chosen === undefined || shown.some(({ value }) => value === chosen)) return shown;
  return [...shown, { value: chosen, title: titleOf(chosen) }];
}
