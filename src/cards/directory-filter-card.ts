import { listable, maxListed, type Listable } from '../domain/listed-attributes.ts';
import type { Network } from '../domain/network.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { commonFilters, furtherFilters, hasMoreValues } from './directory-filters.ts';
import type { FilterWords } from './directory-filters.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

export interface DirectoryFilterCardInput extends FilterWords {
  readonly network: Network;
  /** the attributes that the list shows */
  readonly columns: readonly Listable[];
  /** why the list can't be shown like this */
  readonly problem?: string;
}

/** Level of detail: values to choose from, and characters of each. */
interface Detail {
  readonly most: number;
  readonly longest: number;
}

/** All filters of the directory, and what its list shows. */
export const directoryFilterCard = fitted<DirectoryFilterCardInput, Detail>(build, [
  { most: 50, longest: 80 },
  { most: 25, longest: 40 },
  { most: 10, longest: 30 },
  { most: 0, longest: 20 },
]);

function build(input: DirectoryFilterCardInput, detail: Detail): Card {
  const { text, network, filters, attributes, columns, problem } = input;
  const words = text.directory.filters;
  const { operation } = filters;
  const actions = [
    packAction(
      text.buttons.filter,
      {
        verb: 'show-directory',
        network,
        ...(operation !== undefined && { operation }),
        // Clients leave out a choice in which nothing is selected.
        columns: '',
      },
      { id: 'show-directory-filter', isPrimary: true },
    ),
    packAction(
      text.buttons.back,
      { verb: 'show-directory', network, ...filters },
      { id: 'show-directory-back', withoutInputs: true },
    ),
  ];
  const data = {
    ...commonData(text, words.title, actions),
    title: words.title,
    intro: words.intro,
    problem: problem === undefined ? [] : [boxPart({ title: problem, style: 'attention' })],
    inputs: [...commonFilters(input, detail), ...furtherFilters(input, detail.longest)],
    note: hasMoreValues(input, detail.most) ? text.directory.moreValues : '',
    columnsLabel: words.columns,
    columns: columns.join(','),
    columnChoices: listable(attributes).map((key) => ({
      value: key,
      title: shorten(text.attribute(key, attributes), detail.longest),
    })),
    columnsHint: words.columnsHint(maxListed),
  };
  return { card: expandCard('directory-filter', data), summary: words.title };
}
