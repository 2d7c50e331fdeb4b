import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { usualTurnLimits } from '../../src/edge/turn-limits.ts';
import { startAzurite, type Azurite } from '../../emulators/azurite/azurite.ts';
import { createLocalGraph } from '../../emulators/graph/local-graph.ts';
import { createLog } from '../../src/log.ts';
import { connectStorage } from '../../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../../src/infra/storage/storage.ts';
import { invokeBy, pressBy } from '../support/invokes.ts';
import { eventually } from '../support/eventually.ts';
import { timed } from '../support/lived-time.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

/** Teams gives up after 15 s at the latest. */
const teamsPatienceMs = 15_000;
/** For what comes after a limit. A call that hangs would hang for a minute. */
const afterwardsMs = 5_000;
const tooLong = /taking longer than usual/;
const quiet = () => undefined;
const log = createLog('silent');

describe('while the storage is silent', () => {
  let azurite: Azurite;
  let storage: Storage;
  let rollcall: TestRollcall;
  beforeAll(async () => {
    azurite = await startAzurite({
      ...{ ports: 'free', environment: process.env },
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
    const { connectionString, peopleConnectionString: people } = azurite;
    storage = createStorage(await connectStorage({ connectionString, people }));
    await storage.ensure();
    rollcall = await startRollcall({
      storage,
      teams: { resendMs: 60_000 },
      parts: { turnLimits: usualTurnLimits },
    });
  });
  afterAll(async () => {
    signal('SIGCONT');
    await rollcall.stop();
    await azurite.stop();
  });

  /** Its processes are there and accept connections, and answer nothing. */
  function signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    for (const pid of azurite.pids()) process.kill(pid, name);
  }

  /** Its processes have done what they were asked meanwhile, and answer at once again. */
  const untilAwake = () => eventually(() => storage.ping());

  it('every turn has its answer before Teams gives up on it, and is done when it comes again', async () => {
    const { tara, omar, gita } = rollcall.teams;
    await tara.say('help');
    signal('SIGSTOP');
    const message = { ...invokeBy(tara, '', undefined), type: 'message', text: 'admins' };
    const said = { ...message, serviceUrl: rollcall.teams.teams.serviceUrl };
    const press = pressBy(tara, 'show-attributes', { v: 1, verb: 'show-attributes' });
    const search = { dataset: 'people', queryText: 'ada' };
    const installed = {
      ...invokeBy(gita, '', undefined),
      ...{ type: 'installationUpdate', action: 'add' },
    };
    const [words, button, found, added] = await Promise.all([
      timed(tara.send(said)),
      timed(tara.send(press)),
      timed(omar.send(invokeBy(omar, 'application/search', search))),
      timed(gita.send(installed)),
    ]);
    for (const { ms, livedMs } of [words, button, found, added]) {
      expect(ms).toBeGreaterThan(usualTurnLimits.turnMs - 500);
      expect(livedMs).toBeLessThan(teamsPatienceMs);
    }
    expect(words.answer).toMatchObject({ status: 200 });
    expect((await tara.waitForMessage(tooLong, { since: 'start' })).text).toMatch(tooLong);
    expect(button.answer).toMatchObject({ status: 200 });
    expect(JSON.stringify(button.answer)).toMatch(tooLong);
    expect(found.answer).toMatchObject({ status: 200, body: { value: { results: [] } } });
    // Nobody gets an answer, so that Teams sends it again.
    expect(added.answer).toMatchObject({ status: 503 });

    signal('SIGCONT');
    await untilAwake();
    // It comes again and again: beside a load, a turn may take too long once more.
    await eventually(async () => {
      await tara.send(said);
      expect(tara.cards().flatMap(({ titles }) => titles)).toContain('Add admin');
    });
    await eventually(async () => {
      expect(JSON.stringify(await tara.send(press))).toContain('Add attribute');
    });
    await eventually(async () => {
      expect(await gita.send(installed)).toMatchObject({ status: 200 });
    });
  });

  it('a stop is over in time: whoever is answered is told so, and nothing hangs', async () => {
    const { mika } = rollcall.teams;
    signal('SIGSTOP');
    const asked = timed(mika.say('help'));
    await pause(300);
    const stopped = timed(rollcall.stop());
    const { answer, livedMs } = await asked;
    expect(answer).toMatchObject({ status: 200 });
    expect(livedMs).toBeLessThan(10_000);
    expect((await stopped).livedMs).toBeLessThan(20_000);
  });
});

describe('a turn', () => {
  // Long enough for a busy machine to begin the download, and shorter than the file takes.
  const turnLimits = { turnMs: 5_000, reserveMs: 500, lastAnswerMs: 400, longWorkMs: 16_000 };
  let host: Server;
  let rollcall: TestRollcall;
  let address: string;
  let graph: ReturnType<typeof createLocalGraph>;
  beforeAll(async () => {
    host = createServer((_request, response) => {
      // A byte now and then: nothing is silent for long.
      const people = [150, 151, 152, 153].map((number) => `+44 20 7946 0${number},Ada\n`);
      const rows = `Phone,First name\n${people.join('')}`;
      let at = 0;
      const timer = setInterval(() => {
        response.write(rows.slice(at, at + 3));
        at += 3;
        if (at < rows.length) return;
        clearInterval(timer);
        response.end();
      }, 200);
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    graph = createLocalGraph({ port: 0, host: '127.0.0.1', log });
    await graph.start();
    const settings = { GRAPH_URL: new URL(graph.url).origin };
    rollcall = await startRollcall({ settings, parts: { turnLimits } });
  });
  afterAll(async () => {
    await rollcall.stop();
    await graph.stop();
    host.closeAllConnections();
    host.close();
  });

  it('with a file that is long on its way says so and ends; the file comes all the same, once', async () => {
    const { tara } = rollcall.teams;
    const { livedMs, answer } = await timed(
      tara.sendFileAddress('slow.csv', `${address}/slow.csv`),
    );
    expect(livedMs).toBeLessThan(turnLimits.turnMs + afterwardsMs);
    expect(answer).toMatchObject({ status: 200 });
    expect((await tara.waitForMessage(tooLong)).text).toMatch(/two minutes/);
    const question = await tara.waitForCard((card) => card.titles.includes('Continue'));
    await tara.press(question, 'Continue', { network: 'Employee' });
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    expect(preview.text).toContain('slow.csv');
    const { operations } = rollcall.storage;
    expect((await operations.page(tara.person.tenantId, 'import', 9)).operations).toHaveLength(1);
  });

  it('with a file that comes to nothing after it has ended says that in the chat', async () => {
    const { omar } = rollcall.teams;
    const { tenantId, aadObjectId } = omar.person;
    await rollcall.storage.roles.give(tenantId, aadObjectId, 'organization-admin');
    const endless = createServer((_request, response) => {
      const timer = setInterval(() => response.write('Phone,First name\n'.repeat(20)), 300);
      response.on('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    const { port } = endless.address() as AddressInfo;
    await omar.sendFileAddress('endless.csv', `http://127.0.0.1:${port}/endless.csv`);
    expect((await omar.waitForMessage(tooLong)).text).toMatch(tooLong);
    const failure = await omar.waitForMessage(/Send it again/);
    expect(failure.text).toMatch(/took too long/);
    endless.closeAllConnections();
    endless.close();
  });

  it('is answered in time while Teams doesn’t take what it says, and can be delivered again', async () => {
    const { mika, switches, teams } = rollcall.teams;
    const said = {
      ...invokeBy(mika, '', undefined),
      ...{ type: 'message', text: 'help', serviceUrl: teams.serviceUrl },
    };
    switches.set({ connector: { answer: 'hang', times: 'all', call: 'send' } });
    const { livedMs, answer } = await timed(mika.send(said));
    expect(answer).toMatchObject({ status: 503 });
    expect(livedMs).toBeLessThan(turnLimits.turnMs + turnLimits.lastAnswerMs + afterwardsMs);
    switches.set({ connector: null });
    expect(await mika.send(said)).toMatchObject({ status: 200 });
    await mika.waitForCard((card) => card.titles.includes('My profile'));
  });

  it('is answered in time while Entra is silent', async () => {
    const { tara } = rollcall.teams;
    graph.faults.hang(true);
    const search = { dataset: 'entra-groups', queryText: 'sales' };
    const { livedMs, answer } = await timed(
      tara.send(invokeBy(tara, 'application/search', search)),
    );
    graph.faults.hang(false);
    expect(livedMs).toBeLessThan(turnLimits.turnMs + afterwardsMs);
    expect(answer).toMatchObject({ status: 200 });
  });
});
