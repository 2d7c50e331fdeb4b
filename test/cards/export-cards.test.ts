import { describe, expect, it } from '@jest/globals';
import { unpackAction } from '../../src/cards/action-data.ts';
import { confirmRemoveScheduleCard } from '../../src/cards/confirm-removal-card.ts';
import { exportCard } from '../../src/cards/export-card.ts';
import type { ExportCardInput } from '../../src/cards/export-card.ts';
import { historyCard } from '../../src/cards/history-card.ts';
import { commands as all } from '../../src/bot/commands/index.ts';
import { homeCard } from '../../src/cards/home-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { operationCard } from '../../src/cards/operation-card.ts';
import type { OperationLinks } from '../../src/cards/operation-parts.ts';
import { schedulesCard } from '../../src/cards/schedules-card.ts';
import { settingsCard } from '../../src/cards/settings-card.ts';
import type { ExportCounts, ExportRequest } from '../../src/domain/operations/export-facts.ts';
import { usualMatchOrder } from '../../src/domain/match-keys.ts';
import { noCounts } from '../../src/domain/operations/operation.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import { textFor } from '../../src/text/text.ts';
import { sampleAttributes } from './directory-samples.ts';
import { sampleExport, sampleKey, sampleSchedule } from './export-samples.ts';
import { actionsOf, nodes, texts, titles } from './read-card.ts';
import { plainWords } from './words.ts';

const text = textFor('en-GB', 'Europe/Berlin');
const attributes = sampleAttributes(plainWords, 4);
const links: OperationLinks = { original: plainWords.link };

const everyone: ExportRequest = {
  network: 'Employee',
  columns: 'all',
  changes: { kind: 'all' },
  format: 'csv',
};
const sinceLast: ExportRequest = { ...everyone, changes: { kind: 'since-last' } };
const changed: ExportCounts = {
  people: 11,
  added: 3,
  changed: 5,
  moved: 1,
  deleted: 2,
  since: '2026-03-12T09:30:00.000Z',
};

describe('the form of an export', () => {
  const show = (changes: Partial<ExportCardInput> = {}) =>
    exportCard({ text, key: sampleKey, attributes, today: '2026-11-25', ...changes }).card;
  const inputOf = (card: unknown, id: string) => [...nodes(card)].find((node) => node.id === id);
  const values = (card: unknown, id: string) =>
    (inputOf(card, id)?.choices as { readonly value: string }[]).map(({ value }) => value);

  it('asks by the public names, and its request comes back as it is shown', () => {
    const card = show();
    expect(values(card, 'network')).toEqual(['All', 'Employee', 'Others']);
    expect(values(card, 'changes')).toEqual(['all', 'since-date', 'since-last']);
    expect(values(card, 'format')).toEqual(['csv', 'xlsx']);
    expect(inputOf(card, 'since')).toMatchObject({ type: 'Input.Date', max: '2026-11-25' });
    const button = actionsOf(card, 'Action.Execute').find(
      ({ title }) => title === 'Create request',
    );
    expect(unpackAction(button?.verb, button?.data)).toMatchObject({
      verb: 'create-export',
      key: sampleKey,
      network: 'All',
      columns: 'all',
      changes: 'all',
      format: 'csv',
    });
    expect(titles({ card })).toEqual([
      'Create request',
      'Save schedule',
      'Export history',
      'Schedules',
    ]);
  });

  it('offers every column but the phone number, all of them ticked', () => {
    const card = show();
    const offered = values(card, 'columns');
    expect(offered).toHaveLength(8 + attributes.length);
    expect(offered).not.toContain('phone');
    expect(inputOf(card, 'columns')).toMatchObject({
      isMultiSelect: true,
      value: offered.join(','),
    });
    expect(texts(card)).toContain('All columns');
    const [button] = actionsOf(card, 'Action.Execute').filter(
      ({ title }) => title === 'Create request',
    );
    const ticked = { ...(button?.data as object), columns: offered.join(',') };
    expect(unpackAction('create-export', ticked)).toMatchObject({ columns: 'all' });
  });

  it('is filled in as it was the last time, without what was removed since', () => {
    const card = show({
      choices: {
        network: 'Others',
        columns: ['email', 'own_removed1', 'own_sample2'],
        changes: { kind: 'since-date', day: '2026-03-12', from: '2026-03-11T23:00:00Z' },
        format: 'xlsx',
      },
    });
    expect(inputOf(card, 'network')).toMatchObject({ value: 'Others' });
    expect(inputOf(card, 'columns')).toMatchObject({ value: 'email,own_sample2' });
    expect(inputOf(card, 'changes')).toMatchObject({ value: 'since-date' });
    expect(inputOf(card, 'since')).toMatchObject({ value: '2026-03-12' });
    expect(inputOf(card, 'format')).toMatchObject({ value: 'xlsx' });
    expect(texts(card)).toContain('2 of 12 columns');
  });

  it('says that everyone comes where there is no earlier export, and else when each was', () => {
    expect(texts(show()).join(' ')).toContain('your first export includes everyone');
    const last = { All: '2026-03-12T09:30:00.000Z', Others: '2026-03-13T09:30:00.000Z' };
    expect(texts(show({ last })).join(' ')).toContain(
      'All on 12 Mar 2026, 10:30 and Others on 13 Mar 2026, 10:30',
    );
  });

  it('says what is wrong above the fields, and keeps the rhythm that was chosen', () => {
    const rhythm = { every: 'month', day: 31, hour: 23 } as const;
    const card = show({ problem: text.exports.scheduleNeedsOther, rhythm });
    expect(texts(card)).toContain(text.exports.scheduleNeedsOther);
    for (const [id, value] of [
      ['every', 'month'],
      ['day', '31'],
      ['hour', '23'],
    ] as const) {
      expect(inputOf(card, id)).toMatchObject({ value });
    }
  });

  it('names weekdays in words and hours as the reader does, and whose clock it is', () => {
    const american = textFor('en-US', 'America/New_York');
    const card = show({ text: american });
    expect(inputOf(card, 'weekday')).toMatchObject({
      choices: expect.arrayContaining([{ title: 'Sunday', value: '7' }]),
    });
    expect(inputOf(card, 'hour')).toMatchObject({
      label: 'Time (America/New_York)',
      choices: expect.arrayContaining([
        { title: expect.stringMatching(/^9:00\sAM$/u), value: '9' },
      ]),
    });
  });

  it('has a label for every field', () => {
    for (const node of nodes(show())) {
      if (node.type?.startsWith('Input.') === true) {
        expect(node.label).toMatch(/^[A-Z]/);
      }
    }
  });
});

describe('the card of an export', () => {
  const show = (changes: Partial<Operation> = {}, shown = links) =>
    operationCard({ text, links: shown, operation: sampleExport(plainWords, changes) });

  it('says whom it is about and what was asked for', () => {
    const lines = texts(show({ request: { ...sinceLast, columns: ['email'] } }).card);
    expect(lines).toEqual(
      expect.arrayContaining([
        'Export – Employee network',
        '1 plus phone number and network',
        'CSV',
      ]),
    );
    expect(texts(show().card)).toContain('Export – All people');
  });

  it('shows how far it is in people, and can be cancelled', () => {
    const running = show({ state: 'applying', rowsDone: 404, rowsTotal: 1_190 });
    expect(texts(running.card)).toEqual(
      expect.arrayContaining([
        '404 of about 1,190 people',
        '33%',
        'Processing',
        'Creating the file…',
      ]),
    );
    expect(titles(running)).toEqual(['Refresh', 'Cancel']);
    const [, cancel] = actionsOf(running.card, 'Action.Execute');
    expect(unpackAction(cancel?.verb, cancel?.data)).toMatchObject({ kind: 'export' });
  });

  it('says how many are in the file, and what changed', () => {
    expect(show().summary).toBe('people-2026-11-25-1030.csv: Completed. 1,204 people');
    const changes = show({ request: sinceLast, exported: changed });
    expect(changes.summary).toContain(
      '3 added, 5 changed, 1 moved, 2 deleted since 12 Mar 2026, 10:30',
    );
    for (const line of ['Added', '3', 'Changed', '5', 'Moved', '1', 'Deleted', '2']) {
      expect(texts(changes.card)).toContain(line);
    }
    expect(titles(changes)).toEqual(['New link', 'Export history', 'Download']);
  });

  it('says so when everyone came for want of an earlier export', () => {
    const { card } = show({ request: sinceLast });
    expect(texts(card)).toContain(
      'This is the first export, so the file contains everyone: 1,204 people.',
    );
  });

  it('is completed, and says so, when nobody changed', () => {
    const nobody = { ...changed, people: 0, added: 0, changed: 0, moved: 0, deleted: 0 };
    const { card } = show({ request: sinceLast, exported: nobody });
    expect(texts(card)).toEqual(
      expect.arrayContaining([
        'Completed',
        'No one was added, changed, moved or deleted since 12 Mar 2026, 10:30.',
      ]),
    );
  });

  it('never hides people who could not be read behind the word Completed', () => {
    const partly = { counts: { ...noCounts, rejected: 2 }, errorLog: 'error-log' };
    const withLog = { ...links, errorLog: plainWords.link };
    const { card, summary } = show(partly, withLog);
    expect(texts(card)).toEqual(
      expect.arrayContaining(['2 people couldn’t be read', text.exports.unreadableHint]),
    );
    expect(summary).toContain('2 couldn’t be read');
    expect(titles({ card })).toEqual([
      ...['New link', 'Export history', 'Download error log', 'Download'],
    ]);
  });

  it('never tells who exports to send a file', () => {
    for (const code of ['given-up', 'operation-gone', 'unexpected', 'not-an-admin'] as const) {
      const { card } = show({ state: 'failed', failure: { code, details: {} } }, {});
      expect(texts(card).join(' ')).not.toMatch(/send the file|a file/i);
    }
  });

  it('has no counts and no file when it was cancelled', () => {
    const { card, summary } = show({ state: 'cancelled', rowsDone: 300, exported: changed }, {});
    expect(texts(card)).toContain('No file was created.');
    expect(texts(card)).not.toContain('Added');
    expect(summary).toBe('people-2026-11-25-1030.csv: Cancelled');
    expect(titles({ card })).toEqual(['Export history']);
  });

  it('says until when the file is kept, or that it is gone, and neither where it doesn’t know', () => {
    const until = { ...links, until: '2027-02-23T09:30:00.000Z' };
    const gone = 'The file is no longer stored.';
    expect(texts(show({}, until).card)).toContain('Available until 23 Feb 2027.');
    expect(texts(show({}, { gone: true }).card)).toContain(gone);
    expect(titles(show({}, { gone: true }))).toEqual(['Export history']);
    expect(texts(show({}, {}).card).join(' ')).not.toMatch(/Kept|deleted/);
    const operation = sampleExport(plainWords);
    expect(texts(noticeCard({ text, operation, links: { gone: true } }).card)).toContain(gone);
  });
});

describe('the notice of an export', () => {
  it('tells file, people and that a schedule asked for it, and has no View directory', () => {
    const operation = sampleExport(plainWords, { schedule: sampleKey, request: sinceLast });
    const notice = noticeCard({ text, operation, links, directory: true });
    expect(texts(notice.card)).toEqual(
      expect.arrayContaining([
        'Export completed',
        'people-2026-11-25-1030.csv · Employee network · by schedule',
      ]),
    );
    expect(titles(notice)).toEqual(['New link', 'Download']);
  });
});

describe('the history of exports', () => {
  const page = (changes: Partial<Operation>, shown = links) =>
    historyCard({
      text,
      kind: 'export',
      entries: [{ operation: sampleExport(plainWords, changes), links: shown }],
      trail: [],
    });

  it('has file, who, when, status, counts and links', () => {
    const { card } = page({ request: sinceLast, exported: changed });
    expect(texts(card)).toEqual(
      expect.arrayContaining([
        'Export history',
        'people-2026-11-25-1030.csv · Employee network',
        'Tara Sample · 25 Nov 2026, 10:30',
        'Completed',
        '3 added, 5 changed, 1 moved, 2 deleted since 12 Mar 2026, 10:30',
      ]),
    );
    expect(titles({ card })).toEqual(['Open', 'Refresh', 'Filter', 'Download']);
  });

  it('opens what runs, names schedules, and says which file is gone', () => {
    expect(titles(page({ state: 'applying' }, {}))).toContain('Open');
    expect(texts(page({ schedule: sampleKey }).card)).toContain(
      'Tara Sample · 25 Nov 2026, 10:30 · by schedule',
    );
    expect(texts(page({}, { gone: true }).card)).toContain('The file is no longer stored.');
  });
});

describe('the schedules', () => {
  it('say what, when, by whom and when next, in the reader’s time zone', () => {
    const schedule = sampleSchedule(plainWords, 0);
    const { card } = schedulesCard({ text, entries: [{ schedule, mayChange: true }] });
    expect(texts(card)).toEqual(
      expect.arrayContaining([
        'All people · CSV',
        'Every Monday at 09:00 (Europe/Berlin)',
        'Next: 30 Nov 2026, 09:00 · by Tara Sample',
      ]),
    );
    expect(titles({ card })).toEqual(['Pause', 'Remove', 'Export people', 'Export history']);
  });

  it('say why they rest, and can be resumed', () => {
    const show = (paused: 'by-hand' | 'not-an-admin') =>
      schedulesCard({
        text,
        entries: [{ schedule: sampleSchedule(plainWords, 1, { paused }), mayChange: true }],
      });
    expect(texts(show('by-hand').card)).toContain('Paused · by Tara Sample');
    expect(texts(show('not-an-admin').card)).toContain(
      'Paused: its owner can no longer export · by Tara Sample',
    );
    expect(titles(show('by-hand'))).toEqual(expect.arrayContaining(['Resume', 'Remove']));
  });

  it('of somebody else have no buttons', () => {
    const entry = { schedule: sampleSchedule(plainWords), mayChange: false };
    expect(titles(schedulesCard({ text, entries: [entry] }))).not.toContain('Remove');
  });

  it('have buttons of their own on a page', () => {
    const entries = Array.from({ length: 23 }, (_, index) => ({
      schedule: sampleSchedule(plainWords, index),
      mayChange: true,
    }));
    const { card } = schedulesCard({ text, entries });
    const ids = actionsOf(card, 'Action.Execute').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('say how to make one when there is none', () => {
    const { card } = schedulesCard({ text, entries: [] });
    expect(texts(card).join(' ')).toContain('No scheduled exports yet.');
  });

  it('are asked about once before one is removed', () => {
    const confirm = confirmRemoveScheduleCard({ text, schedule: sampleSchedule(plainWords) });
    expect(titles(confirm)).toEqual(['Remove', 'Keep']);
    const [remove] = actionsOf(confirm.card, 'Action.Execute');
    expect(unpackAction(remove?.verb, remove?.data)).toMatchObject({
      verb: 'remove-schedule',
      confirmed: true,
    });
    expect(texts(confirm.card).join(' ')).toContain('Every Monday at 09:00');
  });
});

describe('the settings', () => {
  const settings = {
    text,
    signIn: true,
    groupAdding: { by: 'teams', most: 20 },
    matchBy: usualMatchOrder,
    changeLimit: 20,
    lookup: false,
    selfEdit: [],
    adminsMay: [],
    inbox: { mode: 'off' },
    inboxFolder: 'a-tenant/',
    inboxPaused: false,
    timeZone: 'Europe/Berlin',
    window: { verb: 'run-command', command: 'settings' },
  } as const;
  it('show the delimiter that holds, and that it was saved', () => {
    const { card } = settingsCard({ ...settings, delimiter: ';', saved: true });
    expect([...nodes(card)].find(({ id }) => id === 'delimiter')).toMatchObject({ value: ';' });
    expect(texts(card)).toContain('Saved.');
    expect(texts(settingsCard({ ...settings, delimiter: ',' }).card)).not.toContain('Saved.');
    expect(titles({ card })).toEqual(['Save']);
  });
});

describe('the home card', () => {
  it('has what people come for most in front, the rest under More, and no Help or Cancel', () => {
    const admits = ['export', 'export history', 'schedules', 'import', 'help', 'cancel', 'find'];
    const commands = all.filter(({ name }) => admits.includes(name));
    const { card } = homeCard({ text, commands });
    expect(titles({ card })).toEqual([
      'Import people',
      'Find a person',
      'Export people',
      'Export history',
      'Export schedules',
    ]);
    expect([...nodes(card)].filter(({ title }) => title === 'More')).toHaveLength(1);
    expect([...nodes(card)].find(({ id }) => id === 'more')).toMatchObject({ isVisible: false });
  });
});
