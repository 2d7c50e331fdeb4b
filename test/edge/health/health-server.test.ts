import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHealthServer, type HealthServer } from '../../../src/edge/health/health-server.ts';
import { createLog } from '../../../src/log.ts';
import { timed } from '../../support/lived-time.ts';
import { ask, dial } from '../raw-request.ts';

/** It listens on a worker's network as the edge does on the web's: the same strangers reach it. */
describe('a worker’s health checks', () => {
  let server: HealthServer;
  let port: number;
  beforeAll(async () => {
    const ready = {
      answer: () => Promise.resolve({ status: 200 as const, body: {} }),
      stop: () => undefined,
    };
    server = createHealthServer(ready, createLog('silent'));
    port = await server.listen(0, '127.0.0.1');
  });
  afterAll(() => server.close());

  const head = 'GET /healthz HTTP/1.1\r\nHost: x\r\n';
  it.each([
    ['their probes', `${head}\r\n`, 200],
    ['a probe that wants no body', 'HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n', 200],
    ['a probe of HTTP 1.0 without a host', 'GET /readyz HTTP/1.0\r\n\r\n', 200],
    ['a host that makes no address', 'GET /healthz HTTP/1.1\r\nHost: [\r\n\r\n', 400],
    ['a target that makes no address', 'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['an upgrade', `${head}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, 400],
    ['another method', 'POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', 405],
    ['a body', `${head}Content-Length: 5\r\n\r\nhello`, 413],
  ])('answer %s', async (_what, bytes, status) => {
    expect(await ask(port, bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  it('answer one request on a connection at a time, since Node may end the process over more', async () => {
    const refused = 'GET /healthz HTTP/1.1\r\nHost: [\r\n\r\n';
    const long = `TRACE / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n${'['.repeat(5_000)}`;
    for (let round = 0; round < 30; round += 1) {
      const socket = await dial(port);
      socket.write(refused + long + `${head}\r\n`);
      socket.destroy();
    }
    expect(await ask(port, `${head}\r\n`)).toMatch(/ 200 /);
  });

  it('are over in time at a stop, whoever is still connected', async () => {
    const other = createHealthServer(
      { answer: () => new Promise(() => undefined), stop: () => undefined },
      createLog('silent'),
    );
    const at = await other.listen(0, '127.0.0.1');
    const [silent, waiting, halfOpen] = [await dial(at), await dial(at), await dial(at)];
    waiting.write('GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n');
    halfOpen.write(head);
    halfOpen.end();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await timed(other.close())).livedMs).toBeLessThan(15_000);
    for (const socket of [silent, waiting, halfOpen]) socket.destroy();
  });
});
