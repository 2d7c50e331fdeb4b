import { networks } from '../domain/network.ts';
import type { Network } from '../domain/network.ts';
import type { Source } from '../domain/person.ts';
import type { DuplicateCount } from '../features/people/duplicates.ts';
import type { Text } from '../text/text.ts';
import { packAction, toggle } from './action-data.ts';
import { blankChoice } from './card-inputs.ts';
import type { Card, CardNode } from './card.ts';
import { escapeMarkdown, shorten } from './escape.ts';
import { duplicatesAction } from './duplicates-card.ts';
import { commandAction } from './home-card.ts';
import { commonData } from './operation-parts.ts';
import type { PersonEntry } from './person-entry.ts';
import { entryName, personRow, searchPart } from './person-parts.ts';
import { fitCard } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export interface DirectoryCardInput {
  readonly text: Text;
  readonly network: Network;
  readonly totals: Readonly<Record<Network, number>>;
  /** at most 10, by name */
  readonly entries: readonly PersonEntry[];
  /** number of people in this network that match the filters */
  readonly total: number;
  /** position of the first entry among them, from 1 */
  readonly first: number;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  readonly filters: { readonly department?: string; readonly source?: Source };
  /** of this network, the largest first, at most 50 */
  readonly departments: readonly { readonly value: string; readonly count: number }[];
  readonly mayMove: boolean;
  /** pairs of records that look like one person; absent: it isn't known yet */
  readonly duplicates?: DuplicateCount;
  /** an import is running: the newest people may be missing */
  readonly updating?: boolean;
}

/** Level of detail: characters of a value, and departments to choose from. */
interface Detail {
  readonly longest: number;
  readonly departments: number;
}

const details: readonly [Detail, ...Detail[]] = [
  { longest: 80, departments: 50 },
  { longest: 40, departments: 25 },
  { longest: 25, departments: 8 },
  { longest: 12, departments: 0 },
];
const sources: readonly Source[] = ['admin', 'group', 'signin', 'entra'];

/** One page of a network of the directory, by name. */
export function directoryCard(input: DirectoryCardInput): Card {
  return fitCard((detail) => build(input, detail), details);
}

function build(input: DirectoryCardInput, detail: Detail): Card {
  const { text, network, entries, total, first, filters } = input;
  const words = text.directory;
  const page = words.page(first, first + entries.length - 1, total);
  const filtered = filters.department !== undefined || filters.source !== undefined;
  const summary = `${words.title}: ${text.network(network)}`;
  const departments = departmentChoices(input, detail);
  const data = {
    ...commonData(text, summary, pageActions(input, filtered)),
    title: words.title,
    tabs: networks.map((tab) => tabOf(input, tab)),
    search: searchPart(text),
    filteredBy: words.filteredBy(shortFilters(filters, detail.longest)),
    showAll: filtered ? [showAll(input)] : [],
    page: entries.length === 0 ? '' : page,
    updating: input.updating === true ? words.updating : '',
    ...emptyWords(input, filtered),
    people: entries.map((entry) => personRow(text, entry, detail)),
    selectLabel: input.mayMove ? words.select : words.selectDelete,
    // The choices of an expanded set are Markdown in some clients.
    selectable: entries.map((entry) => ({
      title: escapeMarkdown(entryName(text, entry, detail.longest)),
      value: entry.id,
    })),
    selectActions: selectActions(input),
    filterInputs: filterInputs(input, departments),
    filterNote: departments.length < input.departments.length ? words.moreDepartments : '',
    filterActions: [filterAction(input)],
  };
  return {
    card: expandCard('directory', data),
    summary: entries.length === 0 ? summary : `${summary}, ${page}`,
  };
}

function tabOf({ text, network, totals }: DirectoryCardInput, tab: Network) {
  const current = tab === network;
  const action = packAction(
    text.network(tab),
    { verb: 'show-directory', network: tab },
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

function pageActions(
  { text, entries, duplicates, ...input }: DirectoryCardInput,
  filtered: boolean,
): CardNode[] {
  const { network, filters } = input;
  const placeOf = ({ name, id }: PersonEntry) => ({ name: name.slice(0, 300), id });
  const to = (button: 'previous' | 'next', place: object) =>
    packAction(
      text.buttons[button],
      { verb: 'show-directory', network, ...filters, ...place },
      { id: `show-directory-${button}`, withoutInputs: true },
    );
  const [start] = entries;
  const end = entries.at(-1);
  return [
    ...(input.hasPrevious && start !== undefined
      ? [to('previous', { before: placeOf(start) })]
      : []),
    ...(input.hasNext && end !== undefined ? [to('next', { after: placeOf(end) })] : []),
    ...(entries.length > 0 ? [toggle(text.buttons.select, 'several')] : []),
    ...(entries.length > 0 || filtered ? [toggle(text.buttons.filterBy, 'filters')] : []),
    ...(duplicates !== undefined && duplicates.pairs > 0
      ? [duplicatesAction(text, duplicates)]
      : []),
  ];
}

function selectActions({ text, network, mayMove }: DirectoryCardInput): CardNode[] {
  const other = network === 'Employee' ? 'Others' : 'Employee';
  const move = packAction(text.buttons.moveTo[other], {
    verb: 'move-people',
    network: other,
    people: [],
  });
  const remove = packAction(
    text.buttons.delete,
    { verb: 'delete-people', people: [] },
    { style: 'destructive' },
  );
  return [...(mayMove ? [move] : []), remove];
}

/** A department's value is needed whole; only its label is cut. */
function departmentChoices({ text, departments, filters }: DirectoryCardInput, detail: Detail) {
  const shown = departments.filter(
    ({ value }, index) => index < detail.departments || value === filters.department,
  );
  return shown.map(({ value, count }) => ({
    title: text.directory.departmentChoice({
      name: shorten(value, detail.longest),
      people: count,
    }),
    value,
  }));
}

function filterInputs(
  { text, filters }: DirectoryCardInput,
  departments: readonly { readonly title: string; readonly value: string }[],
): CardNode[] {
  const words = text.directory;
  const department = expandPart('choice-filter', {
    id: 'department',
    label: words.department,
    value: filters.department ?? blankChoice,
    choices: [{ title: words.allDepartments, value: blankChoice }, ...departments],
  });
  const source = expandPart('choice-filter', {
    id: 'source',
    label: words.source,
    value: filters.source ?? blankChoice,
    choices: [
      { title: words.allSources, value: blankChoice },
      ...sources.map((value) => ({ title: text.source(value), value })),
    ],
  });
  return [department, source];
}

/** Takes its values from the inputs. */
function filterAction({ text, network }: DirectoryCardInput): CardNode {
  const options = { id: 'show-directory-filter' };
  return packAction(text.buttons.filter, { verb: 'show-directory', network }, options);
}

function showAll({ text, network }: DirectoryCardInput): CardNode {
  const options = { id: 'show-directory-all', withoutInputs: true };
  return packAction(text.buttons.showAll, { verb: 'show-directory', network }, options);
}

function shortFilters({ department, source }: DirectoryCardInput['filters'], longest: number) {
  return {
    ...(department === undefined ? {} : { department: shorten(department, longest) }),
    ...(source === undefined ? {} : { source }),
  };
}
