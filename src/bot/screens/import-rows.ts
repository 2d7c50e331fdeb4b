import { importRowsCard, type ImportRows, type RowList } from '../../cards/import-rows-card.ts';
import type { CardAction } from '../../cards/card-actions.ts';
import { peopleLists } from '../../domain/operations/import-lists.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import { defined } from '../../lib/defined.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

const pageSize = 10;

type ShowRows = Extract<CardAction, { verb: 'show-rows' }>;

/** A page, and the actions that lead to the ones beside it. */
interface Page {
  readonly shown: ImportRows;
  readonly previous?: ShowRows;
  readonly next?: ShowRows;
}

/** A page of the people whom an import added or updated, or of the rows that it rejected or left values out of. */
export async function showImportRows(
  services: BotServices,
  turn: Turn,
  operation: Operation,
  asked: Omit<ShowRows, 'verb' | 'operation'>,
): Promise<void> {
  const { tenant } = turn.caller;
  const links = await services.view.links(operation, turn.caller);
  const lists = listsOf(operation, links.errorLog !== undefined);
  const [attributes, page] = await Promise.all([
    services.organizations.attributes(tenant),
    asked.what === 'problems'
      ? problemsOf(services, operation, asked)
      : peopleOf(services, turn, operation, asked),
  ]);
  await turn.answer(
    importRowsCard({
      text: turn.text,
      operation,
      attributes,
      lists,
      ...page,
      ...defined({ errorLog: links.errorLog }),
    }),
  );
}

/** The lists that have something in them, as far as counts tell. */
function listsOf(operation: Operation, hasLog: boolean): RowList[] {
  return [...peopleLists(operation), ...(hasLog ? (['problems'] as const) : [])];
}

async function peopleOf(
  { directory, people }: BotServices,
  { caller: { tenant, locale } }: Turn,
  operation: Operation,
  { what, after, before }: Omit<ShowRows, 'verb' | 'operation'>,
): Promise<Page> {
  const { id, network = 'Employee', confirmedAt = operation.at } = operation;
  const list = what === 'updated' ? 'updated' : 'added';
  const since = Math.floor(Date.parse(confirmedAt) / 1_000);
  const found = await directory.page(tenant, {
    network,
    operation: id,
    added: { is: list === 'added', since },
    locale,
    size: pageSize,
    ...defined({ after, before }),
  });
  const records = await Promise.all(found.entries.map((entry) => people.get(tenant, entry.id)));
  const to = (place: Pick<ShowRows, 'after' | 'before'>): ShowRows => ({
    ...{ verb: 'show-rows', operation: id, what: list },
    ...place,
  });
  const [first, last] = [found.entries[0], found.entries.at(-1)];
  return {
    shown: {
      what: list,
      people: found.entries.map((entry, index) => ({
        entry,
        changes:
          records[index]?.history
            .filter((one) => one.operation === id && list === 'updated')
            .flatMap(({ changes }) => changes) ?? [],
      })),
      total: found.total,
      first: found.first,
      updating: found.updating && found.entries.length === 0,
    },
    ...(found.hasPrevious &&
      first !== undefined && { previous: to({ before: { name: first.name, id: first.id } }) }),
    ...(found.hasNext &&
      last !== undefined && { next: to({ after: { name: last.name, id: last.id } }) }),
  };
}

async function problemsOf(
  { loggedRows }: BotServices,
  operation: Operation,
  { page = 0 }: Pick<ShowRows, 'page'>,
): Promise<Page> {
  const { rows, hasNext } = await loggedRows(operation, page * pageSize, pageSize);
  const to = (wanted: number): ShowRows => ({
    ...{ verb: 'show-rows', operation: operation.id, what: 'problems', page: wanted },
  });
  return {
    shown: { what: 'problems', rows, first: page * pageSize + 1 },
    ...(page > 0 && { previous: to(page - 1) }),
    ...(hasNext && { next: to(page + 1) }),
  };
}
