import type { BulkFacts } from '../domain/operations/bulk-facts.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { shorten } from './escape.ts';
import { maxShownNameLength, type OperationWords } from './operation-parts.ts';
import { undoneFact } from './undo-words.ts';

/** The wording of a bulk change's cards. */
export const bulkWords: OperationWords = {
  title: bulkName,
  subtitle: bulkName,
  qualifier: () => '',
  sentence: line,
  progress: (text, { rowsDone, rowsTotal }) => text.operation.progress(rowsDone, rowsTotal),
  line,
  counts: () => [],
  facts: (text, operation) => [
    { title: text.operation.facts.by, value: shorten(operation.by.name, maxShownNameLength) },
    { title: text.operation.facts.ended, value: text.format.dateTime(operation.at) },
    ...undoneFact(text, operation),
  ],
  errorLogHint: () => '',
};

/** "Move to Others" */
export function bulkName(text: Text, { bulk }: Pick<Operation, 'bulk'>): string {
  const { what, network } = factsOf(bulk);
  if (what === 'restored') return text.restores.name;
  return what === 'moved' ? text.bulk.names.moved(network) : text.bulk.names.deleted;
}

/** "12 people moved to Others." */
function line(text: Text, { bulk, counts }: Operation): string {
  const { what, network } = factsOf(bulk);
  if (what !== 'moved') return text.bulk[what](counts.updated);
  return counts.updated === 0
    ? text.bulk.noneMoved
    : text.bulk.moved({ people: counts.updated, network });
}

function factsOf(bulk: BulkFacts | undefined): BulkFacts {
  return bulk ?? { what: 'moved', people: [] };
}
