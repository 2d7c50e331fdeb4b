import type { EraseTraces, Erased } from '../../domain/erasure.ts';
import {
  isEnded,
  type ChangeSample,
  type Operation,
  type OperationState,
  type Preview,
  type ProblemSample,
} from '../../domain/operations/operation.ts';
import { identityQuestions, type Questions } from '../../domain/operations/identity-questions.ts';
import type { FileStore, OperationStore } from '../../domain/operations/ports.ts';
import { shards } from '../../domain/person-id.ts';
import { changeOperation } from '../../jobs/change-operation.ts';
import { importFiles } from './import-files.ts';
import { fromJsonLines, toJsonLines } from './json-lines.ts';
import { linkedLines } from './leaving-line.ts';

export interface ImportTracesDeps {
  readonly operations: OperationStore;
  /** jobs' own files */
  readonly work: FileStore;
}

const pageSize = 50;
const atWork: readonly OperationState[] = ['planning', 'queued', 'applying'];
const kinds = ['import', 'sync'] as const;

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
        for (const operation of page.operations) {
          signal.throwIfAborted();
          if (!isAtWork(operation)) {
            await eraseFrom(operation, erased);
          } else outcome = 'later';
        }
        from = page.next;
      } while (from !== undefined);
    }
    return outcome;
  };

  async function eraseFrom(operation: Operation, erased: Erased): Promise<void> {
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
    const theirs = new Set(Array.from(erased.ids, (person) => person.charAt(0)));
    for (const shard of shards.filter((one) => theirs.has(one))) {
      await eraseLines(importFiles.plan(operation, shard), erased);
      await eraseLines(importFiles.leaving(operation, shard), erased);
    }
    await eraseLines(importFiles.askedLines(operation), erased);
    await eraseLines(importFiles.leaving(operation, linkedLines), erased);
  }

  async function eraseLines(name: string, { ids, phones }: Erased): Promise<void> {
    if (!(await work.exists(name))) return;
    const isTheirs = (line: unknown) => {
      const text = JSON.stringify(line);
      return [...ids, ...phones].some((one) => text.includes(`"${one}"`));
    };
    const kept: unknown[] = [];
    let found = false;
    for await (const lines of fromJsonLines<unknown>(work.open(name))) {
      for (const line of lines) {
        if (isTheirs(line)) found = true;
        else kept.push(line);
      }
    }
    if (found) await work.write(name, toJsonLines(kept));
  }
}

/** An operation that waits for an admin writes nothing. */
function isAtWork({ state }: Operation): boolean {
  return atWork.includes(state);
}

function hasSamples(operation: Operation, erased: Erased): boolean {
  const { preview } = operation;
  if (preview === undefined) return false;
  const others = withoutTheirs(preview, isEnded(operation.state), erased);
  return JSON.stringify(others).length < JSON.stringify(preview).length;
}

/** Values of the file's first rows, without their persons. Nothing uses them after the end. */
function hasColumnSamples({ preview, state }: Operation): boolean {
  return isEnded(state) && (preview?.columns ?? []).some(({ samples }) => samples.length > 0);
}

function withoutSamples(operation: Operation, erased: Erased): Operation {
  const { preview, state } = operation;
  if (preview === undefined) return operation;
  const others = withoutTheirs(preview, isEnded(state), erased);
  const columns = others.columns?.map((column) => ({ ...column, samples: [] }));
  return { ...operation, preview: { ...others, ...(columns !== undefined && { columns }) } };
}

/** A preview without the rows of the erased person, and after the end without those that could be anyone's. */
function withoutTheirs(preview: Preview, isOver: boolean, { phones }: Erased): Preview {
  const isTheirs = (phone: string) => phones.has(phone) || (phone === '' && isOver);
  const others = (samples: readonly ChangeSample[]) =>
    samples.filter(({ phone }) => !isTheirs(phone));
  const otherProblems = (samples: readonly ProblemSample[]) =>
    samples.filter(({ value }) => value === undefined || !phones.has(value));
  const { removedSample, stayingSample, heldSample, leftOutSample, questions } = preview;
  return {
    ...preview,
    addedSample: others(preview.addedSample),
    updatedSample: others(preview.updatedSample),
    ...(removedSample !== undefined && { removedSample: others(removedSample) }),
    ...(stayingSample !== undefined && { stayingSample: others(stayingSample) }),
    ...(heldSample !== undefined && { heldSample: others(heldSample) }),
    ...(leftOutSample !== undefined && { leftOutSample: otherProblems(leftOutSample) }),
    problems: otherProblems(preview.problems),
    ...(questions !== undefined && { questions: withoutAsked(questions, isTheirs) }),
  };
}

function withoutAsked(questions: Questions, isTheirs: (phone: string) => boolean): Questions {
  const others: { -readonly [Key in keyof Questions]: Questions[Key] } = { ...questions };
  for (const question of identityQuestions) {
    const asked = questions[question];
    if (asked === undefined) continue;
    const first = asked.first.filter(
      ({ phone, who }) => !isTheirs(phone) && (who === undefined || !isTheirs(who.phone)),
    );
    others[question] = { ...asked, first };
  }
  return others;
}

/** A bulk change without the erased person. */
function withoutSelected(operation: Operation, { ids }: Erased): Operation {
  const { bulk } = operation;
  if (bulk === undefined) return operation;
  const people = bulk.people.filter((person) => !ids.has(person));
  return { ...operation, bulk: { ...bulk, people } };
}
