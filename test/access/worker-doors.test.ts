import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { composeRollcall } from '../../src/app/rollcall.ts';
import { localSettings } from '../../emulators/local-mode.ts';
import { createLog } from '../../src/log.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import { readSettings } from '../../src/settings.ts';
import { buttonOf, cardIn, saidIn, startWorld, type World } from '../bot/again/world.ts';
import { actionsOf } from '../support/card-reading.ts';
import { eventually } from '../support/eventually.ts';
import type { SeenCard } from '../support/teams-client.ts';

const dayMs = 24 * 3_600_000;

/**
 * Hours may pass between the request and the run. In the name of an admin who has lost the role by then,
 * nothing is written.
 */
describe('an admin whose role is taken before the worker gets to it', () => {
  let world: World;
  let worker: ReturnType<typeof composeRollcall> | undefined;
  let later = 0;
  const now = () => Date.now() + later;

  beforeEach(async () => {
    later = 0;
    world = await startWorld({ settings: { ROLE: 'web' }, parts: { now } });
    await give('tenant-admin');
    await world.omar.say('hi');
  });
  afterEach(async () => {
    await atRest();
    await world.stop();
  });

  const give = (role: 'tenant-admin' | 'member') =>
    world.storage.roles.give(world.tenant, world.omar.person.aadObjectId, role);

  function atWork(): void {
    worker = composeRollcall({
      settings: localSettings(readSettings({ ...world.settings, ROLE: 'worker' }, true)),
      storage: world.storage,
      log: createLog('silent'),
      concurrency: 2,
      retrySeconds: () => 0,
      now,
    });
    worker.start();
  }

  async function atRest(): Promise<void> {
    await worker?.stop();
    worker = undefined;
  }

  const newest = async (kind: Operation['kind']) =>
    (await world.storage.operations.page(world.tenant, kind, 1)).operations[0];

  async function files(): Promise<string[]> {
    const names: string[] = [];
    for await (const page of world.storage.files.list(''))
      names.push(...page.map(({ name }) => name));
    return names;
  }

  /** Removes the role, runs a worker, and checks that only the reason is left. */
  async function refused(kind: Operation['kind'], title: RegExp): Promise<void> {
    const { omar } = world;
    const [people, before] = [await world.people(), await files()];
    await give('member');
    atWork();
    const notice = await omar.waitForCard((card) => title.test(card.text), { since: 'start' });
    const operation = await newest(kind);
    expect(operation).toMatchObject({
      state: 'failed',
      tries: 1,
      failure: { code: 'not-an-admin' },
      counts: { added: 0, updated: 0 },
    });
    expect(notice.text).toMatch(/Only admins of the directory/);
    expect(linksOf(notice)).toEqual([]);
    expect(await world.people()).toEqual(people);
    const written = (await files()).filter((name) => !before.includes(name));
    // The log of a sync's preview may be there already.
    expect(written.filter((name) => name !== operation?.errorLog)).toEqual([]);
    // Nor by requesting the card again.
    const again = await world.raw(omar, 'refresh-operation', { operation: operation?.id, kind });
    expect(saidIn(again)).toMatch(/Only admins of the directory/);
  }

  async function imported(): Promise<string> {
    atWork();
    const preview = await world.preview('crew.csv', 'employees', world.omar);
    await world.send(world.omar, buttonOf(preview, 'Import'));
    await world.settled();
    await atRest();
    return (await newest('import'))?.id ?? '';
  }

  it('has no file looked at', async () => {
    await world.omar.say('import employees');
    await world.omar.sendFile('crew.csv', 'Phone,First name\n+44 161 496 0001,Ada\n');
    expect(await newest('import')).toMatchObject({ state: 'planning' });
    await refused('import', /Import failed/);
  });

  it('has no import written that they had confirmed', async () => {
    atWork();
    const preview = await world.preview('crew.csv', 'employees', world.omar);
    await atRest();
    await world.send(world.omar, buttonOf(preview, 'Import'));
    expect(await newest('import')).toMatchObject({ state: 'queued' });
    await refused('import', /Import failed/);
    expect(await world.people()).toEqual([]);
    // Nor does the audit count anybody whom only the plan knew.
    const added = await eventually(async () => {
      const entry = (await world.audit()).find(({ what }) => what === 'import-completed');
      if (entry === undefined) throw new Error('no entry yet');
      return entry.changes.find(({ field }) => field === 'added')?.after;
    });
    expect(added).toBe('0');
  });

  it('has nobody put back by an undo', async () => {
    const operation = await imported();
    saidIn(await world.raw(world.omar, 'undo-import', { operation, confirmed: true }));
    expect(await newest('import')).toMatchObject({ state: 'queued', undo: { of: operation } });
    await refused('import', /Undo.*failed/);
    expect((await world.people()).map(({ deletedAt }) => deletedAt)).toEqual([undefined]);
  });

  it('gets no file of people', async () => {
    await imported();
    await world.send(
      world.omar,
      buttonOf(await world.newCard('export', 'Create request', world.omar), 'Create request'),
    );
    expect(await newest('export')).toMatchObject({ state: 'queued' });
    await refused('export', /Export failed/);
  });

  it.each(['export everything', 'audit'])('gets nothing of “%s”', async (command) => {
    await imported();
    await world.omar.say(command);
    expect(await newest('export')).toMatchObject({ state: 'queued' });
    await refused('export', /Export failed/);
  });

  it('has no archive of everything looked at', async () => {
    const { omar } = world;
    atWork();
    await omar.say('export everything');
    const card = await omar.waitForCard((seen) => seen.titles.includes('Download'));
    const archive = Buffer.from(await (await omar.follow(card, 'Download')).arrayBuffer());
    await atRest();
    await omar.sendFile('everything.zip', archive);
    expect(await newest('import')).toMatchObject({ state: 'planning' });
    await refused('import', /Import failed/);
  });

  it('has a schedule that pauses instead of asking for an export', async () => {
    const { omar, storage, tenant } = world;
    const form = await world.newCard('export', 'Save schedule', omar);
    const inputs = { changes: 'all', every: 'week', weekday: '1', hour: '9' };
    await world.send(omar, buttonOf(form, 'Save schedule', inputs));
    const [made] = await storage.schedules.list(tenant);
    await give('member');
    later = 8 * dayMs;
    const [schedule, at] = [made?.id ?? '', made?.nextAt ?? ''];
    await storage.jobs.send({ v: 1, type: 'run-schedule', tenant, schedule, at });
    atWork();
    await eventually(async () => {
      expect(await storage.schedules.read(tenant, schedule)).toMatchObject({
        paused: 'not-an-admin',
        nextAt: at,
      });
    });
    await atRest();
    expect(await newest('export')).toBeUndefined();
  });

  async function mapped(inputs: Readonly<Record<string, string>>): Promise<void> {
    const form = cardIn(await world.raw(world.omar, 'change-sync'));
    saidIn(await world.send(world.omar, buttonOf(form, 'Save', inputs)));
  }

  it('has nobody synced', async () => {
    await mapped({});
    const card = await world.newCard('sync', 'Sync now', world.omar);
    await world.send(world.omar, buttonOf(card, 'Sync now'));
    expect(await newest('sync')).toMatchObject({ state: 'queued' });
    await refused('sync', /Sync failed/);
    expect(await world.people()).toEqual([]);
  });

  it('has nobody brought in by a sync whose preview they said yes to', async () => {
    await mapped({});
    const card = await world.newCard('sync', 'Sync now', world.omar);
    atWork();
    await world.send(world.omar, buttonOf(card, 'Sync now'));
    await eventually(async () => {
      expect(await newest('sync')).toMatchObject({ state: 'preview' });
    });
    await atRest();
    const operation = (await newest('sync'))?.id;
    saidIn(await world.raw(world.omar, 'start-sync', { operation }));
    await refused('sync', /Sync failed/);
    expect(await world.people()).toEqual([]);
  });

  it('has a daily sync that pauses', async () => {
    const { storage, tenant } = world;
    await mapped({ schedule: 'daily', hour: '4' });
    const daily = (await storage.syncSettings.read(tenant))?.daily;
    expect(daily).toMatchObject({ by: { id: world.omar.person.aadObjectId } });
    await give('member');
    later = 2 * dayMs;
    await storage.jobs.send({ v: 1, type: 'run-sync', tenant, at: daily?.nextAt ?? '' });
    atWork();
    await eventually(async () => {
      const kept = await storage.syncSettings.read(tenant);
      expect(kept?.daily).toEqual({ ...daily, paused: 'not-an-admin' });
    });
    await atRest();
    expect(await newest('sync')).toBeUndefined();
  });
});

function linksOf({ json }: SeenCard): string[] {
  return actionsOf(json).flatMap(({ type, title }) => (type === 'Action.OpenUrl' ? [title] : []));
}
