import { shards } from '../../../domain/person-id.ts';
import type { OperationKey } from '../../../domain/operations/operation.ts';
import type { FileStore } from '../../../domain/operations/ports.ts';
import { guardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../../lib/spreadsheets/csv-file.ts';
import type { AttributeDefinition } from '../../../domain/attributes.ts';
import type { Text } from '../../../text/text.ts';
import { importFiles } from '../import-files.ts';
import { fromJsonLines } from '../json-lines.ts';
import type { NotUndonePerson } from './not-undone-person.ts';

export interface NotUndoneLog {
  readonly key: OperationKey;
  readonly attributes: readonly AttributeDefinition[];
  readonly text: Text;
  /** why the undo as a whole failed, as a sentence */
  readonly failure?: string;
}

/**
 * Writes the log of an undo: everyone left as they are, a line for each value, with the value before the
 * import, after it, and now.
 * @returns its blob name
 */
export async function notUndoneLog(
  { files, work }: { readonly files: FileStore; readonly work: FileStore },
  { key, attributes, text, failure }: NotUndoneLog,
): Promise<string> {
  const { columns, changedSince, noValues, ...reasons } = text.undo.log;
  const csv = (rows: readonly (readonly string[])[]) =>
    Buffer.from(csvLines(rows.map((cells) => cells.map(guardCell))));
  const rowsOf = (person: NotUndonePerson): string[][] => {
    const why =
      person.why === undefined
        ? changedSince({ by: person.changedBy, at: person.changedAt })
        : reasons[person.why];
    const who = [person.name, person.phone];
    if (person.values.length === 0) return [[...who, '', '', '', '', `${why} ${noValues}`]];
    return person.values.map(({ field, before, written, now }) => [
      ...who,
      text.attribute(field, attributes),
      before,
      written,
      now,
      why,
    ]);
  };
  async function* content(): AsyncGenerator<Buffer> {
    yield Buffer.from(byteOrderMark);
    yield csv([[...columns]]);
    if (failure !== undefined) yield csv([['', '', '', '', '', '', failure]]);
    for (const shard of shards) {
      const left = importFiles.left(key, shard);
      if (!(await work.exists(left))) continue;
      for await (const people of fromJsonLines<NotUndonePerson>(work.open(left))) {
        yield csv(people.flatMap(rowsOf));
      }
    }
  }
  const name = importFiles.errorLog(key);
  await files.write(name, content());
  return name;
}
