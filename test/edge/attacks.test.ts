import { setTimeout as pause } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { timed } from '../support/lived-time.ts';
import { freePort, startProcess, type RollcallProcess } from '../support/process.ts';
import { testConnectionString } from '../support/storage.ts';
import { fuzzEdge } from './fuzz-edge.ts';
import { portsOf } from './ports-of.ts';
import { ask, dial } from './raw-request.ts';
import { openConnections } from './sockets.ts';

const upgrade =
  'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';

/**
 * Loaded before the product, like a library that writes to the console and, after a signal, throws where
 * nothing catches it.
 */
const misbehaving = `data:text/javascript,${encodeURIComponent(`
  process.on('SIGUSR2', () => {
    console.error('Error finding key for token. Available keys: -----BEGIN PUBLIC KEY-----\\nMIIB\\nIDAQAB\\n-----END PUBLIC KEY-----\\n');
    setTimeout(() => { throw new Error('made by the test'); }, 200);
  });
`)}`;

/** The product as a process of its own, since what is tried here would otherwise end the test. */
describe('whoever reaches the port', () => {
  let product: RollcallProcess;
  let environment: Record<string, string>;
  let dataDir: string;
  let port: number;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'attacks-'));
    port = await freePort();
    environment = {
      AZURE_STORAGE_CONNECTION_STRING: testConnectionString(),
      PORT: String(port),
      DATA_DIR: dataDir,
    };
    product = await startProcess(environment, misbehaving);
  });
  afterAll(async () => {
    await product.kill();
    await rm(dataDir, { recursive: true, force: true });
  });

  const isAlive = () => product.child.exitCode === null && product.child.signalCode === null;
  async function expectHealthy(): Promise<void> {
    expect(isAlive()).toBe(true);
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
      signal: AbortSignal.timeout(60_000),
      headers: { connection: 'close' },
    });
    expect(answer.status).toBe(200);
  }
  const refusals = () =>
    product
      .log()
      .split('\n')
      .filter((line) => line.includes('a request was refused'));

  it.each([
    ...['x:99999', '[', 'a b', 'a%', '', 'x, y', 'h'.repeat(300)].map((host) => [
      `Host: ${host.slice(0, 20)}`,
      `GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      400,
    ]),
    ...[
      'http://[',
      'http://x:99999/',
      'http://a%/',
      'http://///',
      '//x/healthz',
      '/%zz',
      'x:1',
    ].map((target) => [`target ${target}`, `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`, 400]),
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n', 400],
    ['two hosts', 'GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', 400],
    ['no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['a tunnel', 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['an upgrade', upgrade, 400],
    ['another method', 'DELETE /healthz HTTP/1.1\r\nHost: x\r\n\r\n', 405],
    ['another expectation', 'GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: y\r\n\r\n', 417],
    ['a long target', `GET /${'a'.repeat(5_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 414],
    ['long headers', `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'a body that would be too long, asked for first',
      'POST /api/messages HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 999999999\r\n\r\n',
      413,
    ],
  ] as [string, string, number][])(
    'is refused with %s, in one line of the log, and the process lives',
    async (_what, bytes, status) => {
      const before = refusals().length;
      expect(await ask(port, bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      await expectHealthy();
      const lines = refusals().slice(before);
      expect(lines).toHaveLength(1);
      expect(lines[0]?.length).toBeLessThan(600);
    },
  );

  it('ends nothing by asking for an upgrade and breaking off', async () => {
    for (let round = 0; round < 20; round += 1) {
      const socket = await dial(port);
      socket.write(upgrade);
      await pause(10);
      socket.resetAndDestroy();
    }
    await expectHealthy();
  });

  it('keeps nobody out with a thousand upgrades, and leaves none behind', async () => {
    const sockets = await Promise.all(Array.from({ length: 1_000 }, () => dial(port)));
    for (const socket of sockets) socket.write(upgrade);
    await pause(500);
    await expectHealthy();
    for (const socket of sockets) socket.end();
    await pause(500);
    expect((await openConnections(port)) ?? 0).toBe(0);
    for (const socket of sockets) socket.destroy();
  });

  it('keeps nobody out with more connections than there is room for', async () => {
    const sockets = await Promise.all(Array.from({ length: 1_100 }, () => dial(port)));
    await expectHealthy();
    for (const socket of sockets) socket.destroy();
  });

  it('writes no more into the log than a line of some hundred characters, however much they send', async () => {
    const before = product.log().length;
    const long = 'i'.repeat(240_000);
    const activity = {
      ...{ type: 'message', id: long, from: { id: 'x' }, recipient: { id: 'y' } },
      ...{ conversation: { id: 'z' }, serviceUrl: 'https://example.com/', text: long.slice(0, 9) },
    };
    const post = () =>
      fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      });
    const answers = await Promise.all(Array.from({ length: 40 }, post));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
    await pause(100);
    expect(product.log().length - before).toBeLessThan(40 * 1_000);
  });

  it('finds no bytes that end it, make it deaf or leave a connection behind: neither here nor at local Teams and Graph', async () => {
    const others = portsOf(product.log());
    const { child } = product;
    const outcome = await fuzzEdge({ child, port }, { seed: 14, count: 3_000 });
    expect(outcome.sent).toBe(3_000);
    await fuzzEdge({ child, port, others }, { seed: 15, count: 1_000 });
  });

  it('can’t hold up a stop: all is closed within 5 s, in good order', async () => {
    const silent = await dial(port);
    const upgraded = await dial(port);
    upgraded.write(upgrade);
    const begun = await dial(port);
    begun.write('POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    const halfOpen = await dial(port);
    halfOpen.write('GET /healthz HTTP/1.1\r\nHost: x\r\n');
    halfOpen.end();
    await pause(200);
    const { answer: code, livedMs } = await timed(product.terminate());
    expect(code).toBe(0);
    expect(livedMs).toBeLessThan(15_000);
    for (const socket of [silent, upgraded, begun, halfOpen]) socket.destroy();
    product = await startProcess(environment, misbehaving);
  });

  it('and what is wrong in the product itself is logged, and ends it in good order to be started again', async () => {
    const ended = new Promise<number | null>((resolve) => product.child.once('exit', resolve));
    product.child.kill('SIGUSR2');
    expect(await ended).toBe(1);
    const lines = product.log().trim().split('\n');
    const said = lines.filter((line) => line.includes('a library wrote to the console'));
    expect(said).toHaveLength(1);
    expect(JSON.parse(said[0] ?? '')).toMatchObject({ level: 'warn' });
    const plain = lines.filter((line) => !line.startsWith('{') && line.trim() !== '');
    // The one line for people, if there was time for it.
    expect(plain.filter((line) => !line.includes('Local Teams'))).toEqual([]);
    const uncaught = lines.find((line) => line.includes('uncaught error'));
    expect(uncaught).toContain('made by the test');
    expect(lines.at(-1)).toContain('"stopped"');
  });
});
