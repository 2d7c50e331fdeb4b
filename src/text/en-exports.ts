import type {
  ExportChanges,
  ExportCounts,
  ExportFormat,
  ExportNetwork,
  ExportRequest,
} from '../domain/operations/export-facts.ts';
import { exportFileName } from './export-file-name.ts';
import type { Format } from './format.ts';

const networkTitles: Readonly<Record<ExportNetwork, string>> = {
  All: 'All people',
  Employee: 'Employee network',
  Others: 'Others network',
};

const formatNames: Readonly<Record<ExportFormat, string>> = { csv: 'CSV', xlsx: 'Excel' };

/** Sentences about exports: asking for one, what came of it, and those that come again and again. */
export function exportWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
) {
  const number = (value: number) => format.number(value);
  const dayOrTime = (changes: ExportChanges, since?: string) => {
    if (changes.kind === 'since-date') return format.day(changes.day);
    return since === undefined ? undefined : format.dateTime(since);
  };
  const columnCount = (columns: number) =>
    `${number(columns)} ${format.plural(columns, { one: 'column', other: 'columns' })}`;

  return {
    exports: {
      title: 'Export people',
      intro: 'Get the directory, or a part of it, as a file. I write to you here when it’s ready.',
      network: 'Which people?',
      networkChoices: {
        All: 'All',
        Employee: 'Employee',
        Others: 'Others',
      } satisfies Record<ExportNetwork, string>,
      columns: 'Columns',
      columnsChosen: (chosen: number, all: number) =>
        chosen >= all ? 'All columns' : `${number(chosen)} of ${columnCount(all)}`,
      columnsHint: 'Phone number and network are in every file. With none ticked, all are.',
      changes: 'Everyone, or only what changed?',
      changesChoices: {
        all: 'Everyone',
        'since-date': 'Only what changed since a day',
        'since-last': 'Only what changed since my last export',
      } satisfies Record<ExportChanges['kind'], string>,
      changesHint: 'Such a file says of each person: added, changed, moved or deleted.',
      since: 'Since which day (for “since a day”)',
      lastExports: (
        exports: readonly { readonly network: ExportNetwork; readonly at: string }[],
      ) =>
        exports.length === 0
          ? 'You have no earlier export: “since my last export” gives everyone the first time.'
          : `Your last exports: ${format.list(
              exports.map(({ network, at }) => `${network} on ${format.dateTime(at)}`),
            )}.`,
      format: 'Format',
      formatChoices: {
        csv: 'CSV file, which can be imported again',
        xlsx: 'Excel workbook',
      } satisfies Record<ExportFormat, string>,
      sinceMissing: 'Choose the day since when.',
      sinceLongAgo: 'Choose a day of this century, or choose everyone.',
      sinceInFuture: 'Choose a day that isn’t in the future.',

      fileName: exportFileName,

      titleFor: (network: ExportNetwork = 'All') => `Export – ${networkTitles[network]}`,
      /** "people.csv · All people" */
      subtitle: (fileName: string, network: ExportNetwork = 'All', scheduled = false) =>
        [fileName, networkTitles[network], ...(scheduled ? ['by schedule'] : [])].join(' · '),
      facts: { people: 'People', columns: 'Columns', format: 'Format', asked: 'Asked' },
      byScheduleOf: (name: string) =>
        name.trim() === '' ? 'by schedule' : `${name.trim()}, by schedule`,
      bySchedule: 'by schedule',
      formatName: (kind: ExportFormat): string => formatNames[kind],
      columnsFact: (columns: ExportRequest['columns']) =>
        columns === 'all'
          ? 'All'
          : columns.length === 0
            ? 'Phone number and network'
            : `${number(columns.length)} besides phone number and network`,
      /** @param counts of an export that has ended: what came of it */
      peopleFact: (changes: ExportChanges, counts?: ExportCounts) => {
        if (changes.kind === 'all') return 'Everyone';
        if (changes.kind === 'since-last' && counts !== undefined && counts.since === undefined) {
          return 'Everyone, for want of an earlier export';
        }
        const since = dayOrTime(changes, counts?.since) ?? 'the last export';
        return `Who changed since ${since}`;
      },
      progress: (done: number, total: number | undefined) =>
        total === undefined || total <= 0
          ? `${people(done)} so far`
          : `${number(done)} of about ${people(total)}`,

      /** "1,204 people", or "3 added, 5 changed, 1 moved, 2 deleted since 12 Mar 2026, 10:30" */
      line: (changes: ExportChanges, counts: ExportCounts, unreadable: number) => {
        const since = dayOrTime(changes, counts.since);
        const what =
          counts.since === undefined
            ? people(counts.people)
            : counts.people === 0
              ? 'nobody changed'
              : `${number(counts.added)} added, ${number(counts.changed)} changed, ` +
                `${number(counts.moved)} moved, ${number(counts.deleted)} deleted`;
        const when = counts.since === undefined || since === undefined ? '' : ` since ${since}`;
        return `${what}${when}${unreadable > 0 ? `; ${number(unreadable)} could not be read` : ''}`;
      },
      unreadable: (count: number) => `${people(count)} could not be read`,
      unreadableHint:
        'The error log names their records. They are still there: whoever runs Rollcall can look into them.',
      completed: (changes: ExportChanges, counts: ExportCounts) => {
        const are = format.plural(counts.people, { one: 'is', other: 'are' });
        const inFile = `${people(counts.people)} ${are} in the file`;
        const since = dayOrTime(changes, counts.since);
        if (counts.since !== undefined && since !== undefined) {
          return counts.people === 0
            ? `Nobody was added, changed, moved or deleted since ${since}.`
            : `${inFile}: who was added, changed, moved or deleted since ${since}.`;
        }
        if (changes.kind !== 'all') {
          return `There was no earlier export to compare with, so everyone is in the file: ${people(counts.people)}.`;
        }
        return counts.people === 0 ? 'Nobody is in the file.' : `${inFile}.`;
      },
      countTitles: {
        added: 'Added',
        changed: 'Changed',
        moved: 'Moved',
        deleted: 'Deleted',
      } satisfies Record<Exclude<keyof ExportCounts, 'people' | 'since'>, string>,
      cancelled: 'Cancelled; no file was made.',

      errorLog: {
        columns: ['Record', 'Reason'],
        damaged:
          'This record can’t be read, so the person is not in the file. It was left as it is; whoever runs Rollcall can look into it.',
        more: (more: number) => `and ${number(more)} more that are not named here`,
      },

      schedule: {
        intro:
          'Exports by itself what is chosen above: everyone, or what changed since its last run. You get a message each time.',
        every: 'How often?',
        everyChoices: { day: 'Every day', week: 'Every week', month: 'Every month' },
        weekday: 'Weekday (for every week)',
        day: 'Day of the month (for every month)',
        hour: (timeZone: string) => `Time (${timeZone})`,
      },
      scheduleNeedsOther:
        'A schedule exports everyone or what changed since its last run. Choose one of these.',
      scheduleSaved: 'The schedule is saved.',
      tooManySchedules: (most: number) =>
        `An organization can have ${number(most)} schedules. Remove one first.`,
      settingsSaved: 'Saved.',
    },

    schedules: {
      title: 'Export schedules',
      intro: 'Each exports by itself, and its file goes to whoever made it.',
      empty: 'Nothing is exported by schedule yet.',
      emptyHow: 'Say “export”, choose what to export, and press “Schedule…”.',
      /** "Changes in the Employee network · CSV · 5 columns" */
      what: ({ network, changes, columns, format: kind }: ExportRequest) =>
        [
          changes.kind === 'all' ? networkTitles[network] : changesIn[network],
          formatNames[kind],
          ...(columns === 'all' ? [] : [columnCount(columns.length + alwaysThere)]),
        ].join(' · '),
      rhythm: ({
        every,
        hour,
        weekday = 1,
        day = 1,
        timeZone,
      }: {
        readonly every: 'day' | 'week' | 'month';
        readonly hour: number;
        readonly weekday?: number;
        readonly day?: number;
        readonly timeZone: string;
      }) => {
        const time = `at ${format.clock(hour)} (${timeZone})`;
        if (every === 'day') return `Every day ${time}`;
        if (every === 'week') return `Every ${format.weekday(weekday)} ${time}`;
        // Not every month is that long.
        const orLast = day > 28 ? ' or its last day' : '';
        return `On day ${number(day)} of every month${orLast} ${time}`;
      },
      by: (name: string) => (name.trim() === '' ? '' : `by ${name.trim()}`),
      next: (iso: string) => `Next on ${format.dateTime(iso)}`,
      paused: (why: 'by-hand' | 'not-an-admin'): string =>
        why === 'by-hand' ? 'Paused' : 'Paused: its owner may no longer export',
      more: (more: number) => `and ${number(more)} more`,
      removeTitle: 'Remove this schedule?',
      removeWhat: (what: string, rhythm: string) =>
        `${what}. ${rhythm}. The files that it made stay in the export history.`,
    },

    settings: {
      title: 'Settings',
      intro: 'What holds for everyone in your organization.',
      delimiter: 'Delimiter of CSV files',
      delimiterChoices: { ',': 'Comma', ';': 'Semicolon' } satisfies Record<',' | ';', string>,
      delimiterHint:
        'Excel in many European countries wants the semicolon. This is for exported files; files with either can be imported.',
      signIn: 'Who signs in joins the directory',
      signInHint:
        'Colleagues who write to me or install me come to the Employee network, with their name and email address as Teams has them. Guests don’t.',
    },
  };
}

/** Phone number and network. */
const alwaysThere = 2;

const changesIn: Readonly<Record<ExportNetwork, string>> = {
  All: 'Changes of all people',
  Employee: 'Changes in the Employee network',
  Others: 'Changes in the Others network',
};
