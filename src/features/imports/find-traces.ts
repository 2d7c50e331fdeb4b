import type { FindTraces, Subject } from '../../domain/erasure.ts';
import { isEnded, type Operation } from '../../domain/operations/operation.ts';
import type { FileStore, OperationStore } from '../../domain/operations/ports.ts';
import { filesWith, linesAbout } from './erase-traces.ts';

const pageSize = 50;
const kinds = ['import', 'sync'] as const;

/** Reads the imports and syncs that touched a person, or may when they are applied, with what they keep of them. */
export function createImportFindings({
  operations,
  work,
}: {
  readonly operations: Pick<OperationStore, 'page'>;
  /** jobs' own files */
  readonly work: FileStore;
}): FindTraces {
  return async (subject, signal) => {
    const found: object[] = [];
    for (const kind of kinds) {
      let from: string | undefined;
      do {
        const page = await operations.page(subject.tenant, kind, pageSize, from);
        for (const operation of page.operations) {
          signal.throwIfAborted();
          const { id, fileName, at, by, state } = operation;
          const samples = samplesOf(operation, subject);
          const isTheirs = samples.length > 0 || touched(operation, subject);
          // The files of others are many, and have nothing of them.
          const lines = isTheirs || !isEnded(state) ? await linesOf(operation, subject) : [];
          if (!isTheirs && lines.length === 0) continue;
          found.push({ kind, id, name: fileName, at, by, state, samples, keptForUndo: lines });
        }
        from = page.next;
      } while (from !== undefined);
    }
    return found;
  };

  async function linesOf(operation: Operation, subject: Subject): Promise<unknown[]> {
    if (operation.kind !== 'import') return [];
    const lines: unknown[] = [];
    for (const name of filesWith(operation, subject)) {
      for await (const line of linesAbout(work, name, subject)) lines.push(line);
    }
    return lines;
  }
}

function touched({ id, bulk }: Operation, { operations, ids }: Subject): boolean {
  return operations.has(id) || bulk?.people.some((person) => ids.has(person)) === true;
}

function samplesOf({ preview }: Operation, { phones }: Subject): readonly object[] {
  if (preview === undefined) return [];
  const { addedSample, updatedSample, removedSample, stayingSample, heldSample } = preview;
  const { problems, leftOutSample = [] } = preview;
  return [
    ...[addedSample, updatedSample, removedSample, stayingSample, heldSample]
      .flatMap((samples) => samples ?? [])
      .filter(({ phone }) => phones.has(phone)),
    ...[...problems, ...leftOutSample].filter(({ value = '' }) => phones.has(value)),
  ];
}
