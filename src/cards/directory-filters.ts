import { besidesName, sharedAttributes } from '../domain/attributes.ts';
import type { AttributeDefinition, AttributeKey, SharedAttribute } from '../domain/attributes.ts';
import type { Source } from '../domain/person.ts';
import type { Text } from '../text/text.ts';
import type { CardAction } from './card-actions.ts';
import { blankChoice, longestSearch } from './card-inputs.ts';
import type { CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { valueToShow } from './person-parts.ts';
import { expandPart } from './template.ts';

/** The filters of a list, as cards carry them. */
export type DirectoryFilters = Omit<
  Extract<CardAction, { verb: 'filter-directory' }>,
  'verb' | 'network'
>;

/** Facts to name and to offer filters by. */
export interface FilterWords {
  readonly text: Text;
  readonly filters: DirectoryFilters;
  /** the organization's own attributes */
  readonly attributes: readonly AttributeDefinition[];
  /** of this network, the most frequent first, at most 50 each */
  readonly values: Readonly<
    Record<SharedAttribute, readonly { readonly value: string; readonly count: number }[]>
  >;
  /** name of the operation that is filtered by */
  readonly operationName?: string;
}

const sources: readonly Source[] = ['admin', 'group', 'signin', 'entra'];

export function isFiltered(filters: DirectoryFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** All filters in one line. */
export function filtersLine(
  { text, filters, attributes, operationName }: Omit<FilterWords, 'values'>,
  longest: number,
): string {
  const words = text.directory.filteredBy;
  const { source, signedIn, missing, attribute, value, what, since } = filters;
  const { search, operation } = filters;
  const short = (one: string) => shorten(one, longest);
  const named = (key: AttributeKey) => short(text.attribute(key, attributes));
  const shared = sharedAttributes.flatMap((key) => {
    const wanted = filters[key];
    return wanted === undefined
      ? []
      : [words.value({ attribute: named(key), value: short(wanted) })];
  });
  const own = attribute === undefined ? undefined : named(attribute);
  const day = since === undefined ? undefined : text.format.day(since);
  return [
    search === undefined ? '' : words.search(short(search)),
    ...shared,
    source === undefined ? '' : words.source(source),
    signedIn === undefined ? '' : signedIn === 'yes' ? words.signedIn : words.notSignedIn,
    missing === undefined ? '' : words.missing(named(missing)),
    own === undefined || attribute === undefined
      ? ''
      : value === undefined
        ? words.anyValue(own)
        : words.value({
            attribute: own,
            value: short(valueToShow(text, attributes, attribute, value)),
          }),
    day === undefined ? '' : what === 'added' ? words.addedSince(day) : words.changedSince(day),
    operation === undefined ? '' : words.operation(short(operationName ?? '–')),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** A choice for each of the attributes that many people share, and for the source. @param most values of each */
export function commonFilters(
  { text, filters, values }: FilterWords,
  { most, longest }: { readonly most: number; readonly longest: number },
): CardNode[] {
  const words = text.directory;
  const shared = sharedAttributes.map((key) =>
    choice({
      id: key,
      label: text.attribute(key),
      value: filters[key],
      all: words.allOf[key],
      choices: sharedChoices(values[key], filters[key], most).map(({ value, count }) => ({
        value,
        title:
          count === undefined
            ? shorten(value, longest)
            : words.departmentChoice({ name: shorten(value, longest), people: count }),
      })),
    }),
  );
  const source = choice({
    id: 'source',
    label: words.source,
    value: filters.source,
    all: words.allSources,
    choices: sources.map((value) => ({ value, title: text.source(value) })),
  });
  return [...shared, source];
}

/** The most frequent values, and the one that is filtered by, however rare. A value is needed whole; only its label is cut. */
function sharedChoices(
  values: readonly { readonly value: string; readonly count: number }[],
  chosen: string | undefined,
  most: number,
): { readonly value: string; readonly count?: number }[] {
  const shown = values.filter(({ value }, index) => index < most || value === chosen);
  if (chosen === undefined || shown.some(({ value }) => value === chosen)) return shown;
  return [{ value: chosen }, ...shown];
}

/** Whether not every value has its choice. */
export function hasMoreValues({ values }: FilterWords, most: number): boolean {
  return sharedAttributes.some((key) => values[key].length > most);
}

/** The filters that few need. */
export function furtherFilters(
  { text, filters, attributes }: FilterWords,
  longest: number,
): CardNode[] {
  const words = text.directory.filters;
  const { filteredBy } = text.directory;
  const own = attributes.map(({ key, name }) => ({ value: key, title: shorten(name, longest) }));
  const blank = { isRequired: false, missing: '', problem: '', placeholder: '', style: 'text' };
  const signedIn = choice({
    id: 'signedIn',
    label: words.signedIn,
    value: filters.signedIn,
    all: words.any,
    choices: [
      { value: 'yes', title: filteredBy.signedIn },
      { value: 'no', title: filteredBy.notSignedIn },
    ],
  });
  const missing = choice({
    id: 'missing',
    label: words.missing,
    value: filters.missing,
    all: words.any,
    choices: [...besidesName.map((key) => ({ value: key, title: text.attribute(key) })), ...own],
  });
  const ofOwn = [
    choice({
      id: 'attribute',
      label: words.attribute,
      value: filters.attribute,
      all: words.any,
      choices: own,
    }),
    expandPart('field-text', {
      ...blank,
      id: 'value',
      label: words.value,
      placeholder: words.valueHint,
      value: filters.value ?? '',
      maxLength: 300,
    }),
  ];
  const search = expandPart('field-text', {
    ...blank,
    id: 'search',
    label: words.search,
    placeholder: text.directory.searchHint,
    value: filters.search ?? '',
    maxLength: longestSearch,
  });
  const what = choice({
    id: 'what',
    label: words.what,
    value: filters.what,
    all: words.any,
    choices: (['added', 'changed'] as const).map((value) => ({ value, title: words.whats[value] })),
  });
  const since = expandPart('field-date', {
    ...blank,
    id: 'since',
    label: words.since,
    value: filters.since ?? '',
  });
  return [search, signedIn, missing, ...(own.length === 0 ? [] : ofOwn), what, since];
}

function choice(input: {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly all: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}): CardNode {
  return expandPart('choice-filter', {
    id: input.id,
    label: input.label,
    value: input.value ?? blankChoice,
    choices: [{ title: input.all, value: blankChoice }, ...input.choices],
  });
}
