import type { DirectoryFilters } from '../cards/directory-filters.ts';
import { searchable, type AttributeDefinition } from '../domain/attributes.ts';
import type { Network } from '../domain/network.ts';
import { rangeOf } from '../domain/date-times.ts';
import { parseOwnValue } from '../domain/own-values.ts';
import { dayStart } from '../domain/recurrence/next-run.ts';
import { cleanText } from '../domain/values.ts';
import { AppError } from '../errors.ts';
import { parseSearch, type Filter } from '../features/search/directory-view.ts';
import { defined } from '../lib/defined.ts';

/** The filters that a card carries; without those that can't be told from it, such as columns or a place. */
export function filtersIn(place: DirectoryFilters): DirectoryFilters {
  const { department, location, jobTitle, source, signedIn, missing } = place;
  const { attribute, value, since, what, search, operation } = place;
  const shared = { department, location, jobTitle, source, signedIn, missing };
  // A search for nothing finds everyone, and isn't named as a filter either.
  const found = parseSearch(search ?? '') === undefined ? undefined : search;
  return defined({ ...shared, attribute, value, since, what, search: found, operation });
}

/**
 * Filters as the directory takes them.
 *
 * @param attributes of the organization
 * @param timeZone IANA name: in which the day begins
 * @throws AppError `attribute-gone`: the values of a removed attribute are shown nowhere, and tell nothing here either
 */
export function filterOf(
  network: Network,
  filters: DirectoryFilters,
  attributes: readonly AttributeDefinition[],
  timeZone: string | undefined,
): Filter {
  const { department, location, jobTitle, source, signedIn, missing } = filters;
  const { attribute, value, since, what, search: typed = '', operation } = filters;
  const isActive = (key: string) => attributes.some((one) => one.key === key);
  for (const key of [attribute, missing?.startsWith('own_') === true ? missing : undefined]) {
    if (key !== undefined && !isActive(key)) throw new AppError('attribute-gone');
  }
  const search = parseSearch(typed, searchable(attributes));
  const own = attributes.find(({ key }) => key === attribute);
  const at =
    since === undefined ? undefined : Math.floor(dayStart(since, timeZone ?? 'UTC') / 1_000);
  return {
    network,
    ...defined({ department, location, jobTitle, source, missing, search, operation }),
    ...(signedIn !== undefined && { signedIn: signedIn === 'yes' }),
    ...(own !== undefined && { own: ownFilter(own, value) }),
    ...(at !== undefined && (what === 'added' ? { addedSince: at } : { changedSince: at })),
  };
}

/**
 * Text is looked for anywhere in a value; a number, a date, yes or no is read like a cell of a file. Of a date with a
 * time, a day finds all of its times.
 */
function ownFilter(
  { key, type, timeZone }: AttributeDefinition,
  value = '',
): NonNullable<Filter['own']> {
  if (type === 'date-time') {
    const range = rangeOf(cleanText(value), { timeZone });
    if (range !== undefined) return { key, value: range[0], before: range[1] };
  }
  const parsed = parseOwnValue(type, value, { timeZone });
  return type === 'text' || 'problem' in parsed || parsed.value === ''
    ? { key, value, part: true }
    : { key, value: parsed.value };
}
