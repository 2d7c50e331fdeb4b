import { describe, expect, it } from '@jest/globals';
import { historyCard } from '../../src/cards/history-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { operationCard } from '../../src/cards/operation-card.ts';
import { syncCard } from '../../src/cards/sync-card.ts';
import { syncMappingCard } from '../../src/cards/sync-mapping-card.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import { usualMapping, type SyncSettings } from '../../src/features/sync/sync-settings.ts';
import { textFor } from '../../src/text/text.ts';
import { sampleAttributes } from './directory-samples.ts';
import { nodes, texts, titles } from './read-card.ts';
import { sampleSync, sampleSyncKey, sampleSyncSettings, syncCards } from './sync-samples.ts';
import { plainWords } from './words.ts';

const text = textFor('en-GB', 'Europe/Berlin');
const attributes = sampleAttributes(plainWords, 4);
const words = (card: unknown) => texts(card).join('\n');

describe('the card of the sync', () => {
  const show = (changes: Partial<Parameters<typeof syncCard>[0]> = {}) =>
    syncCard({ text, key: sampleSyncKey, attributes, ...changes });
  const settings = sampleSyncSettings(plainWords, 2);

  it('counts people, not changes, of those whom it holds and does not show', () => {
    const held = syncCards(text, plainWords).find(({ name }) => name === 'sync-held-people');
    expect(words(held?.card)).toContain('and 7 more people');
  });

  it('asks first who held people are: one primary button, and the rest behind another', () => {
    const held = syncCards(text, plainWords).find(({ name }) => name === 'sync-held-people');
    const all = [...nodes(held?.card)];
    const isMain = ({ type, style }: (typeof all)[number]) =>
      type === 'Action.Execute' && style === 'positive';
    expect(all.filter(isMain).map(({ title }) => title)).toEqual(['Save answers']);
    const parts = all.filter(({ isVisible }) => isVisible === false).map(({ id }) => id);
    expect(all.find(({ title }) => title === 'Details')?.targetElements).toEqual(parts);
    const free = [...nodes(show({ settings }).card)];
    expect(free.filter(isMain).map(({ title }) => title)).toEqual(['Sync now']);
    expect(free.filter(({ isVisible }) => isVisible === false)).toEqual([]);
  });

  it('says what is synced, of whom, when, and how the last one went', () => {
    const card = show({
      settings,
      daily: {
        by: { id: 'x', name: 'Tara Sample' },
        locale: 'en-GB',
        nextAt: '2026-11-26T05:00:00Z',
      },
      last: { operation: sampleSync(plainWords), links: { errorLog: plainWords.link } },
    });
    const said = words(card.card);
    expect(said).toContain('Phone number ← Mobile phone');
    expect(said).toContain('Members of Facilities and Facilities');
    expect(said).toContain('Every day at 06:00');
    expect(said).toContain('chosen by Tara Sample');
    expect(said).toContain('Completed');
    expect(said).toContain('14 people rejected');
    expect(titles(card).toSorted()).toEqual([
      'Change mapping',
      'Download log',
      'Open',
      'Refresh',
      'Reset sync',
      'Sync history',
      'Sync now',
    ]);
  });

  it('that was never set up says what to do, and has nothing to reset', () => {
    const card = show();
    expect(words(card.card)).toContain('The sync isn’t set up yet');
    expect(titles(card)).not.toContain('Reset sync');
  });

  it('opens the sync that waits or runs', () => {
    const operation = sampleSync(plainWords, { state: 'preview' });
    expect(titles(show({ settings, last: { operation, links: {} } }))).toContain('Open');
  });

  it('whose daily run is paused says why and what helps', () => {
    const daily = {
      by: { id: 'x', name: 'Gone' },
      locale: 'en',
      nextAt: '2026-11-26T05:00:00Z',
      paused: 'not-an-admin',
    } as const;
    expect(words(show({ settings, daily }).card)).toMatch(/Paused.*can no longer sync/);
  });
});

describe('the form of what is synced', () => {
  const form = (changes: Partial<SyncSettings> = {}, own = attributes) =>
    syncMappingCard({
      text,
      attributes: own,
      mapping: usualMapping,
      users: { kind: 'all' },
      schedule: { kind: 'by-hand' },
      ...changes,
    });
  const inputs = ({ card }: { readonly card: unknown }) =>
    [...nodes(card)].filter(({ type }) => type?.startsWith('Input.'));

  it('has a field for each attribute that text can feed, and wants the phone’s', () => {
    const ids = inputs(form()).map(({ id }) => id);
    const texts = attributes.filter(({ type }) => type === 'text').map(({ key }) => key);
    expect(texts.length).toBeGreaterThan(0);
    expect(ids).toEqual(expect.arrayContaining(['phone', 'firstName', 'employeeId', ...texts]));
    for (const { key, type } of attributes) if (type !== 'text') expect(ids).not.toContain(key);
    const phone = inputs(form()).find(({ id }) => id === 'phone');
    expect(phone).toMatchObject({ isRequired: true, value: 'mobilePhone' });
    expect(JSON.stringify(phone?.choices)).not.toContain('Not synced');
  });

  it('keeps the chosen groups to be unticked and offers to look for others', () => {
    const { users } = sampleSyncSettings(plainWords, 2);
    const found = inputs(form({ users }));
    const kept = found.find(({ id }) => id === 'keptGroups');
    expect(kept?.choices).toHaveLength(2);
    expect(found.find(({ id }) => id === 'groups')).toMatchObject({
      isMultiSelect: true,
      'choices.data': { type: 'Data.Query', dataset: 'entra-groups' },
    });
  });

  it('fits with as many attributes as there can be: their fields are then looked for by name', () => {
    const many = sampleAttributes(plainWords, 30).map((one) => ({ ...one, type: 'text' as const }));
    const card = form({}, many);
    expect(Buffer.byteLength(JSON.stringify(card.card))).toBeLessThan(25_000);
    expect(JSON.stringify(card.card)).toContain('entra-fields');
    const ids = new Set(inputs(card).map(({ id }) => id));
    for (const { key } of many) expect(ids).toContain(key);
  });

  it('shows the hour in the time zone in which it was chosen', () => {
    const schedule = { kind: 'daily', hour: 22, timeZone: 'Asia/Tokyo' } as const;
    const hour = inputs(form({ schedule })).find(({ id }) => id === 'hour');
    expect(hour).toMatchObject({ value: '22' });
    expect(hour?.label).toContain('Asia/Tokyo');
  });
});

describe('a sync’s own card', () => {
  const show = (changes: Partial<Operation>, links = {}) =>
    operationCard({ text, links, operation: sampleSync(plainWords, changes) });

  it('before the first one writes shows who would come, change and go, and asks', () => {
    const card = show({ state: 'preview' }, { errorLog: plainWords.link });
    const said = words(card.card);
    for (const part of ['New people: 5 of 1,204', 'Changes: 3 of 36', 'Removed: 2 of 7 people']) {
      expect(said).toContain(part);
    }
    expect(said).toContain('Nothing in the directory has changed');
    expect(said).toContain('Tara Sample');
    expect(said).not.toContain('Line 0');
    expect(titles(card)).toEqual(['Start sync', 'Cancel', 'Download log']);
  });

  it('counts who was removed, restored and merged, and says why it looked at everyone', () => {
    const said = words(
      show({ sync: { full: 'expired', removed: 7, restored: 2, merged: 3 } }).card,
    );
    expect(said).toMatch(/Removed/);
    expect(said).toContain('too long ago');
    expect(said).toContain('3 duplicates');
  });

  it('that was refused names the permission and who grants it', () => {
    const failure = { code: 'entra-refused', details: { permission: 'User.Read.All' } } as const;
    const said = words(show({ state: 'failed', failure }).card);
    expect(said).toContain('Failed');
    expect(said).toContain('User.Read.All');
    expect(said).toMatch(/Administrator/);
  });

  it('shows no counts of a plan that was never written', () => {
    const said = (changes: Partial<Operation>) => words(show(changes).card);
    const { confirmedAt: _confirmed, ...unconfirmed } = sampleSync(plainWords);
    const card = (state: 'queued' | 'cancelled') =>
      operationCard({ text, links: {}, operation: { ...unconfirmed, state, rowsDone: 0 } }).card;
    expect(said({ state: 'cancelled', rowsDone: 0 })).not.toContain('1,204');
    expect(words(card('cancelled'))).not.toContain('1,204');
    expect(words(card('queued'))).not.toContain('1,204');
  });

  it('that was stopped midway says how many stay, a daily one without a preview too', () => {
    const { preview: _none, confirmedAt: _never, ...daily } = sampleSync(plainWords);
    const operation = { ...daily, state: 'cancelled' } as const;
    for (const card of [
      show({ state: 'cancelled' }).card,
      operationCard({ text, links: {}, operation }).card,
    ]) {
      expect(words(card)).toContain('1,247 people were added, updated or removed');
    }
  });
});

describe('the end of a sync', () => {
  it('is told with its status, counts and log', () => {
    const operation = sampleSync(plainWords);
    const card = noticeCard({ text, operation, links: { errorLog: plainWords.link } });
    expect(words(card.card)).toContain('Sync completed');
    expect(words(card.card)).toContain('14 people rejected');
    expect(card.summary).toContain('7 removed');
    expect(titles(card)).toEqual(['New link', 'Download log']);
  });

  it('stands in the history with what it did, daily ones marked as such', () => {
    const operation = sampleSync(plainWords, {
      sync: { scheduled: true, removed: 7, restored: 0, merged: 0 },
    });
    const entries = [{ operation, links: {} }];
    const said = words(historyCard({ text, kind: 'sync', entries, trail: [] }).card);
    expect(said).toContain('Sync history');
    expect(said).toMatch(/· daily/);
    expect(said).toContain('7 removed');
  });
});
