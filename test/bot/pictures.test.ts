import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createLocalGraph, type LocalGraph } from '../../emulators/graph/local-graph.ts';
import { eventually } from '../support/eventually.ts';
import { giveOwnRecord } from '../support/own-record.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { TeamsClient } from '../support/teams-client.ts';

const silent = { info: () => undefined, warn: () => undefined };

let graph: LocalGraph;
let rollcall: TestRollcall;
beforeAll(async () => {
  graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: silent });
  await graph.start();
  rollcall = await startRollcall({ settings: { GRAPH_URL: graph.url.replace('/v1.0', '') } });
});
afterAll(async () => {
  await rollcall.stop();
  await graph.stop();
});

/** The address of the picture on a person's own profile. */
async function pictureOf(one: TeamsClient): Promise<string | undefined> {
  await one.say('me');
  const card = await one.waitForCard((seen) => seen.text.includes('Employee'));
  return /"url":"([^"]+)"/u.exec(JSON.stringify(card.json))?.[1];
}

it('a profile has the picture from Entra once it was fetched, and initials before', async () => {
  const { gita } = rollcall.teams;
  const { tenantId, aadObjectId, name } = gita.person;
  graph.users.put(tenantId, { id: aadObjectId, displayName: name });
  const id = 'a'.repeat(32);
  const fields = { firstName: name, phone: '+442079460993' };
  await giveOwnRecord(rollcall.storage, gita.person, { id, fields });
  graph.faults.throttle(1, 1);
  expect(await pictureOf(gita)).toBeUndefined();
  const note = `pictures/${tenantId}/${id}.json`;
  await eventually(async () => {
    expect(await rollcall.storage.files.exists(note)).toBe(true);
  });
  const url = await pictureOf(gita);
  const picture = await fetch(url ?? '');
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});
