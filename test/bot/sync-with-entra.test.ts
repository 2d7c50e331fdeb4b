import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalGraph, type LocalGraph } from '../../emulators/graph/local-graph.ts';
import { putSamplePeople } from '../../emulators/sample-directory.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const silent = { info: () => undefined, warn: () => undefined };

describe('the sync, from the admin’s chat to Entra and back', () => {
  let graph: LocalGraph;
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  beforeAll(async () => {
    graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: silent });
    await graph.start();
    putSamplePeople(graph);
    rollcall = await startRollcall({ settings: { GRAPH_URL: graph.url.replace('/v1.0', '') } });
    ({ tara } = rollcall.teams);
  });
  afterAll(async () => {
    await rollcall.stop();
    await graph.stop();
  });

  const inPlaceOf = (card: SeenCard, title: string) =>
    tara.waitForCard((seen) => seen.message.id === card.message.id && seen.titles.includes(title), {
      since: 'start',
    });
  async function syncCardOf(): Promise<SeenCard> {
    await tara.say('sync');
    return tara.waitForCard((card) => card.titles.includes('Sync history'));
  }

  it('is set up, shows what the first one would do, writes after a yes, and tells how it ended', async () => {
    const card = await syncCardOf();
    await tara.press(card, 'Change mapping');
    await tara.press(await inPlaceOf(card, 'Save'), 'Save');
    await tara.press(await inPlaceOf(card, 'Sync now'), 'Sync now');
    const preview = await inPlaceOf(card, 'Start sync');
    expect(preview.text).toContain('Nothing in the directory has changed');
    expect(preview.text).toContain('Mika');
    expect((await tara.ask('find Mika')).titles).not.toContain('Edit');
    await tara.press(preview, 'Start sync');
    const notice = await tara.waitForCard((seen) => seen.text.includes('Sync completed'));
    expect(notice.text).toContain('Added');
    await tara.say('find Mika');
    const profile = await tara.waitForCard((seen) => seen.text.includes('+1 202 555 0104'));
    expect(profile.text).toContain('Account Manager');
  });

  it('takes over what changed since, and removes who is gone', async () => {
    const { tenantId } = tara.person;
    const { mika, gita } = rollcall.teams;
    graph.users.put(tenantId, {
      id: mika.person.aadObjectId,
      displayName: mika.person.name,
      givenName: 'Mika',
      surname: 'Sample',
      mail: mika.person.email,
      mobilePhone: '+1 202 555 0104',
      jobTitle: 'Head of Accounts',
    });
    graph.users.remove(tenantId, gita.person.aadObjectId);
    await tara.press(await syncCardOf(), 'Sync now');
    const notice = await tara.waitForCard((seen) => seen.text.includes('Sync completed'));
    expect(notice.text).toContain('2 people added, updated or removed');
    await tara.say('find Mika');
    const profile = await tara.waitForCard((seen) => seen.text.includes('+1 202 555 0104'));
    expect(profile.text).toContain('Head of Accounts');
    await tara.say('sync');
    const card = await tara.waitForCard((seen) => seen.titles.includes('Reset sync'));
    expect(card.text).toContain('Completed');
  });
});
