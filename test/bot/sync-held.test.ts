import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalGraph } from '../../emulators/graph/local-graph.ts';
import { isEnded, type Operation } from '../../src/domain/operations/operation.ts';
import { eventually } from '../support/eventually.ts';
import { startBesideGraph } from '../support/beside-graph.ts';
import type { TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const noah =
  'Phone number,First name,Last name,Email,Employee ID\r\n+1 202 555 0102,Noah,Example,noah@example.com,S-2\r\n';
const omar = {
  id: '00000000-0000-4000-8000-0000000000aa',
  displayName: 'Omar Fictional',
  givenName: 'Omar',
  surname: 'Fictional',
  mail: 'omar@example.com',
  mobilePhone: '+1 202 555 0102',
  employeeId: 'S-9',
};

describe('a sync holds people who may be somebody else', () => {
  let graph: LocalGraph;
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  let tenant: string;
  let later = 0;

  beforeEach(async () => {
    later = 0;
    ({ graph, rollcall, tara, tenant } = await startBesideGraph(noah, () => Date.now() + later));
    graph.users.put(tenant, omar);
  });
  afterEach(async () => {
    await rollcall.stop();
    await graph.stop();
  });

  async function last(): Promise<Operation | undefined> {
    return (await rollcall.storage.operations.page(tenant, 'sync', 1)).operations[0];
  }

  async function syncCard(): Promise<SeenCard> {
    await tara.say('sync');
    return tara.waitForCard((card) => card.titles.includes('Sync now'));
  }

  async function firstSync(schedule: Readonly<Record<string, string>> = {}): Promise<SeenCard> {
    await tara.press(await syncCard(), 'Change mapping');
    const mapping = await tara.waitForCard((card) => card.titles.includes('Save'));
    await tara.press(mapping, 'Save', schedule);
    await tara.press(await syncCard(), 'Sync now');
    const preview = await tara.waitForCard((card) => card.titles.includes('Start sync'));
    await tara.press(preview, 'Start sync');
    await ended();
    return preview;
  }

  const ended = () =>
    eventually(async () => {
      const operation = await last();
      if (operation === undefined || !isEnded(operation.state)) throw new Error('not ended');
      return operation;
    });

  async function profile(text: string): Promise<string> {
    await tara.say(`find ${text}`);
    // A notice may come in between.
    const isAnswer = (card: SeenCard) =>
      /Phone number|No one matches|Find a person/.test(card.text);
    return (await tara.waitForCard(isAnswer)).text;
  }

  it('Noah doesn’t become Omar: the preview and the log say so, and the admin decides', async () => {
    const preview = await firstSync();
    expect(preview.text).toContain('Held until you decide');
    expect(preview.text).toContain('Noah → Omar');
    const operation = await ended();
    expect(operation).toMatchObject({ state: 'completed', sync: { held: 1 } });
    expect(await profile('+12025550102')).toContain('Noah Example');

    const card = await syncCard();
    expect(card.text).toContain('Same person, or someone else?');
    expect(card.text).toContain('Omar Fictional');
    const log = await (await tara.follow(card, 'Download log')).text();
    expect(log).toContain('Held,Noah,Omar');

    await tara.press(card, 'Save answers');
    await tara.waitForCard('Choose an answer first');
    await tara.press(await syncCard(), 'Save answers', { held0: 'skip' });
    await eventually(async () =>
      expect((await syncCard()).text).not.toContain('Same person, or someone else?'),
    );
    expect(await profile('+12025550102')).toContain('Noah Example');

    // The same question isn't asked again; another one is.
    graph.expireDelta();
    await tara.press(await syncCard(), 'Sync now');
    await ended();
    expect((await syncCard()).text).not.toContain('Same person, or someone else?');
    graph.users.put(tenant, { ...omar, employeeId: 'S-10' });
    await tara.press(await syncCard(), 'Sync now');
    await eventually(async () =>
      expect((await syncCard()).text).toContain('Same person, or someone else?'),
    );
    await tara.press(await syncCard(), 'Save answers', { held0: 'update' });
    await eventually(async () => expect(await profile('+12025550102')).toContain('Omar Fictional'));
  });

  it('links whom nothing speaks against, and asks nobody about them', async () => {
    graph.users.put(tenant, {
      id: '00000000-0000-4000-8000-0000000000ab',
      displayName: 'Noah Example',
      givenName: 'Noah',
      surname: 'Example',
      mail: 'noah@example.com',
      mobilePhone: '+1 202 555 0102',
    });
    graph.users.put(tenant, { ...omar, mobilePhone: '+1 202 555 0199' });
    await firstSync();
    expect((await ended()).sync?.held).toBeUndefined();
    expect(await profile('Noah Example')).toContain('Linked');
  });

  it('39 of 44 people who vanish from Entra wait for an admin, with names and a list', async () => {
    graph.users.put(tenant, { ...omar, mobilePhone: null });
    graph.fill(tenant, 44);
    await firstSync();
    const before = (await last())?.counts.added ?? 0;
    expect(before).toBeGreaterThan(35);
    graph.remove(tenant, 39);
    await tara.press(await syncCard(), 'Sync now');
    const held = await tara.waitForCard((card) => card.titles.includes('Discard'));
    expect(held.text).toContain('Sync held: a big change');
    expect(held.text).toContain('Removed');
    expect(await last()).toMatchObject({ state: 'held' });
    const log = await (await tara.follow(held, 'Download log')).text();
    expect(log.match(/,Removed,/g)?.length).toBeGreaterThan(20);

    await tara.press(held, 'Discard');
    await eventually(async () => expect(await last()).toMatchObject({ state: 'cancelled' }));

    await tara.press(await syncCard(), 'Sync now');
    const again = await tara.waitForCard((card) => card.titles.includes('Apply'));
    await tara.press(again, 'Apply');
    await eventually(async () => {
      const operation = await last();
      expect(operation?.state).toBe('completed');
      expect(operation?.sync?.removed).toBeGreaterThan(20);
    });
  });

  it('holds them in the daily run too, in a message of its own, and removes nobody by itself', async () => {
    graph.users.put(tenant, { ...omar, mobilePhone: null });
    graph.fill(tenant, 44);
    await firstSync({ schedule: 'daily', hour: '3' });
    graph.remove(tenant, 39);
    const settings = await rollcall.storage.syncSettings.read(tenant);
    const at = settings?.daily?.nextAt ?? '';
    later = Date.parse(at) - Date.now() + 60_000;
    await rollcall.storage.jobs.send({ v: 1, type: 'run-sync', tenant, at });
    const held = await tara.waitForCard((card) => card.titles.includes('Discard'), {
      since: 'start',
    });
    expect(held.text).toContain('Sync held: a big change');
    expect(await last()).toMatchObject({ state: 'held', sync: { scheduled: true } });
    expect(await profile('+12025550102')).toContain('Noah Example');
  });
});
