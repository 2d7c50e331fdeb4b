import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { composeRollcall, type Rollcall } from '../../../src/app/rollcall.ts';
import { checkDeployment } from '../../../src/features/doctor/check-deployment.ts';
import { createLog } from '../../../src/log.ts';
import { readSettings } from '../../../src/settings.ts';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { createStorage } from '../../../src/infra/storage/storage.ts';
import { textFor } from '../../../src/text/text.ts';
import { eventually } from '../../support/eventually.ts';
import { startRollcall } from '../../support/rollcall.ts';
import { testConnectionString } from '../../support/storage.ts';

const words = textFor('en').doctor;
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

/** The product as in production: with an app id, so signatures are checked. */
async function deployed(connectionString: string, ensured = true): Promise<string> {
  const settings = readSettings(
    {
      ROLE: 'web',
      MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
      MicrosoftAppPassword: 'invented for this test',
      MicrosoftAppTenantId: '99999999-2222-4333-8444-555555555555',
      AZURE_STORAGE_CONNECTION_STRING: connectionString,
    },
    false,
  );
  const storage = createStorage(await connectStorage({ connectionString }));
  if (ensured) await storage.ensure();
  const log = createLog('silent');
  const rollcall: Rollcall = composeRollcall({ settings, storage, log, concurrency: 4 });
  const port = await rollcall.server?.listen(0, '127.0.0.1');
  rollcall.start();
  stops.push(() => rollcall.stop());
  const url = `http://127.0.0.1:${String(port)}`;
  // It is ready once its loops have turned.
  if (ensured) {
    await eventually(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200));
  }
  return url;
}

async function answering(status: number, body: string): Promise<string> {
  const server: Server = createServer((_, outgoing) => {
    outgoing.statusCode = status;
    outgoing.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const found = async (url: string | undefined) =>
  (await checkDeployment(url, words)).map(({ outcome, sentence }) => [outcome, sentence]);

describe('of a running deployment the doctor', () => {
  it('says that it is alive, ready and guarded where it is', async () => {
    expect(await found(`${await deployed(testConnectionString())}/`)).toEqual([
      ['ok', words.deployment.aliveFine],
      ['ok', words.deployment.readyFine],
      ['ok', words.deployment.doorFine],
      ['ok', words.deployment.pagesFine],
      ['ok', words.deployment.linksFine],
    ]);
  });

  it('says that its storage is away, though the process is alive', async () => {
    const url = await deployed(testConnectionString(), false);
    expect(await found(url)).toContainEqual(['wrong', words.deployment.notReady(503)]);
  });

  it('sees that anybody could speak as anybody: no signature is asked for', async () => {
    const rollcall = await startRollcall();
    stops.push(() => rollcall.stop());
    const [, ready, door] = await found(rollcall.url);
    expect(ready?.[0]).toBe('ok');
    expect(door?.[0]).toBe('wrong');
    expect(door?.[1]).toMatch(/answered \d+ to an unsigned message/);
  });

  it.each([
    [200, '<html>a welcome page</html>'],
    [404, 'Not found'],
    [502, 'Bad gateway'],
  ])('sees that somebody else answers there: %d', async (status, body) => {
    expect(await found(await answering(status, body))).toEqual([
      ['wrong', words.deployment.notRollcall(status)],
      ['skipped', words.deployment.needsAlive],
    ]);
  });

  it('sees that something in front lets only Teams’ messages and the probes through', async () => {
    const server = createServer(({ url = '', method }, outgoing) => {
      const isProbe = ['/healthz', '/readyz'].includes(url);
      outgoing.statusCode = method === 'POST' ? 401 : isProbe ? 200 : 404;
      outgoing.end(isProbe ? '{"status":"alive"}' : 'Not found');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => new Promise((resolve) => server.close(resolve)));
    const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await found(host)).slice(3)).toEqual([
      ['wrong', words.deployment.noPage(`${host}/privacy`)],
      ['wrong', words.deployment.noLinks('/files/')],
    ]);
  });

  it('says that nobody answers, and how that was learnt', async () => {
    expect((await found('http://127.0.0.1:9'))[0]).toEqual([
      'wrong',
      expect.stringMatching(/can’t be reached \(\w+.*\)/),
    ]);
  });

  it('asks nobody over plain http, and nobody where no address is given', async () => {
    expect(await found('http://rollcall.example')).toEqual([['wrong', words.deployment.notHttps]]);
    expect(await found(undefined)).toEqual([['skipped', words.deployment.noUrl]]);
  });
});
