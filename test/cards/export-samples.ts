import { grantableRights } from '../../src/domain/roles.ts';
import { selfEditable } from '../../src/domain/self-editing.ts';
import { usualMatchOrder } from '../../src/domain/match-keys.ts';
import { confirmRemoveScheduleCard } from '../../src/cards/confirm-removal-card.ts';
import { exportCard } from '../../src/cards/export-card.ts';
import { historyCard } from '../../src/cards/history-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { operationCard } from '../../src/cards/operation-card.ts';
import type { OperationLinks } from '../../src/cards/operation-parts.ts';
import { schedulesCard } from '../../src/cards/schedules-card.ts';
import { settingsCard } from '../../src/cards/settings-card.ts';
import type { Recurrence } from '../../src/domain/recurrence/recurrence.ts';
import type { Schedule } from '../../src/features/exports/schedule.ts';
import type { ExportCounts, ExportRequest } from '../../src/domain/operations/export-facts.ts';
import { noCounts } from '../../src/domain/operations/operation.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import type { Text } from '../../src/text/text.ts';
import { most, sampleAttributes } from './directory-samples.ts';
import type { Amount } from './directory-samples.ts';
import { inner, opened } from './opened-card.ts';
import { isPlain } from './words.ts';
import { by, sampleId as id, completedOperation } from './completed-operation.ts';
import type { NamedCard, Words } from './words.ts';

export const sampleKey = '0123456789abcdef';

const everyone: ExportRequest = {
  network: 'All',
  columns: 'all',
  changes: { kind: 'all' },
  format: 'csv',
};
const sinceLast: ExportRequest = {
  network: 'Employee',
  columns: ['firstName', 'lastName', 'email'],
  changes: { kind: 'since-last' },
  format: 'xlsx',
};
const sinceDate: ExportRequest = {
  ...everyone,
  changes: { kind: 'since-date', day: '2026-03-12', from: '2026-03-11T23:00:00.000Z' },
};
const changed: ExportCounts = {
  people: 11,
  added: 3,
  changed: 5,
  moved: 1,
  deleted: 2,
  since: '2026-03-12T09:30:00.000Z',
};
const all: ExportCounts = { people: 1_204, added: 0, changed: 0, moved: 0, deleted: 0 };

export function sampleExport(words: Words, changes: Partial<Operation> = {}): Operation {
  return completedOperation(words, 'export', {
    fileName: isPlain(words) ? 'people-2026-11-25-1030.csv' : words.file,
    fileBytes: 12_345,
    rowsDone: 1_204,
    rowsTotal: 1_204,
    request: everyone,
    exported: all,
    original: 'export',
    endedAt: '2026-11-25T09:30:04.000Z',
    ...changes,
  });
}

const rhythms: readonly Recurrence[] = [
  { every: 'week', weekday: 1, hour: 9, timeZone: 'Europe/Berlin' },
  { every: 'day', hour: 6, timeZone: 'America/Argentina/ComodRivadavia' },
  { every: 'month', day: 31, hour: 23, timeZone: 'UTC' },
];

export function sampleSchedule(words: Words, index = 0, changes: Partial<Schedule> = {}): Schedule {
  return {
    tenant: '00000000-0000-4000-8000-000000000001',
    id: index.toString(16).padStart(16, '0'),
    by: by(words),
    locale: 'en-GB',
    request: index % 2 === 0 ? everyone : sinceLast,
    rhythm: rhythms[index % rhythms.length] ?? { every: 'day', hour: 9, timeZone: 'UTC' },
    at: '2026-11-25T09:30:00.000Z',
    nextAt: '2026-11-30T08:00:00.000Z',
    etag: '',
    ...changes,
  };
}

export function sampleSchedules(words: Words, count: number) {
  const paused = [undefined, undefined, 'by-hand', 'not-an-admin'] as const;
  return Array.from({ length: count }, (_, index) => {
    const why = paused[index % paused.length];
    return {
      schedule: sampleSchedule(words, index, why === undefined ? {} : { paused: why }),
      mayChange: count > 4 || index !== 1,
    };
  });
}

/** The cards of exports, schedules and settings in each of their states. */
export function exportCards(text: Text, words: Words, amount?: Amount): NamedCard[] {
  const isMost = amount === most;
  const links = { original: words.link, until: '2027-02-23T09:30:00.000Z' };
  const withLog = { ...links, errorLog: words.link };
  const operation = (name: string, changes: Partial<Operation>, shown: OperationLinks = links) => ({
    name: `export-${name}`,
    ...operationCard({
      text,
      links: shown,
      operation: sampleExport(words, changes),
      refreshFor: ['29:sample'],
    }),
  });
  const unreadable = { counts: { ...noCounts, rejected: 2 }, errorLog: 'error-log' };
  const failure = { code: 'given-up', details: { tries: 5 } } as const;
  const attributes = sampleAttributes(words, amount?.own ?? 4);
  const last = { All: '2026-03-12T09:30:00.000Z', Employee: '2026-11-24T09:30:00.000Z' };
  const form = { text, key: sampleKey, attributes, today: '2026-11-25' };
  const first = { name: 'export-form', ...exportCard(form) };
  const again = {
    name: 'export-form-again',
    ...exportCard({
      ...form,
      last: { ...last, Others: last.All },
      choices: { ...sinceLast, changes: { kind: 'since-date', day: '', from: '' } },
      problem: text.exports.sinceMissing,
    }),
  };
  const scheduled = { schedule: sampleKey, request: sinceLast, exported: changed };
  return [
    first,
    opened(first),
    again,
    opened(again),
    inner('export-form-schedule', exportCard({ ...form, last })),
    operation('queued', { state: 'queued', rowsDone: 0 }, {}),
    operation('applying', { state: 'applying', rowsDone: 404, rowsTotal: 1_190 }, {}),
    operation('stopping', { state: 'applying', rowsDone: 404, cancelAsked: true }, {}),
    operation('completed', {}),
    operation('completed-changes', { request: sinceDate, exported: changed }),
    operation('completed-scheduled', scheduled),
    operation('completed-first', { request: sinceLast }),
    operation('completed-nobody', {
      request: sinceLast,
      exported: { ...all, people: 0, since: '2026-03-12T09:30:00.000Z' },
    }),
    operation('completed-unreadable', unreadable, withLog),
    operation('completed-gone', {}, { gone: true }),
    operation('completed-no-links', {}, {}),
    operation('failed', { state: 'failed', failure }, { errorLog: words.link }),
    operation('cancelled', { state: 'cancelled', rowsDone: 0 }, {}),
    {
      name: 'export-notice',
      ...noticeCard({ text, links, operation: sampleExport(words, scheduled), directory: true }),
    },
    {
      name: 'export-notice-unreadable',
      ...noticeCard({ text, links: withLog, operation: sampleExport(words, unreadable) }),
    },
    {
      name: 'export-history',
      ...historyCard({
        text,
        kind: 'export',
        entries: historyEntries(words),
        from: id,
        trail: ['', ...Array.from({ length: 40 }, () => id)],
        next: id,
      }),
    },
    {
      name: 'export-history-empty',
      ...historyCard({ text, kind: 'export', entries: [], trail: [] }),
    },
    {
      name: 'schedules',
      ...schedulesCard({ text, entries: sampleSchedules(words, isMost ? 20 : 4), saved: true }),
    },
    {
      name: 'schedules-more',
      ...schedulesCard({
        text,
        entries: sampleSchedules(words, 23),
        problem: text.exports.tooManySchedules(20),
      }),
    },
    { name: 'schedules-empty', ...schedulesCard({ text, entries: [] }) },
    {
      name: 'schedule-remove',
      ...confirmRemoveScheduleCard({ text, schedule: sampleSchedule(words, 1) }),
    },
    {
      name: 'settings',
      ...settingsCard({
        text,
        delimiter: ',',
        signIn: true,
        groupAdding: { by: 'all', most: 20 },
        matchBy: usualMatchOrder,
        changeLimit: 20,
        lookup: false,
        selfEdit: [],
        adminsMay: [],
        inbox: { mode: 'off' },
        inboxFolder: 'a2b4c6d8-0000-4000-8000-1234567890ab/',
        inboxPaused: false,
        timeZone: 'America/Argentina/ComodRivadavia',
        window: { verb: 'run-command', command: 'settings' },
        wrong: { timeZone: words.value, groupLimit: '0.5', changeLimit: '101' },
      }),
    },
    {
      name: 'settings-saved',
      ...settingsCard({
        text,
        delimiter: ';',
        signIn: false,
        groupAdding: { by: 'off', most: 500 },
        matchBy: ['employeeId', 'email', 'phone', 'entraId'],
        changeLimit: 100,
        lookup: true,
        selfEdit: selfEditable,
        adminsMay: grantableRights,
        inbox: {
          mode: 'apply',
          network: 'Others',
          by: { id: 'an-admin', name: words.person },
          locale: 'en',
        },
        inboxFolder: 'a2b4c6d8-0000-4000-8000-1234567890ab/',
        inboxPaused: true,
        timeZone: 'Europe/Berlin',
        window: { verb: 'run-command', command: 'settings' },
        saved: true,
      }),
    },
  ];
}

function historyEntries(words: Words) {
  const links = { original: words.link, until: '2027-02-23T09:30:00.000Z' };
  const entries: readonly (readonly [Partial<Operation>, OperationLinks])[] = [
    [{ state: 'applying' }, {}],
    [{ request: sinceLast, exported: changed, schedule: sampleKey }, links],
    [
      { counts: { ...noCounts, rejected: 2 }, errorLog: 'error-log' },
      { ...links, errorLog: words.link },
    ],
    [{ state: 'failed' }, { errorLog: words.link }],
    [{}, { gone: true }],
  ];
  return Array.from({ length: 5 }, (_, index) => {
    const [changes = {}, shown = {}] = entries[index % entries.length] ?? [];
    const at = new Date(Date.UTC(2026, 10, 25 - index, 9, 30)).toISOString();
    return { operation: sampleExport(words, { at, ...changes }), links: shown };
  });
}
