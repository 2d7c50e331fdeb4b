import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkEntra } from '../../../src/features/doctor/check-entra.ts';
import type { EntraDoor } from '../../../src/features/doctor/ports.ts';
import { AppError } from '../../../src/errors.ts';
import { createGraphClient } from '../../../src/infra/graph/graph-client.ts';
import { createLocalGraph, type LocalGraph } from '../../../emulators/graph/local-graph.ts';
import { createLog } from '../../../src/log.ts';
import { textFor } from '../../../src/text/text.ts';

const words = textFor('en').doctor;
const tenant = '00000000-0000-4000-8000-0000000000a1';

/** The product's own client, at a Graph on loopback. */
function doorTo(url: string): EntraDoor {
  const tokenOf = () => Promise.resolve(`local:${tenant}`);
  const graph = createGraphClient({ url, tokenOf });
  return { token: tokenOf, get: (path, headers) => graph.get(tenant, path, headers) };
}

const sentencesOf = async (door: EntraDoor) =>
  (await checkEntra(door, words)).map(({ outcome, sentence }) => [outcome, sentence]);

let graph: LocalGraph;
beforeAll(async () => {
  graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: createLog('silent') });
  await graph.start();
});
afterAll(() => graph.stop());

/** Refuses what begins with `path`, and answers everything else with nobody. */
async function refusing(path: string): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const refused = incoming.url?.startsWith(`/v1.0/${path}`) === true;
    outgoing.writeHead(refused ? 403 : 200, { 'content-type': 'application/json' });
    outgoing.end(
      JSON.stringify(
        refused
          ? { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } }
          : { value: [] },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe('of Microsoft Graph the doctor', () => {
  it('says that the calls of the sync are answered where they are', async () => {
    expect(await sentencesOf(doorTo(new URL(graph.url).origin))).toEqual([
      ['ok', words.entra.tokenFine],
      ['ok', words.entra.usersFine],
      ['ok', words.entra.groupsFine],
    ]);
  });

  it.each([
    ['users', 'User.Read.All'],
    ['groups', 'GroupMember.Read.All'],
  ])('names the permission that is missing for %s', async (path, permission) => {
    const server = await refusing(path);
    const { port } = server.address() as AddressInfo;
    const found = await sentencesOf(doorTo(`http://127.0.0.1:${port}`));
    expect(found.filter(([outcome]) => outcome === 'wrong')).toEqual([
      ['wrong', words.entra.refused(permission)],
    ]);
    server.close();
  });

  it('is refused when Graph stays busy, after the pauses that Graph asks for and no others', async () => {
    let asked = 0;
    const server = createServer((_incoming, outgoing) => {
      asked += 1;
      outgoing.writeHead(429, { 'retry-after': '0' });
      outgoing.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(doorTo(`http://127.0.0.1:${port}`).get('users')).rejects.toThrow();
    expect(asked).toBe(4);
    server.close();
  });

  it('says that nobody answers', async () => {
    const found = await sentencesOf(doorTo('http://127.0.0.1:9'));
    expect(found.slice(1)).toEqual([
      ['wrong', words.entra.unreachable],
      ['wrong', words.entra.unreachable],
    ]);
  });

  it.each([
    ['AADSTS7000215: Invalid client secret provided.', words.entra.wrongSecret],
    [
      'AADSTS7000222: The provided client secret keys for app are expired.',
      words.entra.secretExpired,
    ],
    ['AADSTS700016: Application was not found in the directory.', words.entra.unknownApp],
    ['AADSTS90002: Tenant not found.', words.entra.unknownTenant],
    ['AADSTS50034: something of its own', words.entra.noToken('AADSTS50034')],
    ['getaddrinfo ENOTFOUND', words.entra.noToken()],
  ])('says why there is no token: %s', async (message, sentence) => {
    const cause = new Error(`${message} Trace ID: not-for-the-screen`);
    const token = () => Promise.reject(new AppError('entra-unreachable', {}, { cause }));
    const found = await sentencesOf({ ...doorTo(graph.url), token });
    expect(found).toEqual([
      ['wrong', sentence],
      ['skipped', words.entra.needsToken],
    ]);
    expect(JSON.stringify(found)).not.toContain('not-for-the-screen');
  });

  it('knows a machine without a managed identity by the SDK’s own error', async () => {
    const { CredentialUnavailableError } = await import('@azure/identity');
    const cause = new CredentialUnavailableError('no endpoint');
    const token = () => Promise.reject(new AppError('entra-unreachable', {}, { cause }));
    expect((await sentencesOf({ ...doorTo(graph.url), token }))[0]).toEqual([
      'wrong',
      words.entra.noIdentity,
    ]);
  });
});
