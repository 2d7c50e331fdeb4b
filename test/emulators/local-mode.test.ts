import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { LocalGraph } from '../../emulators/graph/local-graph.ts';
import { startGraph } from '../../emulators/local-mode.ts';
import { samplePeople, sampleTenants } from '../../emulators/teams/people.ts';
import { createLog } from '../../src/log.ts';
import { parsePhoneNumber } from 'libphonenumber-js/max';
import { round, tenantId } from './graph/graph-client.ts';

const log = createLog('silent');
let dataDir: string;
let started: (() => Promise<unknown>)[];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'local-mode-'));
  started = [];
});
afterEach(async () => {
  await stopAll();
  await rm(dataDir, { recursive: true, force: true });
});

function start(): Promise<LocalGraph> {
  return startGraph({ log, dataDir }, started);
}

async function stopAll(): Promise<void> {
  for (const stop of started.splice(0)) await stop();
}

it('begins with the sample people in Entra, so that a sync finds those who can be talked to', async () => {
  const graph = await start();
  const select = '/users/delta?$select=displayName,mail,userType,mobilePhone';
  const { value } = await round(graph, select);

  expect(graph.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\.0$/);
  const ours = samplePeople.filter((person) => person.tenantId === tenantId);
  expect(value.map(({ id, mail }) => [id, mail])).toEqual(
    ours.map(({ aadObjectId, email }) => [aadObjectId, email]),
  );
  const phones = value.map(({ mobilePhone }) => parsePhoneNumber(mobilePhone as string));
  expect(phones.every((phone) => phone.isValid())).toBe(true);
  const guests = value.filter(({ userType }) => userType === 'Guest');
  expect(guests.map(({ mail }) => mail)).toEqual(['leo@partner.example']);
  expect(graph.users.count(sampleTenants.other.id)).toBe(2);
});

it('after a restart leaves removed sample people removed, and its old links work', async () => {
  const before = await start();
  const { deltaLink } = await round(before, '/users/delta?$select=displayName');
  const [tara] = samplePeople;
  before.users.remove(tenantId, tara?.aadObjectId ?? '');
  await stopAll();

  const after = await start();
  expect((await round(after, deltaLink)).value).toEqual([
    { id: tara?.aadObjectId, '@removed': { reason: 'changed' } },
  ]);
});

it('a second start by mistake takes neither the port nor what the first keeps', async () => {
  await start();
  await stopAll();
  const first = await start();
  const second = await start();
  first.users.put(tenantId, { id: 'a', displayName: 'Person a' });
  expect(second.url).not.toBe(first.url);
  await stopAll();

  const after = await start();
  expect(after.url).toBe(first.url);
  expect(after.users.get(tenantId, 'a')?.displayName).toBe('Person a');
});
