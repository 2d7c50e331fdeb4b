import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeOperation } from '../../src/jobs/change-operation.ts';
import { isEnded, noCounts, operationId } from '../../src/domain/operations/operation.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import type { OperationStore } from '../../src/domain/operations/ports.ts';
import type { EntraGroups } from '../../src/features/sync/ports.ts';
import type { SyncAsked, Syncs } from '../../src/features/sync/syncs.ts';
import { findAction, inputsOf } from '../support/card-reading.ts';
import { invokeBy, pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

/** Syncs that only keep their record: what asks for them is what is tried here. */
function recordingSyncs(operations: OperationStore) {
  const asked: SyncAsked[] = [];
  const resets: string[] = [];
  const byKey = new Map<string, Operation>();
  let number = 0;

  async function current(operation: Operation | undefined) {
    return operation === undefined ? undefined : await operations.read(operation);
  }

  const syncs: Syncs = {
    async ask(tenant, wanted) {
      const { operations: page } = await operations.page(tenant, 'sync', 1);
      const known =
        (await current(byKey.get(wanted.key))) ?? page.find(({ state }) => !isEnded(state));
      if (known !== undefined) return { operation: known, isNew: false };
      asked.push(wanted);
      number += 1;
      const created = await operations.create({
        tenant,
        kind: 'sync',
        id: operationId(Date.now(), number.toString(16).padStart(16, '0')),
        state: 'preview',
        at: new Date().toISOString(),
        by: wanted.by,
        locale: wanted.locale,
        fileName: 'Microsoft Entra',
        fileBytes: 0,
        counts: { ...noCounts, added: 12 },
        rowsDone: 0,
        tries: 0,
        original: '',
        sync: { full: 'first', removed: 0, restored: 0, merged: 0 },
      });
      if (created === 'conflict') throw new Error('an id was there already');
      byKey.set(wanted.key, created);
      return { operation: created, isNew: true };
    },
    async confirm(key) {
      const changed = await changeOperation(operations, key, (latest) =>
        latest.state === 'preview' ? { ...latest, state: 'queued' } : undefined,
      );
      return changed?.operation;
    },
    async cancel(key) {
      const changed = await changeOperation(operations, key, (latest) =>
        isEnded(latest.state) ? undefined : { ...latest, state: 'cancelled' },
      );
      return changed?.operation;
    },
    // None of these syncs is held.
    apply: (key) => operations.read(key),
    discard: (key) => operations.read(key),
    expire: () => Promise.resolve(undefined),
    reset(tenant) {
      resets.push(tenant);
      return Promise.resolve();
    },
    async last(tenant) {
      return (await operations.page(tenant, 'sync', 1)).operations[0];
    },
  };
  return Object.assign(syncs, { asked, resets });
}

const sales = { id: '00000000-0000-4000-8000-000000000101', name: 'Sales, North' };
const entraGroups: EntraGroups = {
  find: (_tenant, text) =>
    Promise.resolve([sales].filter(({ name }) => name.toLowerCase().startsWith(text))),
};

describe('the sync in chat', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  let syncs: ReturnType<typeof recordingSyncs>;
  beforeAll(async () => {
    const { storage } = await openTestStorage();
    syncs = recordingSyncs(storage.operations);
    rollcall = await startRollcall({ storage, parts: { syncs, entraGroups } });
    ({ tara } = rollcall.teams);
  });
  afterAll(() => rollcall.stop());

  const inPlaceOf = (card: SeenCard, title: string, who = tara) =>
    who.waitForCard((seen) => seen.message.id === card.message.id && seen.titles.includes(title));
  async function syncCardOf(who = tara): Promise<SeenCard> {
    await who.say('sync');
    return who.waitForCard((card) => card.titles.includes('Sync history'));
  }
  const find = (who: TeamsClient, dataset: string, queryText: string) =>
    who.send(invokeBy(who, 'application/search', { kind: 'search', dataset, queryText }));

  it('is for tenant admins only: words, presses, searches', async () => {
    const { omar, mika } = rollcall.teams;
    const { tenantId, aadObjectId } = omar.person;
    await rollcall.storage.roles.give(tenantId, aadObjectId, 'organization-admin');
    for (const who of [omar, mika]) {
      for (const words of ['sync', 'sync history']) {
        await who.say(words);
        const answer = await who.waitForMessage((message) => message.text !== undefined);
        expect(answer.text).toMatch(/tenant admin/i);
      }
      const receivedActions = [
        ['sync-now', { key: '0123456789abcdef' }],
        ['reset-sync', { confirmed: true }],
        ['change-sync', {}],
        ['show-history', { kind: 'sync', trail: [] }],
        ['start-sync', { operation: operationId(Date.now(), '0123456789abcdef') }],
      ] as const;
      for (const [verb, data] of receivedActions) {
        const answer = await who.send(pressBy(who, verb, { v: 1, verb, ...data }));
        expect(JSON.stringify(answer)).toMatch(/tenant admin/i);
      }
      expect(JSON.stringify(await find(who, 'entra-groups', 'sales'))).not.toContain('Sales');
    }
    expect(syncs.asked).toEqual([]);
    expect(syncs.resets).toEqual([]);
  });

  it('asks for the mapping first when Sync now is pressed before it is set up', async () => {
    const card = await syncCardOf();
    expect(card.text).toContain('The sync isn’t set up yet');
    await tara.press(card, 'Sync now');
    const form = await inPlaceOf(card, 'Save');
    expect(inputsOf(form.json).get('phone')).toMatchObject({
      value: 'mobilePhone',
      required: true,
    });
    expect(syncs.asked).toEqual([]);
  });

  it('is set up with groups that are found by typing, and then offers Sync now', async () => {
    const card = await syncCardOf();
    await tara.press(card, 'Change mapping');
    const form = await inPlaceOf(card, 'Save');
    const found = JSON.stringify(await find(tara, 'entra-groups', 'sales'));
    const [, value = ''] = /"value":"(0{8}-[^"]+)"/.exec(found) ?? [];
    await tara.press(form, 'Save', { users: 'groups' });
    const refused = await inPlaceOf(card, 'Save');
    expect(refused.text).toMatch(/at least one group/i);
    await tara.press(refused, 'Save', {
      users: 'groups',
      groups: value,
      email: 'userPrincipalName',
      department: ' ',
      schedule: 'daily',
      hour: '5',
    });
    const saved = await inPlaceOf(card, 'Sync now');
    expect(saved.text).toContain('The sync is set up');
    expect(saved.text).toContain('Members of Sales, North');
    expect(saved.text).toContain('Email ← User principal name');
    expect(saved.text).not.toContain('Department ←');
    const { tenantId, aadObjectId } = tara.person;
    const kept = await rollcall.storage.syncSettings.read(tenantId);
    expect(kept).toMatchObject({
      settings: { users: { kind: 'groups', groups: [sales] }, schedule: { hour: 5 } },
      daily: { by: { id: aadObjectId } },
    });
  });

  it('keeps the groups and the mapping when the form is saved as it is', async () => {
    const before = await rollcall.storage.syncSettings.read(tara.person.tenantId);
    const card = await syncCardOf();
    await tara.press(card, 'Change mapping');
    await tara.press(await inPlaceOf(card, 'Save'), 'Save');
    await inPlaceOf(card, 'Sync now');
    expect(await rollcall.storage.syncSettings.read(tara.person.tenantId)).toEqual(before);
  });

  it('is asked for once however often the button is pressed, then waits for a yes, and can be cancelled', async () => {
    const card = await syncCardOf();
    const press = findAction(card.json, 'Sync now');
    const same = pressBy(tara, press?.verb, press?.data);
    await Promise.all([tara.send(same), tara.send(same)]);
    const again = await tara.send(pressBy(tara, press?.verb, press?.data));
    expect(syncs.asked).toHaveLength(1);
    expect(JSON.stringify(again)).toContain('Start sync');
    await tara.press(await syncCardOf(), 'Open');
    const preview = await tara.waitForCard((seen) => seen.titles.includes('Start sync'));
    expect(preview.text).toContain('Nothing in the directory has changed');
    await tara.press(preview, 'Start sync');
    const queued = await inPlaceOf(preview, 'Cancel');
    expect(queued.text).toContain('Queued');
    const start = findAction(preview.json, 'Start sync');
    const twice = await tara.send(pressBy(tara, start?.verb, start?.data));
    expect(JSON.stringify(twice)).toContain('Queued');
    await tara.press(queued, 'Cancel');
    await tara.waitForCard(
      (seen) => seen.message.id === queued.message.id && seen.text.includes('Cancelled'),
    );
  });

  it('starts over after one question, and says that nobody was removed', async () => {
    const card = await syncCardOf();
    await tara.press(card, 'Reset sync');
    const question = await inPlaceOf(card, 'Keep');
    expect(question.text).toContain('No one is removed');
    expect(syncs.resets).toEqual([]);
    await tara.press(question, 'Reset sync');
    expect((await inPlaceOf(card, 'Sync now')).text).toContain('No one was removed');
    expect(syncs.resets).toEqual([tara.person.tenantId]);
  });

  it('has its history, which other admins can’t open', async () => {
    await tara.say('show sync history');
    const history = await tara.waitForCard((card) => card.text.includes('Sync history'));
    expect(history.text).toContain('Microsoft Entra');
    expect(history.text).toContain('Cancelled');
    const { operations } = await rollcall.storage.operations.page(tara.person.tenantId, 'sync', 1);
    const data = { v: 1, verb: 'refresh-operation', kind: 'sync', operation: operations[0]?.id };
    const { omar, uma } = rollcall.teams;
    expect(JSON.stringify(await omar.send(pressBy(omar, data.verb, data)))).toMatch(
      /tenant admin/i,
    );
    expect(JSON.stringify(await uma.send(pressBy(uma, data.verb, data)))).toMatch(/no longer/);
  });

  it('runs daily by itself in the name of who chose it', async () => {
    const { tenantId, aadObjectId } = tara.person;
    const kept = await rollcall.storage.syncSettings.read(tenantId);
    if (kept?.daily === undefined) throw new Error('nothing daily was chosen');
    const { etag, daily, ...rest } = kept;
    const at = '2026-01-05T05:00:00.000Z';
    const due = { ...rest, daily: { ...daily, nextAt: at } };
    await rollcall.storage.syncSettings.write(tenantId, due, etag);
    await rollcall.storage.jobs.send({ v: 1, type: 'run-sync', tenant: tenantId, at });
    while (syncs.asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(syncs.asked[1]).toMatchObject({
      by: { id: aadObjectId },
      scheduled: true,
      key: `daily ${at}`,
    });
  });
});
