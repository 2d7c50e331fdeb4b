import type { OperationKey } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import type { Text } from '../../text/text.ts';
import { errorLog, failureLog, mergeRejections } from './error-log.ts';
import { importFiles } from './import-files.ts';
import { fromJsonLines, toJsonLines } from './json-lines.ts';
import type { FileFacts } from './reading/read-file.ts';
import type { Rejection } from './reading/row.ts';

/**
 * Keeps the plan's findings about the file in a working file until the import ends: the facts on the first
 * line, then a rejection on each line. The final error log is made from it if there is more to report than the
 * plan knew.
 */
export async function keepFindings(
  work: FileStore,
  key: OperationKey,
  facts: FileFacts,
  rejections: AsyncIterable<Rejection>,
): Promise<void> {
  async function* lines() {
    yield facts;
    yield* rejections;
  }
  await work.write(importFiles.rejections(key), toJsonLines(lines()));
}

export interface FinalLog {
  readonly key: OperationKey;
  /** rows rejected after the plan, or not applied; in the file's order */
  readonly late: Iterable<Rejection>;
  /** why the import as a whole failed, as a sentence */
  readonly failure?: string;
  readonly text: Text;
}

/** Writes the error log again, with what was found after the plan. @returns its blob name */
export async function finalErrorLog(
  deps: { files: FileStore; work: FileStore },
  log: FinalLog,
): Promise<string> {
  const name = importFiles.errorLog(log.key);
  const findings = importFiles.rejections(log.key);
  if (!(await deps.work.exists(findings))) {
    await deps.files.write(name, [failureLog(log.failure ?? '')]);
    return name;
  }
  const batches = fromJsonLines<FileFacts | Rejection>(deps.work.open(findings));
  const first = await batches.next();
  const [facts, ...begun] = first.done === true ? [] : first.value;
  async function* planned(): AsyncGenerator<Rejection[]> {
    yield begun as Rejection[];
    yield* batches as AsyncGenerator<Rejection[]>;
  }
  const open = (fromByte?: number) => deps.files.open(importFiles.original(log.key), fromByte);
  await deps.files.write(
    name,
    errorLog(open, facts as FileFacts, mergeRejections(planned(), log.late), log.text, log.failure),
  );
  return name;
}
