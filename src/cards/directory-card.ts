import { networks } from '../domain/network.ts';
import type { Network } from '../domain/network.ts';
import { isOwnKey, sharedAttributes, type OwnKey } from '../domain/attributes.ts';
import type { Listable } from '../domain/listed-attributes.ts';
import type { DuplicateCount } from '../features/people/duplicates.ts';
import { packAction, secondary, toggle } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { duplicatesAction } from './duplicates-card.ts';
import { commandAction } from './home-card.ts';
import { seenIn, type ListSelection } from './list-selection.ts';
import { commonData } from './operation-parts.ts';
import type { PersonEntry } from './person-entry.ts';
import {
  boxPart,
  entryName,
  searchPart,
  tickRow,
  tickTargets,
  valueToShow,
} from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';
import { commonFilters, filtersLine, hasMoreValues, isFiltered } from './directory-filters.ts';
import type { DirectoryFilters, FilterWords } from './directory-filters.ts';
import { maxSelected } from './card-inputs.ts';
import { defined } from '../lib/defined.ts';

/** A person with everything that the list may show. */
export interface ListedPerson extends PersonEntry {
  readonly email?: string;
  readonly location?: string;
  readonly employeeId?: string;
  /** values of the own attributes that the list shows */
  readonly own?: Readonly<Partial<Record<OwnKey, string>>>;
}

export interface DirectoryCardInput extends FilterWords {
  readonly network: Network;
  readonly totals: Readonly<Record<Network, number>>;
  /** at most 10, by name */
  readonly entries: readonly ListedPerson[];
  /** the attributes that the list shows, at most four */
  readonly columns: readonly Listable[];
  /** number of people in this network that match the filters */
  readonly total: number;
  /** position of the first entry among them, from 1 */
  readonly first: number;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** whom the reader has ticked, on any page */
  readonly selection: ListSelection;
  readonly mayMove: boolean;
  /** whether everyone in the list may be changed at once */
  readonly mayChange: boolean;
  /** pairs of records that look like one person; absent: it isn't known yet */
  readonly duplicates?: DuplicateCount;
  /** an import is running: the newest people may be missing */
  readonly updating?: boolean;
}

/** Level of detail: characters of a value, and values of each filter to choose from, of which More filters has all. */
interface Detail {
  readonly longest: number;
  readonly most: number;
  /** without fields, ticks and what needs them: very long values that are filtered by are in many buttons */
  readonly withoutFields?: true;
}

/** One page of a network of the directory, by name. */
export const directoryCard = fitted<DirectoryCardInput, Detail>(build, [
  { longest: 80, most: 50 },
  { longest: 80, most: 20 },
  { longest: 80, most: 8 },
  { longest: 40, most: 8 },
  { longest: 25, most: 4 },
  { longest: 12, most: 0 },
  { longest: 12, most: 0, withoutFields: true },
]);

function build(input: DirectoryCardInput, detail: Detail): Card {
  const { text, network, entries, total, first, filters, selection } = input;
  const isSelecting = selection.people.length > 0 || selection.problem !== undefined;
  const problem = selectionProblem(input);
  const words = text.directory;
  const page = words.page(first, first + entries.length - 1, total);
  const filtered = isFiltered(filters);
  const summary = `${words.title}: ${text.network(network)}`;
  const data = {
    ...commonData(text, summary, pageActions(input)),
    title: words.title,
    tabs: networks.map((tab) => tabOf(input, tab)),
    search: searchPart(text),
    filteredBy: filtersLine(input, detail.longest),
    showAll: filtered ? [showAll(input)] : [],
    page: entries.length === 0 ? '' : page,
    listActions: listActions(input, filtered, detail),
    updating: input.updating === true ? words.updating : '',
    ...emptyWords(input, filtered),
    people: entries.map((entry) =>
      tickRow(text, entry, {
        longest: detail.longest,
        line: lineOf(input, entry, detail),
        isTicked: selection.people.includes(entry.id),
        isSelecting,
        isPlain: detail.withoutFields === true,
      }),
    ),
    isSelecting,
    selected: words.selected(selection.people.length),
    selectHow: words.selectHow(maxSelected),
    selectProblem: problem === undefined ? [] : [boxPart({ title: problem, style: 'warning' })],
    selectActions: selectActions(input, detail),
    ...filterFields(input, detail),
  };
  return {
    card: expandCard('directory', data),
    summary: entries.length === 0 ? summary : `${summary}, ${page}`,
  };
}

/** The people of a search, an import or a sync are in either network; other filters have values of this one. */
function tabOf({ text, network, totals, filters }: DirectoryCardInput, tab: Network) {
  const { search, operation } = filters;
  const current = tab === network;
  const action = packAction(
    text.network(tab),
    { verb: 'show-directory', network: tab, ...defined({ search, operation }) },
    { id: `show-directory-${tab}`, isPrimary: current, withoutInputs: true },
  );
  return {
    actions: [action],
    total: text.count.people(totals[tab]),
    isSubtle: !current,
    weight: current ? 'Bolder' : 'Default',
  };
}

function emptyWords({ text, entries, network }: DirectoryCardInput, filtered: boolean) {
  const { directory: words, buttons } = text;
  if (entries.length > 0) return { empty: '', emptyHow: '', emptyActions: [] };
  if (filtered) {
    return { empty: words.emptyFiltered, emptyHow: words.emptyFilteredHow, emptyActions: [] };
  }
  return {
    empty: words.empty,
    emptyHow: words.emptyHow(network),
    emptyActions: [commandAction(text, 'import'), commandAction(text, 'add user', buttons.addUser)],
  };
}

function pageActions({ text, entries, duplicates, ...input }: DirectoryCardInput): CardNode[] {
  const { network, filters, selection } = input;
  const placeOf = ({ name, id }: PersonEntry) => ({ name: name.slice(0, 300), id });
  const to = (button: 'previous' | 'next', place: object) =>
    packAction(
      text.buttons[button],
      { verb: 'show-directory', network, ...filters, ...place, ...seenIn(selection) },
      { id: `show-directory-${button}` },
    );
  const [start] = entries;
  const end = entries.at(-1);
  return [
    ...(input.hasPrevious && start !== undefined
      ? [to('previous', { before: placeOf(start) })]
      : []),
    ...(input.hasNext && end !== undefined ? [to('next', { after: placeOf(end) })] : []),
    ...(duplicates !== undefined && duplicates.pairs > 0
      ? [duplicatesAction(text, duplicates)]
      : []),
  ];
}

/** Above the list: what narrows it, and what changes its people. */
function listActions(
  input: DirectoryCardInput,
  filtered: boolean,
  { withoutFields }: Detail,
): CardNode[] {
  const { text, network, filters, entries, mayChange } = input;
  if (withoutFields === true || (entries.length === 0 && !filtered)) return [];
  const filter = toggle(text.buttons.filterBy, 'filters');
  if (entries.length === 0) return [filter];
  const select = toggle(text.buttons.select, 'several', undefined, entries.flatMap(tickTargets));
  const all = packAction(
    text.buttons.changeAll,
    { verb: 'change-all', network, ...filters },
    { withoutInputs: true },
  );
  return [filter, select, ...(mayChange ? [secondary(all)] : [])];
}

function selectionProblem({ text, selection }: DirectoryCardInput): string | undefined {
  const words = text.directory;
  if (selection.problem === undefined) return undefined;
  return selection.problem === 'full' ? words.selectionFull(maxSelected) : words.selectionChanged;
}

function selectActions(input: DirectoryCardInput, { withoutFields }: Detail): CardNode[] {
  const { text, network, mayMove, mayChange, selection, filters } = input;
  const { buttons } = text;
  const other = network === 'Employee' ? 'Others' : 'Employee';
  const seen = seenIn(selection);
  const move = packAction(buttons.moveTo[other], {
    verb: 'move-people',
    network: other,
    people: [],
    ...seen,
  });
  const change = packAction(
    buttons.changeValue,
    { verb: 'change-all', network, selected: true, ...seen },
    { id: 'change-selected' },
  );
  const remove = packAction(
    buttons.delete,
    { verb: 'delete-people', people: [], ...seen },
    { style: 'destructive' },
  );
  const clear = packAction(
    buttons.clearSelection,
    { verb: 'show-directory', network, ...filters },
    { id: 'clear-selection', withoutInputs: true },
  );
  const isAny = selection.people.length > 0;
  if (withoutFields === true) return isAny ? [clear] : [];
  return [
    ...(mayMove ? [move] : []),
    ...(mayChange ? [change] : []),
    remove,
    ...(isAny ? [clear] : []),
  ];
}

function filterFields(input: DirectoryCardInput, detail: Detail) {
  if (detail.withoutFields === true) {
    return { filterInputs: [], filterNote: '', filterActions: [] };
  }
  return {
    filterInputs: commonFilters(input, detail),
    filterNote: hasMoreValues(input, detail.most) ? input.text.directory.moreValues : '',
    filterActions: filterActions(input),
  };
}

/** Takes its values from the inputs; filters that have none here stay. */
function filterActions({ text, network, filters, selection }: DirectoryCardInput): CardNode[] {
  const { source: _source, ...others } = filters;
  const shared: readonly string[] = sharedAttributes;
  const kept = Object.fromEntries(
    Object.entries(others).filter(([key]) => !shared.includes(key)),
  ) as DirectoryFilters;
  return [
    packAction(
      text.buttons.filter,
      { verb: 'show-directory', network, ...kept, ...seenIn(selection) },
      { id: 'show-directory-filter' },
    ),
    packAction(
      text.buttons.moreFilters,
      { verb: 'filter-directory', network, ...filters },
      { withoutInputs: true },
    ),
  ];
}

function showAll({ text, network }: DirectoryCardInput): CardNode {
  const options = { id: 'show-directory-all', withoutInputs: true };
  return packAction(text.buttons.showAll, { verb: 'show-directory', network }, options);
}

/** A person's values in the list, in the order of the attributes. */
function lineOf(
  { text, columns, attributes }: DirectoryCardInput,
  entry: ListedPerson,
  { longest }: Detail,
): string[] {
  return columns.map((key) => {
    if (isOwnKey(key)) {
      const value = entry.own?.[key] ?? '';
      const attribute = shorten(text.attribute(key, attributes), longest);
      return value === ''
        ? ''
        : text.directory.filteredBy.value({
            attribute,
            value: shorten(valueToShow(text, attributes, key, value), longest),
          });
    }
    if (key !== 'phone') return shorten(entry[key] ?? '', longest);
    return entry.phone === entryName(text, entry, longest) ? '' : shorten(entry.phone, 64);
  });
}
