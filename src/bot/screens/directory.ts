import type { CardAction } from '../../cards/card-actions.ts';
import { directoryCard, type ListedPerson } from '../../cards/directory-card.ts';
import { directoryFilterCard } from '../../cards/directory-filter-card.ts';
import type { FilterWords } from '../../cards/directory-filters.ts';
import {
  isOwnKey,
  sharedAttributes,
  type OwnKey,
  type SharedAttribute,
} from '../../domain/attributes.ts';
import {
  maxListed,
  parseListed,
  usuallyListed,
  type Listable,
} from '../../domain/listed-attributes.ts';
import type { Network } from '../../domain/network.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import { may } from '../../domain/roles.ts';
import type { BrowsePage } from '../../features/search/directory-view.ts';
import { operationName } from '../../cards/operation-words.ts';
import { filterOf, filtersIn } from '../list-filter.ts';
import { seenOf, selectionOf, type Selection } from '../selection.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

export type DirectoryPlace = Omit<Extract<CardAction, { verb: 'show-directory' }>, 'verb'>;

const pageSize = 8;
/** In a large directory the duplicates take longer once after each change; then the page comes without their number. */
const patienceMs = 100;
const maxValues = 50;

/** A page of the directory: one network, people by name, from the given position. */
export async function showDirectory(
  services: BotServices,
  turn: Turn,
  place: DirectoryPlace,
  given?: Selection,
): Promise<void> {
  const { directory, duplicates, organizations } = services;
  const { tenant, locale, timeZone } = turn.caller;
  const { network } = place;
  const problem = problemOf(turn, place);
  if (problem !== undefined) return showDirectoryFilter(services, turn, place, problem);
  const selection = given ?? (await selectionOf(services, turn, place));
  const filters = filtersIn(place);
  const attributes = await organizations.attributes(tenant);
  const query = {
    ...{ locale, size: pageSize },
    ...filterOf(network, filters, attributes, timeZone),
  };
  const [totals, values, page, pairs, columns, name] = await Promise.all([
    directory.totals(tenant),
    valuesOf(services, tenant, network),
    directory.page(tenant, {
      ...query,
      ...(place.after !== undefined && { after: place.after }),
      ...(place.before !== undefined && { before: place.before }),
    }),
    may(turn.caller, 'edit-people') ? duplicates.count(tenant, patienceMs) : undefined,
    columnsOf(services, turn, place),
    nameOfOperation(services, turn, filters.operation),
  ]);
  // A page behind the last person is empty: people may have been deleted since the button was drawn.
  const shown = page.entries.length === 0 ? await directory.page(tenant, query) : page;
  const listed = columns.filter(
    (column) => !isOwnKey(column) || attributes.some(({ key }) => key === column),
  );
  await turn.answer(
    directoryCard({
      text: turn.text,
      network,
      totals,
      ...shown,
      entries: await withOwn(services, tenant, shown, listed.filter(isOwnKey)),
      columns: listed,
      filters,
      attributes,
      values,
      ...defined({ operationName: name }),
      selection: { ...selection, seen: seenOf(selection.people) },
      mayMove: may(turn.caller, 'move-people'),
      mayChange: may(turn.caller, 'edit-people') && may(turn.caller, 'import'),
      ...(pairs !== undefined && { duplicates: pairs }),
    }),
  );
}

/** All filters of the directory, and what its list shows. */
export async function showDirectoryFilter(
  services: BotServices,
  turn: Turn,
  place: DirectoryPlace,
  problem?: string,
): Promise<void> {
  const { tenant } = turn.caller;
  const { network } = place;
  const [values, attributes, columns] = await Promise.all([
    valuesOf(services, tenant, network),
    services.organizations.attributes(tenant),
    columnsOf(services, turn, place),
  ]);
  await turn.answer(
    directoryFilterCard({
      text: turn.text,
      network,
      filters: filtersIn(place),
      attributes,
      values,
      columns,
      ...defined({ problem }),
    }),
  );
}

/** The problem of the form, if there is one: nobody would notice a filter that isn't applied. */
function problemOf({ text }: Turn, place: DirectoryPlace): string | undefined {
  const { attribute, value, what, since, columns } = place;
  const words = text.directory.filters;
  if (value !== undefined && attribute === undefined) return words.valueAlone(value);
  if (what !== undefined && since === undefined) return text.exports.sinceMissing;
  if (columns !== undefined && parseListed(columns).length > maxListed) {
    return words.tooManyColumns(maxListed);
  }
  return undefined;
}

/** Those that were chosen just now, which are remembered, or else the last ones. */
async function columnsOf(
  { listColumns }: BotServices,
  { caller }: Turn,
  { columns }: DirectoryPlace,
): Promise<readonly Listable[]> {
  const { tenant, actor } = caller;
  if (columns === undefined) return (await listColumns.read(tenant, actor.id)) ?? usuallyListed;
  const chosen = parseListed(columns);
  if (chosen.length <= maxListed) await listColumns.keep(tenant, actor.id, chosen);
  return chosen;
}

async function valuesOf({ directory }: BotServices, tenant: string, network: Network) {
  const values = {} as Record<SharedAttribute, FilterWords['values'][SharedAttribute]>;
  const each = sharedAttributes.map(async (key) => {
    values[key] = (await directory.values(tenant, network, key)).slice(0, maxValues);
  });
  await Promise.all(each);
  return values;
}

/** The name of an import or sync. */
export async function nameOfOperation(
  { operations }: BotServices,
  { caller, text }: Turn,
  id: string | undefined,
): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const { tenant } = caller;
  const [imported, synced] = await Promise.all([
    operations.read({ tenant, kind: 'import', id }),
    operations.read({ tenant, kind: 'sync', id }),
  ]);
  const nameOf = (operation: Operation) => operationName(text, operation);
  if (synced !== undefined) return text.commands.sync ?? nameOf(synced);
  return imported === undefined ? undefined : nameOf(imported);
}

/** The page with the values of own attributes, which the view doesn't hold as they were entered. */
async function withOwn(
  { people }: BotServices,
  tenant: string,
  { entries }: BrowsePage,
  keys: readonly OwnKey[],
): Promise<readonly ListedPerson[]> {
  if (keys.length === 0) return entries;
  return Promise.all(
    entries.map(async (entry) => {
      const person = await people.get(tenant, entry.id);
      const own = keys.map((key) => [key, person?.fields[key] ?? '']);
      return { ...entry, own: Object.fromEntries(own) as Record<OwnKey, string> };
    }),
  );
}
