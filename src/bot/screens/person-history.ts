import { personHistoryCard } from '../../cards/person-history-card.ts';
import { isOwnKey, type AttributeDefinition } from '../../domain/attributes.ts';
import type { HistoryEntry } from '../../domain/person.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { personOf } from './profile.ts';

const entriesOnPage = 5;

/** The changes of a person, newest first, with the import that made them if there was one. */
export async function showPersonHistory(
  services: BotServices,
  turn: Turn,
  id: string,
  page: number,
): Promise<void> {
  const { tenant } = turn.caller;
  const person = await personOf(services, turn, id);
  const attributes = await services.organizations.attributes(tenant);
  const history = withoutRemoved(person.history, attributes);
  const pages = Math.max(1, Math.ceil(history.length / entriesOnPage));
  const current = Math.min(Math.max(0, page), pages - 1);
  const shown = history.slice(current * entriesOnPage, (current + 1) * entriesOnPage);
  const entries = await Promise.all(
    shown.map(async (entry) => {
      if (entry.operation === undefined) return { entry };
      const key = { tenant, kind: 'import', id: entry.operation } as const;
      const operation = await services.operations.read(key);
      return operation === undefined ? { entry } : { entry, operationFile: operation.fileName };
    }),
  );
  await turn.answer(
    personHistoryCard({ text: turn.text, person, attributes, page: current, pages, entries }),
  );
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
