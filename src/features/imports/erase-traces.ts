import type { EraseTraces, Erased, Traced } from '../../domain/erasure.ts';
import { type Operation, type OperationState } from '../../domain/operations/operation.ts';
import type { FileStore, OperationStore } from '../../domain/operations/ports.ts';
import { shards } from '../../domain/person-id.ts';
import { changeOperation } from '../../jobs/change-operation.ts';
import { hasColumnSamples, hasSamples, withFewer, withoutSamples } from './erased-preview.ts';
import { importFiles } from './import-files.ts';
import { fromJsonLines, toJsonLines } from './json-lines.ts';
import { linkedLines } from './leaving-line.ts';
import type { PlanLine } from './plan-line.ts';

export interface ImportTracesDeps {
  readonly operations: OperationStore;
  /** jobs' own files */
  readonly work: FileStore;
}

const pageSize = 250;
const atWork: readonly OperationState[] = ['planning', 'queued', 'applying'];
const kinds = ['import', 'sync'] as const;

type Names = ReadonlySet<string>;
const none: Names = new Set();

/**
 * Removes a person from the data that imports and syncs keep for themselves: undo data, and samples of
 * previews. Doesn't touch files that people can download. Leaves a running operation for later.
 */
export function createImportTraces({ operations, work }: ImportTracesDeps): EraseTraces {
  return async (erased, signal) => {
    let outcome: 'done' | 'later' = 'done';
    for (const kind of kinds) {
      let from: string | undefined;
      do {
        const page = await operations.page(erased.tenant, kind, pageSize, from);
        const kept = kind === 'import' ? await filesKept(page.operations, erased) : none;
        for (const operation of page.operations) {
          signal.throwIfAborted();
          if (!isAtWork(operation)) {
            await eraseFrom(operation, erased, kept);
          } else outcome = 'later';
        }
        from = page.next;
      } while (from !== undefined);
    }
    return outcome;
  };

  /**
   * A history has thousands of imports, and few of them still have files. Listed after their records were read: an
   * import that no longer works has all its files by then.
   */
  async function filesKept(imports: readonly Operation[], erased: Erased): Promise<Names> {
    const names = new Set(imports.flatMap((operation) => filesWith(operation, erased)));
    const kept = new Set<string>();
    for await (const files of work.list(`${erased.tenant}/`)) {
      for (const { name } of files) if (names.has(name)) kept.add(name);
    }
    return kept;
  }

  async function eraseFrom(operation: Operation, erased: Erased, kept: Names): Promise<void> {
    const { tenant, kind, id } = operation;
    if (hasSamples(operation, erased) || hasColumnSamples(operation)) {
      await changeOperation(operations, { tenant, kind, id }, (latest) =>
        withoutSamples(latest, erased),
      );
    }
    if (operation.bulk?.people.some((person) => erased.ids.has(person)) === true) {
      await changeOperation(operations, { tenant, kind, id }, (latest) =>
        withoutSelected(latest, erased),
      );
    }
    if (kind !== 'import') return;
    if (operation.state === 'preview') await countWithout(operation, erased);
    for (const name of filesWith(operation, erased)) {
      if (kept.has(name)) await eraseLines(name, erased);
    }
  }

  /**
   * An import that waits counts on as many lines as its plan had. Counted before they are removed: after a crash in
   * between, there are more lines than counted, not fewer.
   */
  async function countWithout(operation: Operation, erased: Erased): Promise<void> {
    const gone = { added: 0, updated: 0, deleted: 0 };
    for (const shard of shards) {
      for await (const line of linesAbout(work, importFiles.plan(operation, shard), erased)) {
        const { type } = line as PlanLine;
        gone[type === 'update' ? 'updated' : 'added'] += 1;
      }
      for await (const _line of linesAbout(work, importFiles.leaving(operation, shard), erased))
        gone.deleted += 1;
    }
    if (gone.added + gone.updated + gone.deleted === 0) return;
    await changeOperation(operations, operation, (latest) =>
      latest.state === 'preview' ? withFewer(latest, gone) : undefined,
    );
  }

  async function eraseLines(name: string, erased: Erased): Promise<void> {
    if (!(await work.exists(name))) return;
    const isTheirs = isAbout(erased);
    const others: unknown[] = [];
    let found = false;
    for await (const lines of fromJsonLines<unknown>(work.open(name))) {
      for (const line of lines) {
        if (isTheirs(line)) found = true;
        else others.push(line);
      }
    }
    if (found) await work.write(name, toJsonLines(others));
  }
}

/** The files of an import that may have lines about a person. */
export function filesWith(operation: Operation, { ids }: Traced): readonly string[] {
  const theirs = new Set(Array.from(ids, (person) => person.charAt(0)));
  return [
    ...shards
      .filter((one) => theirs.has(one))
      .flatMap((shard) => [
        importFiles.plan(operation, shard),
        importFiles.leaving(operation, shard),
      ]),
    importFiles.askedLines(operation),
    importFiles.leaving(operation, linkedLines),
  ];
}

/** The lines of a file that are about a person. */
export async function* linesAbout(work: FileStore, name: string, traced: Traced): AsyncGenerator {
  if (!(await work.exists(name))) return;
  for await (const lines of fromJsonLines<unknown>(work.open(name))) {
    yield* lines.filter(isAbout(traced));
  }
}

function isAbout({ ids, phones }: Traced): (line: unknown) => boolean {
  const marks = Array.from([...ids, ...phones], (one) => `"${one}"`);
  return (line) => {
    const text = JSON.stringify(line);
    return marks.some((mark) => text.includes(mark));
  };
}

/** An operation that waits for an admin writes nothing. */
function isAtWork({ state }: Operation): boolean {
  return atWork.includes(state);
}

/** A bulk change without the erased person. */
function withoutSelected(operation: Operation, { ids }: Erased): Operation {
  const { bulk } = operation;
  if (bulk === undefined) return operation;
  const people = bulk.people.filter((person) => !ids.has(person));
  return { ...operation, bulk: { ...bulk, people } };
}
