import { createServer, request, type Agent, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFreshConnections } from '../../src/edge/fresh-connections.ts';
import { invokeBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { standStill } from '../support/stand-still.ts';

/** Where each request came from: requests over one connection come from the same port. */
const from: (number | undefined)[] = [];
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((asked, response) => {
    from.push(asked.socket.remotePort);
    asked.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end('{"id":"1"}');
    });
  });
  // It never gives a connection up by itself.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (agent: Agent) =>
  new Promise<void>((resolve, reject) => {
    request(url, { agent }, (answer) => answer.resume().on('end', resolve))
      .on('error', reject)
      .end();
  });

describe('a connection to Teams', () => {
  it('is used again while it is fresh', async () => {
    const agent = createFreshConnections(60_000)(url);
    from.length = 0;
    for (let time = 0; time < 3; time += 1) await ask(agent);
    expect(new Set(from).size).toBe(1);
    agent.destroy();
  });

  it('isn’t used any more once it was idle for long, though no timer has run since', async () => {
    const agent = createFreshConnections(50)(url);
    from.length = 0;
    await ask(agent);
    await new Promise((resolve) => setImmediate(resolve));
    standStill(80);
    await ask(agent);
    expect(new Set(from).size).toBe(2);
    agent.destroy();
  });

  describe('that the bot answers over', () => {
    let rollcall: TestRollcall;
    beforeAll(async () => {
      rollcall = await startRollcall();
    });
    afterAll(() => rollcall.stop());

    it('is a new one after some seconds, so that no answer meets the end of an old one', async () => {
      const { tara } = rollcall.teams;
      const says = async (id: string) => {
        const { value: _none, name: _name, ...envelope } = invokeBy(tara, '', undefined);
        const message = { ...envelope, type: 'message', text: 'help', id, serviceUrl: url };
        from.length = 0;
        expect(await tara.send(message)).toMatchObject({ status: 200 });
        expect(from.length).toBeGreaterThan(0);
        return [...from];
      };
      const before = await says('first');
      await new Promise((resolve) => setTimeout(resolve, 3_500));
      const after = await says('second');
      expect(before).not.toContain(after[0]);
    });
  });
});
