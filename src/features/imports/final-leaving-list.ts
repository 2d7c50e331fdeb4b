import { shards } from '../../domain/person-id.ts';
import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { peopleToDelete } from '../../domain/operations/people-to-delete.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import type { Text } from '../../text/text.ts';
import { writtenBy } from './apply-shard.ts';
import { importFiles } from './import-files.ts';
import { fromJsonLines } from './json-lines.ts';
import { leavingList, type LeavingOutcome } from './leaving-list.ts';
import { linkedLines, type LeavingLine } from './leaving-line.ts';
import { meetPeople } from './meet-people.ts';

interface ListDeps {
  readonly files: FileStore;
  readonly work: FileStore;
  readonly people: PeopleStore;
}

/**
 * Writes the list of those whom an import was to delete anew, with what became of each of them: their own records tell. Nothing
 * is written where it deletes nobody.
 */
export async function finalLeavingList(
  deps: ListDeps,
  operation: Operation,
  text: Text,
): Promise<void> {
  const list = operation.preview?.leaving?.list;
  if (list === undefined || peopleToDelete(operation) === 0) return;
  const outcomes = new Map<string, LeavingOutcome>();
  async function* lines(): AsyncGenerator<readonly LeavingLine[]> {
    for (const shard of shards) {
      outcomes.clear();
      await findOutcomes(deps, operation, shard, outcomes);
      yield* linesOf(deps.work, operation, shard);
    }
    outcomes.clear();
    yield* linesOf(deps.work, operation, linkedLines);
  }
  const outcomeOf = ({ id, before }: LeavingLine) =>
    before.linked ? 'linked' : (outcomes.get(id) ?? 'gone');
  await deps.files.write(list, leavingList(lines(), text, outcomeOf));
}

async function findOutcomes(
  { work, people }: ListDeps,
  operation: Operation,
  shard: string,
  outcomes: Map<string, LeavingOutcome>,
): Promise<void> {
  const wanted: { readonly id: string; readonly changedAt: string }[] = [];
  for await (const lines of linesOf(work, operation, shard)) {
    for (const { id, before } of lines) wanted.push({ id, changedAt: before.changedAt });
  }
  wanted.sort((one, other) => (one.id < other.id ? -1 : 1));
  const meeting = { tenant: operation.tenant, range: shard, people };
  await meetPeople(wanted, meeting, ({ id, changedAt }, person) => {
    outcomes.set(id, outcomeFor(operation.id, changedAt, person));
  });
}

function outcomeFor(
  operation: string,
  changedAt: string,
  person: StoredPerson | undefined,
): LeavingOutcome {
  if (person === undefined) return 'gone';
  if (writtenBy(operation, person) !== undefined) return 'deleted';
  if (person.deletedAt !== undefined) return 'gone';
  if (person.linked) return 'linked';
  return person.changedAt === changedAt ? 'notReached' : 'changed';
}

async function* linesOf(
  work: FileStore,
  operation: Operation,
  shard: string,
): AsyncGenerator<readonly LeavingLine[]> {
  const name = importFiles.leaving(operation, shard);
  if (await work.exists(name)) yield* fromJsonLines<LeavingLine>(work.open(name));
}
