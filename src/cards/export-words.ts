import type {
  ExportContents,
  ExportCounts,
  ExportRequest,
} from '../domain/operations/export-facts.ts';
import { contentsOf, noExportCounts } from '../domain/operations/export-facts.ts';
import { isEnded } from '../domain/operations/operation.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { shorten } from './escape.ts';
import { countsParts, maxShownNameLength } from './operation-parts.ts';
import type { Fact, OperationWords } from './operation-parts.ts';
import { failureOf } from '../domain/operations/failure-of.ts';

/** For a record of a later version whose request can't be read here. */
const plainRequest: ExportRequest = {
  network: 'All',
  columns: 'all',
  changes: { kind: 'all' },
  format: 'csv',
};

/** The wording of an export's cards. */
export const exportWords: OperationWords = {
  title(text, operation) {
    const contents = contentsOf(operation.request);
    if (contents === 'audit') return text.audit.title;
    if (contents === 'everything') return text.exports.everything.title;
    return text.exports.titleFor(requestOf(operation).network);
  },
  subtitle(text, operation) {
    const fileName = shorten(operation.fileName, maxShownNameLength);
    const contents = contentsOf(operation.request);
    if (contents === 'audit') return fileName;
    if (contents === 'everything') return text.exports.everything.subtitle(fileName);
    const { network } = requestOf(operation);
    return text.exports.subtitle({
      fileName,
      network,
      scheduled: operation.schedule !== undefined,
    });
  },
  qualifier: (text, operation) =>
    unreadable(operation) > 0 ? text.exports.unreadable(unreadable(operation)) : '',
  sentence,
  progress: (text, { request, rowsDone, rowsTotal }) =>
    contentsOf(request) === 'audit'
      ? text.audit.progress(rowsDone)
      : text.exports.progress(rowsDone, rowsTotal),
  line(text, operation) {
    const counts = countsOf(operation);
    if (counts === undefined) return '';
    if (contentsOf(operation.request) === 'audit') return text.audit.line(counts.entries ?? 0);
    return text.exports.line(requestOf(operation).changes, counts, unreadable(operation));
  },
  counts(text, operation) {
    const counts = countsOf(operation);
    // The number of people in a file of everyone is part of the sentence.
    if (counts?.since === undefined || counts.people === 0) return [];
    const titles = text.exports.countTitles;
    const shown = (['added', 'changed', 'moved', 'deleted'] as const).map((key) => ({
      title: titles[key],
      value: counts[key],
      color: 'Default' as const,
    }));
    return countsParts(text, operation, shown);
  },
  facts,
  errorLogHint: (text, operation) => (unreadable(operation) > 0 ? text.exports.unreadableHint : ''),
};

function requestOf({ request = plainRequest }: Operation): ExportRequest {
  return request;
}

/** The contents of the file; undefined before the end, and for an export that was stopped. */
function countsOf({ state, exported }: Operation): ExportCounts | undefined {
  return state === 'completed' ? (exported ?? noExportCounts) : undefined;
}

function unreadable({ state, counts }: Operation): number {
  return state === 'completed' ? counts.rejected : 0;
}

function sentence(text: Text, operation: Operation): string {
  const { state, cancelAsked, failure } = operation;
  if (state === 'completed') {
    const { people, deleted, entries = 0, checkCode } = operation.exported ?? noExportCounts;
    const words = text.exports.everything;
    const contents = contentsOf(operation.request);
    if (contents === 'audit') return text.audit.completed(entries);
    if (contents === 'everything')
      return [
        words.completed({ people, deleted }),
        ...(checkCode === undefined ? [] : [words.checkCode(checkCode)]),
      ].join(' ');
    const { changes } = requestOf(operation);
    return text.exports.completed(
      changes,
      operation.exported ?? noExportCounts,
      unreadable(operation),
    );
  }
  if (state === 'cancelled') return text.exports.cancelled;
  if (state === 'failed') {
    return text.error(failureOf(operation, failure));
  }
  if (cancelAsked === true) return text.operation.cancelAsked;
  return state === 'applying' ? text.operation.exporting : text.operation.queued;
}

function facts(text: Text, operation: Operation): Fact[] {
  const { at, by, endedAt, schedule } = operation;
  const { columns, changes, format } = requestOf(operation);
  const { exports: words, operation: common } = text;
  const name = shorten(by.name, maxShownNameLength);
  const formatFact = { title: words.facts.format, value: words.formatName(format) };
  const contents: Record<ExportContents, Fact[]> = {
    audit: [formatFact],
    everything: [
      { title: words.facts.people, value: words.everything.fact },
      { title: words.facts.format, value: words.everything.format },
    ],
    people: [
      { title: words.facts.people, value: words.peopleFact(changes, countsOf(operation)) },
      { title: words.facts.columns, value: words.columnsFact(columns) },
      formatFact,
    ],
  };
  return [
    ...contents[contentsOf(operation.request)],
    { title: common.facts.by, value: schedule === undefined ? name : words.byScheduleOf(name) },
    { title: words.facts.asked, value: text.format.dateTime(at) },
    ...(endedAt !== undefined && isEnded(operation.state)
      ? [{ title: common.facts.ended, value: text.format.dateTime(endedAt) }]
      : []),
  ];
}
