import type { Questions } from '../../src/domain/operations/identity-questions.ts';
import { importRowsCard } from '../../src/cards/import-rows-card.ts';
import { historyCard } from '../../src/cards/history-card.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { groupHomeCard, homeCard } from '../../src/cards/home-card.ts';
import { importCard } from '../../src/cards/import-card.ts';
import { nearestCard } from '../../src/cards/nearest-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { operationCard } from '../../src/cards/operation-card.ts';
import { outcomeCard } from '../../src/cards/outcome-card.ts';
import { whichToCancelCard } from '../../src/cards/which-to-cancel-card.ts';
import { templateCard } from '../../src/cards/template-card.ts';
import { AppError } from '../../src/errors.ts';
import { noCounts, operationId, operationStates } from '../../src/domain/operations/operation.ts';
import type { Operation, Preview } from '../../src/domain/operations/operation.ts';
import type { Text } from '../../src/text/text.ts';
import { directoryCards } from './directory-samples.ts';
import type { Amount } from './directory-samples.ts';
import { exportCards } from './export-samples.ts';
import { syncCards } from './sync-samples.ts';
import { groupCards } from './group-samples.ts';
import { groupFileCards } from './group-file-samples.ts';
import { modeCards } from './mode-samples.ts';
import { undoCards } from './undo-samples.ts';
import { english } from './words.ts';
import type { NamedCard, Words } from './words.ts';

export const sampleId = operationId(Date.UTC(2026, 0, 15, 9, 30), '0123456789abcdef');

export function sampleOperation(words: Words, changed: Partial<Operation> = {}): Operation {
  return {
    tenant: '00000000-0000-4000-8000-000000000001',
    kind: 'import',
    id: sampleId,
    state: 'preview',
    at: '2026-01-15T09:30:00.000Z',
    by: { id: '00000000-0000-4000-8000-00000000000a', name: words.person },
    locale: 'en-GB',
    timeZone: 'Europe/Berlin',
    fileName: words.file,
    fileBytes: 12_345,
    network: 'Employee',
    counts: { added: 1_204, updated: 36, unchanged: 9_812, rejected: 14 },
    rowsTotal: 11_066,
    rowsDone: 4_650,
    tries: 0,
    confirmedAt: '2026-01-15T09:32:00.000Z',
    original: 'original',
    errorLog: 'error-log',
    preview: samplePreview(words),
    etag: '',
    ...changed,
  };
}

function samplePreview({ person, value }: Words): Preview {
  const change = (line: number) => ({
    line,
    name: person,
    phone: '+447700900123',
    changes: [
      { field: 'jobTitle', before: 'Clerk', after: value },
      { field: 'department', before: '', after: value },
    ] as const,
  });
  return {
    delimiter: ';',
    encoding: 'windows-1252',
    notUnderstood: ['Shoe size', value, 'Favourite colour'],
    problems: [
      { line: 4, reason: 'phone-missing', column: 'Phone' },
      { line: 17, reason: 'phone-scientific', column: 'Phone', value: '4,477E+11' },
      { line: 23, reason: 'email-not-valid', column: 'E-mail', value },
      {
        line: 105,
        reason: 'same-phone-later',
        column: 'Phone',
        value: '07700 900123',
        laterLine: 2_210,
      },
      { line: 1_024, reason: 'phone-no-country', column: 'Phone', value: '900 123' },
    ],
    addedSample: [2, 3, 5, 6, 7].map((line) => ({ ...change(line), changes: [] })),
    updatedSample: [8, 9, 10].map(change),
    moved: 2,
  };
}

function sampleQuestions({ person, value }: Words): Questions {
  const rows = Array.from({ length: 10 }, (_, index) => ({
    n: index,
    line: index + 2,
    name: person,
    phone: '+447700900123',
    key: 'employeeId' as const,
    ...(index === 9 ? { otherLine: 2 } : { who: { name: person, phone: '+447700900124' } }),
    changes: [
      { field: 'phone', before: '+447700900124', after: '+447700900123' },
      { field: 'department', before: '', after: value },
    ] as const,
    moreChanges: 3,
  }));
  return {
    likely: { rows: 10, first: rows },
    reused: { rows: 1_200, first: rows.map((row) => ({ ...row, n: row.n + 10 })) },
    bigChange: { changed: 4_000, people: 5_000 },
  };
}

/**
 * Each card in each of its states, filled with these words.
 * @param text the language's sentences; English by default
 */
export function everyCard(words: Words, amount?: Amount, text: Text = english): NamedCard[] {
  const links = { original: words.link, errorLog: words.link };
  const operation = (changed: Partial<Operation>) => sampleOperation(words, changed);
  const templateUrl = words.link;
  const clean = { added: 12, updated: 3, unchanged: 0, rejected: 0 };
  const failed = operation({
    state: 'failed',
    counts: noCounts,
    rowsDone: 0,
    failure: { code: 'no-phone-column', details: { columns: words.value } },
  });
  const completed = operation({ state: 'completed', endedAt: '2026-01-15T09:33:00.000Z' });
  return [
    { name: 'home', ...homeCard({ text, name: words.person, commands }) },
    { name: 'home-group', ...groupHomeCard(text) },
    {
      name: 'home-waiting',
      ...homeCard({
        text,
        name: words.person,
        commands,
        waiting: [operation({ state: 'preview' }), operation({ kind: 'sync', state: 'held' })],
        lastImport: completed,
        requests: true,
        duplicates: { pairs: 3, more: true },
      }),
    },
    {
      name: 'home-not-understood',
      ...nearestCard({
        text,
        said: words.value,
        commands: ['import', 'help'],
        search: words.value.slice(0, 100),
      }),
    },
    {
      name: 'which-to-cancel',
      ...whichToCancelCard({
        text,
        imports: Array.from({ length: 12 }, (_, index) =>
          operation({ state: 'preview', id: operationId(index, '0123456789abcdef') }),
        ),
        said: text.cancel.droppedImport(words.file),
      }),
    },
    {
      name: 'home-member',
      ...homeCard({
        text,
        commands: commands.filter(({ name }) => ['me', 'help'].includes(name)),
        askable: [words.person, words.person],
      }),
    },
    { name: 'import', ...importCard({ text, templateUrl }) },
    { name: 'import-network-known', ...importCard({ text, templateUrl, network: 'Others' }) },
    {
      name: 'import-mode-known',
      ...importCard({ text, templateUrl, network: 'Others', mode: 'everyone' }),
    },
    {
      name: 'template',
      ...templateCard({ text, template: { workbook: templateUrl, csv: templateUrl } }),
    },
    ...operationStates.map((state) => ({
      name: `operation-${state}`,
      ...operationCard({
        text,
        links,
        refreshFor: ['29:sample'],
        operation: state === 'failed' ? failed : operation({ state }),
      }),
    })),
    {
      name: 'operation-completed-clean',
      ...operationCard({
        text,
        links,
        operation: operation({ state: 'completed', counts: clean }),
      }),
    },
    {
      name: 'operation-cancelled-before',
      ...operationCard({ text, links, operation: operation({ state: 'cancelled', rowsDone: 0 }) }),
    },
    {
      name: 'operation-million',
      ...operationCard({
        text,
        links,
        operation: operation({
          state: 'applying',
          counts: { added: 1_000_000, updated: 250_000, unchanged: 999_999, rejected: 100_000 },
          rowsTotal: 2_349_999,
          rowsDone: 2_349_000,
        }),
      }),
    },
    {
      name: 'preview-questions',
      ...operationCard({
        text,
        links: { ...links, asked: words.link },
        given: { likely: 'add' },
        operation: operation({
          state: 'preview',
          preview: {
            ...samplePreview(words),
            movedToOthers: 1,
            questions: sampleQuestions(words),
            numbers: {
              international: { rows: 123_456, sent: '491711234567', phone: '+491711234567' },
              national: { rows: 1, sent: '2034097073', phone: '+442034097073' },
            },
          },
        }),
      }),
    },
    ...modeCards(text, words, operation({})),
    {
      name: 'preview-unchanged',
      ...operationCard({
        text,
        links: {},
        operation: operation({
          counts: { ...noCounts, unchanged: 12 },
          preview: {
            ...samplePreview(words),
            problems: [],
            addedSample: [],
            updatedSample: [],
            moved: 0,
            notUnderstood: [],
          },
        }),
      }),
    },
    {
      name: 'operation-read-only',
      ...operationCard({
        text,
        links,
        readOnly: true,
        operation: operation({ state: 'applying' }),
      }),
    },
    {
      name: 'notice-rejected',
      ...noticeCard({ text, links, operation: completed, directory: true }),
    },
    { name: 'notice-failed', ...noticeCard({ text, links, operation: failed }) },
    {
      name: 'notice-undoable',
      ...noticeCard({ text, links, operation: completed, directory: true, undoable: true }),
    },
    {
      name: 'operation-folded',
      ...operationCard({ text, links, operation: completed, undoable: true, isFolded: true }),
    },
    {
      name: 'operation-files-gone',
      ...operationCard({ text, links: { gone: true }, operation: completed }),
    },
    {
      name: 'history',
      ...historyCard({
        text,
        kind: 'import',
        entries: historyEntries(words),
        from: sampleId,
        trail: ['', ...Array.from({ length: 40 }, () => sampleId)],
        next: sampleId,
        filters: { by: 'admin-1', month: '2026-01', status: 'Failed', network: 'Others' },
        people: Array.from({ length: 30 }, (_, index) => ({
          id: `admin-${String(index)}`,
          name: words.person,
        })),
        months: ['2026-02', '2026-01', '2025-12'],
      }),
    },
    {
      name: 'import-rows-people',
      ...importRowsCard({
        text,
        operation: completed,
        attributes: [],
        lists: ['added', 'updated', 'problems'],
        shown: {
          what: 'updated',
          people: Array.from({ length: 10 }, (_, index) => ({
            entry: { id: String(index).repeat(32), name: words.person, phone: '+447700900123' },
            changes: [
              { field: 'jobTitle', before: words.person, after: words.file },
              { field: 'lastName', before: '', after: words.person },
            ],
          })),
          ...{ total: 40, first: 11, updating: false },
        },
        previous: { verb: 'show-rows', operation: sampleId, what: 'updated' },
        next: { verb: 'show-rows', operation: sampleId, what: 'updated' },
      }),
    },
    {
      name: 'import-rows-problems',
      ...importRowsCard({
        text,
        operation: completed,
        attributes: [],
        lists: ['added', 'problems'],
        shown: {
          what: 'problems',
          first: 1,
          rows: Array.from({ length: 10 }, (_, index) => ({
            line: String(index + 2),
            reason: `${words.person} ${words.person}`,
            cells: [
              { header: words.file, value: words.person },
              { header: words.file, value: words.person },
            ],
          })),
        },
        errorLog: words.link,
      }),
    },
    { name: 'history-empty', ...historyCard({ text, kind: 'import', entries: [], trail: [] }) },
    {
      name: 'outcome',
      ...outcomeCard({
        text,
        title: text.outcome.done,
        sentence: text.outcome.importStarted(words.file),
        tone: 'good',
        commands: ['import history'],
      }),
    },
    {
      name: 'outcome-error',
      ...outcomeCard({
        text,
        title: text.outcome.sorry,
        sentence: text.error(
          new AppError('two-columns-for-one', { first: words.value, second: 'Tel' }),
        ),
        tone: 'attention',
      }),
    },
    ...exportCards(text, words, amount),
    ...syncCards(text, words, amount),
    ...directoryCards(text, words, amount),
    ...groupCards(text, words),
    ...groupFileCards(text, words, operation({})),
    ...undoCards(text, words, operation({})),
  ];
}

function historyEntries(words: Words) {
  const links = { original: words.link, errorLog: words.link };
  return Array.from({ length: 5 }, (_, index) => ({
    operation: sampleOperation(words, {
      state:
        (['preview', 'applying', 'completed', 'failed', 'cancelled'] as const)[index % 5] ??
        'completed',
      at: new Date(Date.UTC(2026, 0, 15 - index, 9, 30)).toISOString(),
    }),
    links,
  }));
}
