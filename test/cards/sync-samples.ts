import type { HeldPerson } from '../../src/features/sync/ports.ts';
import { confirmResetSyncCard } from '../../src/cards/confirm-removal-card.ts';
import { historyCard } from '../../src/cards/history-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { operationCard } from '../../src/cards/operation-card.ts';
import type { OperationLinks } from '../../src/cards/operation-parts.ts';
import { syncCard } from '../../src/cards/sync-card.ts';
import { syncMappingCard } from '../../src/cards/sync-mapping-card.ts';
import { noCounts, operationStates } from '../../src/domain/operations/operation.ts';
import type { Operation, Preview } from '../../src/domain/operations/operation.ts';
import {
  entraFields,
  usualMapping,
  type SyncSettings,
} from '../../src/features/sync/sync-settings.ts';
import type { Text } from '../../src/text/text.ts';
import { most, sampleAttributes } from './directory-samples.ts';
import type { Amount } from './directory-samples.ts';
import { by, sampleId as id, completedOperation } from './completed-operation.ts';
import type { NamedCard, Words } from './words.ts';

export const sampleSyncKey = '0123456789abcdef';

function samplePreview({ person, value }: Words): Preview {
  const change = {
    line: 0,
    name: person,
    phone: '+447700900123',
    changes: [
      { field: 'jobTitle', before: 'Clerk', after: value },
      { field: 'department', before: '', after: value },
    ] as const,
  };
  return {
    delimiter: '',
    encoding: '',
    notUnderstood: [],
    problems: [
      { line: 0, reason: 'phone-missing', column: 'Mobile phone', name: person },
      { line: 0, reason: 'phone-no-country', column: 'Mobile phone', value: '900 123' },
      { line: 0, reason: 'email-not-valid', column: 'Email', value, name: person },
    ],
    addedSample: Array.from({ length: 5 }, () => ({ ...change, changes: [] })),
    updatedSample: Array.from({ length: 3 }, () => change),
    removedSample: Array.from({ length: 2 }, () => ({ ...change, changes: [] })),
    moved: 2,
  };
}

function heldPeople({ person, value }: Words): HeldPerson[] {
  return Array.from({ length: 12 }, (_, index) => ({
    entraId: `00000000-0000-4000-8000-0000000000${index + 10}`,
    at: '2026-11-25T09:30:00.000Z',
    name: person,
    phone: '+447700900123',
    held: {
      why: index % 2 === 0 ? 'new-phone' : 'someone-else',
      key: 'email',
      person: { id: 'a'.repeat(32), name: person, phone: '+447700900124' },
      others: [],
      fingerprint: 'f',
    },
    changes: [{ field: 'department', before: '', after: value }],
    incoming: { source: 'entra', isEmployee: true, fields: {} },
  }));
}

export function sampleSync(words: Words, changes: Partial<Operation> = {}): Operation {
  return completedOperation(words, 'sync', {
    fileName: 'Microsoft Entra',
    counts: { added: 1_204, updated: 36, unchanged: 9_812, rejected: 14 },
    planned: noCounts,
    rowsTotal: 11_066,
    rowsDone: 4_650,
    sync: { full: 'first', removed: 7, restored: 2, merged: 3 },
    confirmedAt: '2026-11-25T09:32:00.000Z',
    endedAt: '2026-11-25T09:33:00.000Z',
    errorLog: 'error-log',
    preview: samplePreview(words),
    ...changes,
  });
}

export function sampleSyncSettings(words: Words, groups: number): SyncSettings {
  const chosen = Array.from({ length: groups }, (_, index) => ({
    id: `00000000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
    name: words.value,
  }));
  return {
    mapping: { ...usualMapping, own_sample1: 'city' },
    users: groups === 0 ? { kind: 'all' } : { kind: 'groups', groups: chosen },
    schedule: { kind: 'daily', hour: 6, timeZone: 'America/Argentina/ComodRivadavia' },
    revision: '1',
  };
}

/** The cards of the sync in each of their states. */
export function syncCards(text: Text, words: Words, amount?: Amount): NamedCard[] {
  const isMost = amount === most;
  const withLog: OperationLinks = { errorLog: words.link };
  const attributes = sampleAttributes(words, amount?.own ?? 4);
  const operation = (name: string, changes: Partial<Operation>, links: OperationLinks = {}) => ({
    name: `sync-${name}`,
    ...operationCard({
      text,
      links,
      operation: sampleSync(words, changes),
      refreshFor: ['29:sample'],
    }),
  });
  const failure = { code: 'entra-refused', details: { permission: 'User.Read.All' } } as const;
  const settings = sampleSyncSettings(words, isMost ? 20 : 2);
  const daily = { by: by(words), locale: 'en-GB', nextAt: '2026-11-26T05:00:00.000Z' };
  const common = { text, key: sampleSyncKey, attributes };
  const last = { operation: sampleSync(words), links: withLog };
  const form = { text, attributes };
  const everyField = Object.fromEntries(
    attributes.map(({ key }, index) => [key, entraFields[index % entraFields.length]]),
  );
  return [
    { name: 'sync', ...syncCard({ ...common, settings, daily, last }) },
    {
      name: 'sync-held-people',
      ...syncCard({ ...common, settings, daily, last, held: heldPeople(words) }),
    },
    { name: 'sync-not-set-up', ...syncCard(common) },
    {
      name: 'sync-set-up',
      ...syncCard({
        ...common,
        settings: { ...settings, users: { kind: 'all' }, schedule: { kind: 'by-hand' } },
        news: 'saved-first',
      }),
    },
    {
      name: 'sync-running',
      ...syncCard({
        ...common,
        settings,
        daily: { ...daily, paused: 'not-an-admin' },
        last: { operation: sampleSync(words, { state: 'applying' }), links: {} },
        news: 'reset',
      }),
    },
    {
      name: 'sync-mapping',
      ...syncMappingCard({ ...form, mapping: usualMapping, ...byHand }),
    },
    {
      name: 'sync-mapping-again',
      ...syncMappingCard({
        ...form,
        ...settings,
        mapping: { ...settings.mapping, ...everyField },
        problems: [text.sync.problems['phone-not-mapped'], text.sync.problems['no-group']],
      }),
    },
    { name: 'sync-reset', ...confirmResetSyncCard({ text }) },
    ...operationStates
      .filter((state) => state !== 'choosing')
      .map((state) =>
        operation(
          state,
          state === 'failed' ? { state, failure, planned: noCounts, rowsDone: 0 } : { state },
          ['preview', 'completed', 'failed'].includes(state) ? withLog : {},
        ),
      ),
    operation('held-big', {
      state: 'held',
      sync: {
        removed: 39,
        restored: 0,
        merged: 0,
        bigChange: { changed: 39, people: 44 },
        held: 2,
      },
      preview: { ...samplePreview(words), heldSample: samplePreview(words).updatedSample },
    }),
    operation('stopping', { state: 'applying', cancelAsked: true }),
    operation('preview-nothing', {
      state: 'preview',
      counts: { ...noCounts, unchanged: 12 },
      sync: { full: 'reset', removed: 0, restored: 0, merged: 0 },
      preview: {
        ...samplePreview(words),
        problems: [],
        addedSample: [],
        updatedSample: [],
        removedSample: [],
        moved: 0,
      },
    }),
    operation('completed-daily', {
      counts: { ...noCounts, updated: 1 },
      sync: { scheduled: true, removed: 0, restored: 0, merged: 0 },
    }),
    operation('cancelled-before', { state: 'cancelled', rowsDone: 0 }),
    {
      name: 'sync-notice',
      ...noticeCard({ text, links: withLog, operation: sampleSync(words), directory: true }),
    },
    {
      name: 'sync-notice-failed',
      ...noticeCard({
        text,
        links: {},
        operation: sampleSync(words, { state: 'failed', failure }),
      }),
    },
    {
      name: 'sync-history',
      ...historyCard({
        text,
        kind: 'sync',
        entries: Array.from({ length: 5 }, (_, index) => ({
          operation: sampleSync(words, {
            state:
              (['preview', 'applying', 'completed', 'failed', 'cancelled'] as const)[index % 5] ??
              'completed',
            sync: {
              ...(index % 2 === 0 ? { full: 'first' as const } : { scheduled: true as const }),
              removed: index,
              restored: 0,
              merged: 0,
            },
          }),
          links: withLog,
        })),
        from: id,
        trail: ['', ...Array.from({ length: 40 }, () => id)],
        next: id,
      }),
    },
    { name: 'sync-history-empty', ...historyCard({ text, kind: 'sync', entries: [], trail: [] }) },
  ];
}

const byHand = { users: { kind: 'all' }, schedule: { kind: 'by-hand' } } as const;
