import { erasureCard } from '../../cards/erasure-card.ts';
import { operationName } from '../../cards/operation-words.ts';
import { outcomeCard } from '../../cards/outcome-card.ts';
import { operationKinds } from '../../domain/operations/operation.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { AppError } from '../../errors.ts';
import { isErasable } from '../../features/people/erase.ts';
import type { StoredFiles } from '../../features/people/files-that-may-hold.ts';
import type { Text } from '../../text/text.ts';
import { personEntry } from '../person-entry.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

const mostNamed = 10;

interface NamedFile {
  readonly name: string;
  readonly until: string;
}

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
      ...(await filesOf(services, turn, people)),
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

/** The files that may hold their data, those that their history names first; the first of them by name. */
async function filesOf(
  services: BotServices,
  { caller, text }: Turn,
  people: readonly StoredPerson[],
): Promise<{ readonly files: readonly NamedFile[]; readonly moreFiles: number }> {
  const { tenant } = caller;
  const certain = new Set(
    people.flatMap(({ addedIn, changedIn, history }) =>
      [addedIn, changedIn, ...history.map(({ operation }) => operation)].filter(
        (id) => id !== undefined,
      ),
    ),
  );
  const since = people.map(({ addedAt }) => addedAt).toSorted()[0] ?? '';
  const all = await services.filesThatMayHold(tenant, since, certain);
  const files = await Promise.all(
    all.slice(0, mostNamed).map(async (file) => ({
      name: await nameOf(services, tenant, text, file),
      until: file.until,
    })),
  );
  return { files, moreFiles: all.length - files.length };
}

async function nameOf(
  { operations }: BotServices,
  tenant: string,
  text: Text,
  { folder, operation: id }: StoredFiles,
): Promise<string> {
  if (folder.startsWith('person-data-')) return text.personData.title;
  if (folder.startsWith('groups-')) return text.groupExport.title;
  if (id === undefined) return folder;
  const found = await Promise.all(
    operationKinds.map((kind) => operations.read({ tenant, kind, id })),
  );
  const operation = found.find((one) => one !== undefined);
  return operation === undefined ? folder : operationName(text, operation);
}
