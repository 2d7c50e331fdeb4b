import { erasureCard } from '../../cards/erasure-card.ts';
import { operationName } from '../../cards/operation-words.ts';
import { outcomeCard } from '../../cards/outcome-card.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { AppError } from '../../errors.ts';
import { isErasable } from '../../features/people/erase.ts';
import { personEntry } from '../person-entry.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

const maxExports = 100;

/** Asks whether people are to be erased, naming the files that hold their data for a time. @throws AppError `person-gone` */
export async function askToErase(
  services: BotServices,
  turn: Turn,
  ids: readonly string[],
): Promise<void> {
  const found = await Promise.all(ids.map((id) => services.people.get(turn.caller.tenant, id)));
  const people = found.filter((person) => person !== undefined).filter(isErasable);
  if (people.length === 0) throw new AppError('person-gone');
  await turn.answer(
    erasureCard({
      text: turn.text,
      people: people.map(personEntry),
      files: await filesOf(services, turn, people),
    }),
  );
}

/** The result of an erasure. It names nobody. */
export async function showErased(
  turn: Turn,
  { erased, refused }: { readonly erased: number; readonly refused: number },
): Promise<void> {
  const { erasure } = turn.text;
  const sentences = [
    ...(erased > 0 ? [erasure.goesOn] : []),
    ...(refused > 0 ? [erasure.refused(refused)] : []),
  ];
  await turn.answer(
    outcomeCard({
      text: turn.text,
      title: erasure.done(erased),
      sentence: sentences.join(' '),
      tone: erased > 0 ? 'good' : 'warning',
      commands: ['deleted'],
    }),
  );
}

/** Files sent in for them, as their history says, and files of people that were made while they were in the directory. */
async function filesOf(
  services: BotServices,
  { caller, text }: Turn,
  people: readonly StoredPerson[],
): Promise<{ readonly name: string; readonly until: string }[]> {
  const { tenant } = caller;
  const ids = new Set(
    people.flatMap(({ addedIn, changedIn, history }) =>
      [addedIn, changedIn, ...history.map(({ operation }) => operation)].filter(
        (id) => id !== undefined,
      ),
    ),
  );
  const imports = await Promise.all(
    Array.from(ids, (id) => services.operations.read({ tenant, kind: 'import', id })),
  );
  const since = people.map(({ addedAt }) => addedAt).toSorted()[0] ?? '';
  const exports = await services.operations.page(tenant, 'export', maxExports);
  const may = [
    ...imports.filter((operation) => operation !== undefined),
    ...exports.operations.filter(({ at }) => at >= since),
  ];
  const kept = await Promise.all(
    may.map(async (operation: Operation) => {
      const links = await services.view.links(operation, caller);
      const isThere = links.original !== undefined || links.errorLog !== undefined;
      const until = services.keptUntil(operation.endedAt ?? operation.at);
      return isThere ? [{ name: operationName(text, operation), until }] : [];
    }),
  );
  return kept.flat();
}
