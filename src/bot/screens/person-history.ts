import { pageOf } from '../../cards/pages.ts';
import { personHistoryCard, type ShownEntry } from '../../cards/person-history-card.ts';
import { isOwnKey, type AttributeDefinition } from '../../domain/attributes.ts';
import { kindDoors } from '../../domain/doors.ts';
import { may } from '../../domain/roles.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import { undoableKinds } from '../../domain/operations/undo-facts.ts';
import { wayIn } from '../../domain/way-in.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { HistoryEntry } from '../../domain/person.ts';
import { undoableMs } from '../../features/people/merge-by-hand.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { personOf } from './profile.ts';
import { defined } from '../../lib/defined.ts';

const entriesOnPage = 5;

/** The changes of a person, newest first, each with where it came from; the last one is how they came into the directory. */
export async function showPersonHistory(
  services: BotServices,
  turn: Turn,
  id: string,
  page: number,
): Promise<void> {
  const { tenant } = turn.caller;
  const person = await personOf(services, turn, id);
  const attributes = await services.organizations.attributes(tenant);
  const absorbed = await absorbedBy(services, turn, person);
  const history = withoutRemoved(wholeHistory(person, absorbed), attributes);
  const { rows, ...place } = pageOf([...history, 'added' as const], entriesOnPage, page);
  const shown = await Promise.all(
    rows.map((row) =>
      row === 'added' ? addedEntry(services, tenant, person) : shownEntry(services, tenant, row),
    ),
  );
  await turn.answer(
    personHistoryCard({
      text: turn.text,
      person,
      attributes,
      list: { ...place, rows: shown },
      isUnchanged: history.length === 0,
      mayOpenSyncs: may(turn.caller, kindDoors.sync.see),
      undoable: undoableMerges(absorbed, services.now()),
    }),
  );
}

async function shownEntry(
  services: BotServices,
  tenant: string,
  entry: HistoryEntry,
): Promise<ShownEntry> {
  const operation = await operationOf(services, tenant, entry.operation);
  return { entry, ...defined({ operation }) };
}

async function addedEntry(services: BotServices, tenant: string, person: StoredPerson) {
  const operation = await operationOf(services, tenant, person.addedIn);
  const { addedAt: at } = person;
  return { at, ...wayIn(person, operation), ...defined({ operation }) };
}

/** The record of an import, sync, bulk change or undo. */
async function operationOf(
  { operations }: BotServices,
  tenant: string,
  id: string | undefined,
): Promise<Operation | undefined> {
  if (id === undefined) return undefined;
  const found = await Promise.all(
    undoableKinds.map((kind) => operations.read({ tenant, kind, id })),
  );
  return found.find((operation) => operation !== undefined);
}

/** The records that were merged into a person's. */
async function absorbedBy(
  { people }: BotServices,
  { caller }: Turn,
  { absorbed = [] }: StoredPerson,
): Promise<readonly StoredPerson[]> {
  const found = await Promise.all(absorbed.map((id) => people.get(caller.tenant, id)));
  return found.flatMap((one) =>
    one?.deletedAt === undefined || one.mergedInto === undefined ? [] : [one],
  );
}

/** The person's history, and those of the records that were merged into theirs, up to then. */
function wholeHistory(
  { history }: StoredPerson,
  absorbed: readonly StoredPerson[],
): readonly HistoryEntry[] {
  const theirs = absorbed.flatMap((other) =>
    other.history.filter(({ at }) => at < (other.deletedAt ?? '')),
  );
  const known = new Set(history.map(({ at, by }) => `${at} ${by.id}`));
  const added = theirs.filter(({ at, by }) => !known.has(`${at} ${by.id}`));
  return [...history, ...added].toSorted((one, other) => (one.at < other.at ? 1 : -1));
}

/** Ids of the records whose merge an admin can undo. @param now milliseconds since 1970 */
function undoableMerges(absorbed: readonly StoredPerson[], now: number): ReadonlySet<string> {
  const undoable = absorbed.filter(
    ({ mergeNote, deletedAt = '' }) =>
      mergeNote !== undefined && now - Date.parse(deletedAt) <= undoableMs,
  );
  return new Set(undoable.map(({ id }) => id));
}

/** A removed attribute is shown nowhere, not even in older changes. */
function withoutRemoved(
  history: readonly HistoryEntry[],
  attributes: readonly AttributeDefinition[],
): HistoryEntry[] {
  const known = new Set<string>(attributes.map(({ key }) => key));
  return history.flatMap((entry) => {
    const changes = entry.changes.filter(({ field }) => !isOwnKey(field) || known.has(field));
    return changes.length === 0 ? [] : [{ ...entry, changes }];
  });
}
