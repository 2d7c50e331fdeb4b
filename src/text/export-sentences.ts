import type {
  ExportChanges,
  ExportCounts,
  ExportFormat,
  ExportNetwork,
  ExportRequest,
} from '../domain/operations/export-facts.ts';
import { exportFileName } from './export-file-name.ts';
import type { Format } from './format.ts';
import { soFar } from './how-many.ts';
import { phrase } from './message.ts';
import type { Messages } from './messages.ts';

/** Sentences about exports: the request, the outcome, and schedules. */
export function exportSentences(messages: Messages, format: Format) {
  const { exports: words, schedules, settings, lists } = messages;
  /** The start of the changes in the file, as a phrase. */
  const dayOrTime = (changes: ExportChanges, since?: string) => {
    if (changes.kind === 'since-date') return phrase(format.day(changes.day));
    return since === undefined ? undefined : phrase(format.dateTime(since));
  };
  return {
    exports: {
      ...words,
      columnsChosen: (chosen: number, all: number) =>
        chosen >= all ? words.columnsChosen.all : words.columnsChosen.some({ chosen, all }),
      lastExports: (
        exports: readonly { readonly network: ExportNetwork; readonly at: string }[],
      ) => {
        const { none, some, each } = words.lastExports;
        return exports.length === 0 ? none : some(phrase(format.list(exports.map(each))));
      },
      fileName: exportFileName,
      titleFor: (network: ExportNetwork = 'All') => words.titleFor(network),
      formatName: (kind: ExportFormat) => words.formatNames[kind],
      columnsFact: (columns: ExportRequest['columns']) => {
        if (columns === 'all') return words.columnsFact.all;
        return columns.length === 0
          ? words.columnsFact.none
          : words.columnsFact.some(columns.length);
      },
      /** @param counts of an export that has ended: its results */
      peopleFact: (changes: ExportChanges, counts?: ExportCounts) => {
        const { everyone, everyoneAtFirst, since, sinceLast } = words.peopleFact;
        if (changes.kind === 'all') return everyone;
        if (changes.kind === 'since-last' && counts !== undefined && counts.since === undefined) {
          return everyoneAtFirst;
        }
        const when = dayOrTime(changes, counts?.since);
        return when === undefined ? sinceLast : since(when);
      },
      progress: soFar(words.progress),

      /** "1,204 people", or "3 added, 5 changed, 1 moved, 2 deleted since 12 Mar 2026, 10:30" */
      line: (changes: ExportChanges, counts: ExportCounts, unreadable: number) => {
        const since = counts.since === undefined ? undefined : dayOrTime(changes, counts.since);
        if (since === undefined) return words.line.everyone({ people: counts.people, unreadable });
        if (counts.people === 0) return words.line.nobody({ since, unreadable });
        const told = (['added', 'changed', 'moved', 'deleted'] as const)
          .filter((what) => counts[what] > 0)
          .map((what) => words.line.parts[what](counts[what]))
          .join(lists.separator);
        return words.line.changed({ counts: phrase(told), since, unreadable });
      },
      /** @param unreadable people who couldn't be read, so that they may be missing */
      completed: (changes: ExportChanges, counts: ExportCounts, unreadable: number) => {
        const { nobodySince, nobodyReadSince, since, ...ofEveryone } = words.completed;
        const { everyoneAtFirst, nobody, nobodyRead, everyone } = ofEveryone;
        const when = counts.since === undefined ? undefined : dayOrTime(changes, counts.since);
        if (when !== undefined) {
          return counts.people === 0
            ? (unreadable > 0 ? nobodyReadSince : nobodySince)(when)
            : since({ people: counts.people, since: when });
        }
        if (counts.people === 0) return unreadable > 0 ? nobodyRead : nobody;
        const isFirst = changes.kind !== 'all' && unreadable === 0;
        return (isFirst ? everyoneAtFirst : everyone)(counts.people);
      },
      errorLog: {
        ...words.errorLog,
        columns: [words.errorLog.columns.record, words.errorLog.columns.reason],
      },
    },

    schedules: {
      ...schedules,
      /** "Changes in the Employee network · CSV · 5 columns" */
      what: ({ network, changes, columns, format: kind }: ExportRequest) =>
        [
          changes.kind === 'all' ? words.networks[network] : words.changesIn[network],
          words.formatNames[kind],
          ...(columns === 'all' ? [] : [words.columnCount(columns.length + alwaysThere)]),
        ].join(' · '),
      rhythm: ({
        every,
        weekday = 1,
        day = 1,
        ...time
      }: {
        readonly every: 'day' | 'week' | 'month';
        readonly hour: number;
        readonly weekday?: number;
        readonly day?: number;
        readonly timeZone: string;
      }) => {
        if (every === 'day') return schedules.rhythm.day(time);
        if (every === 'week') return schedules.rhythm.week({ weekday, ...time });
        // Not every month has that many days.
        const { month, monthOrLastDay } = schedules.rhythm;
        return (day > 28 ? monthOrLastDay : month)({ day, ...time });
      },
      paused: (why: 'by-hand' | 'not-an-admin') => schedules.paused[why],
      removeWhat: (what: string, rhythm: string) =>
        schedules.removeWhat({ what: phrase(what), rhythm: phrase(rhythm) }),
    },

    settings: {
      ...settings,
      delimiterChoices: {
        ',': settings.delimiterChoices.comma,
        ';': settings.delimiterChoices.semicolon,
      },
    },
  };
}

/** Phone number and network. */
const alwaysThere = 2;
