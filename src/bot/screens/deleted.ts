import { dayStart } from '../../domain/recurrence/next-run.ts';
import type { DeletedFilter } from '../../domain/operations/deleted-filter.ts';
import {
  deletedCard,
  type DeletedFilters,
  type DeletingOperation,
} from '../../cards/deleted-card.ts';
import { operationName } from '../../cards/operation-words.ts';
import type { DeletedRow } from '../../cards/person-parts.ts';
import { daysKept } from '../../domain/attributes.ts';
import { may } from '../../domain/roles.ts';
import type { DeletedEntry, DeletedIn } from '../../features/search/directory-view.ts';
import { seenOf, type Selection } from '../selection.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

const pageSize = 8;
const maxOperations = 20;
const maxFound = 5;

/** Deleted people who can still be restored, last deleted first. */
export async function showDeleted(
  services: BotServices,
  turn: Turn,
  { page, filters }: { readonly page: number; readonly filters: DeletedFilters },
  selection: Selection = { people: [] },
): Promise<void> {
  const shown = await services.directory.deleted(turn.caller.tenant, {
    ...{ page, size: pageSize, since: restorableSince(services.now()) },
    ...deletedFilterOf(turn, filters),
  });
  const listed = shown.operations.filter(
    (one, index) => index < maxOperations || one.operation === filters.operation,
  );
  const named = await namesOf(services, turn, [
    ...listed.map((one) => one.operation),
    ...shown.entries.flatMap((entry) => entry.operation ?? []),
  ]);
  await turn.answer(
    deletedCard({
      text: turn.text,
      entries: shown.entries.map((entry) => rowOf(entry, named)),
      total: shown.total,
      first: shown.page * pageSize + 1,
      page: shown.page,
      pages: shown.pages,
      operations: listed.map((one) => withName(one, named)),
      moreOperations: listed.length < shown.operations.length,
      updating: shown.updating,
      mayErase: may(turn.caller, 'erase-people'),
      admins: shown.admins,
      filters,
      selection: { ...selection, seen: seenOf(selection.people) },
    }),
  );
}

/** The deleted people that a search finds. */
export async function deletedFound(
  services: BotServices,
  turn: Turn,
  query: string,
): Promise<readonly DeletedRow[]> {
  const { directory, now } = services;
  const since = restorableSince(now());
  const { entries } = await directory.findDeleted(turn.caller.tenant, query, maxFound, since);
  const named = await namesOf(
    services,
    turn,
    entries.flatMap(({ operation }) => operation ?? []),
  );
  return entries.map((entry) => rowOf(entry, named));
}

/** The filters that a card carries. */
export function filtersOfDeleted({
  operation,
  by,
  since,
  network,
}: DeletedFilters): DeletedFilters {
  return defined({ operation, by, since, network });
}

/** Filters as the directory takes them: a day begins in the reader's time zone. */
export function deletedFilterOf(
  { caller: { timeZone = 'UTC' } }: Turn,
  { since, ...filters }: DeletedFilters,
): DeletedFilter {
  const from = since && new Date(dayStart(since, timeZone)).toISOString();
  return defined({ ...filters, from });
}

/** People deleted earlier can't be restored any more. @returns milliseconds since 1970 */
export function restorableSince(now: number): number {
  return now - daysKept * 24 * 3_600_000;
}

function rowOf(entry: DeletedEntry, named: ReadonlyMap<string, string>): DeletedRow {
  const { id, name, phone, at, by, operation = '' } = entry;
  const deletedAt = new Date(at).toISOString();
  const operationName = named.get(operation);
  return { id, name, phone, deletedAt, by: by.name, ...defined({ operationName }) };
}

function withName(one: DeletedIn, named: ReadonlyMap<string, string>): DeletingOperation {
  const name = named.get(one.operation);
  return { ...one, at: new Date(one.at).toISOString(), ...defined({ name }) };
}

/** Names of operations: imports by their file. People deleted by hand in bulk have no operation in the history. */
async function namesOf(
  { operations }: BotServices,
  { caller, text }: Turn,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { tenant } = caller;
  const names = new Map<string, string>();
  await Promise.all(
    Array.from(new Set(ids), async (id) => {
      const [imported, synced] = await Promise.all([
        operations.read({ tenant, kind: 'import', id }),
        operations.read({ tenant, kind: 'sync', id }),
      ]);
      if (imported !== undefined && imported.fileName !== '')
        names.set(id, operationName(text, imported));
      else if (synced !== undefined) names.set(id, text.commands.sync ?? synced.fileName);
    }),
  );
  return names;
}
