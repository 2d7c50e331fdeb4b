import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { createLog } from '../../../src/log.ts';
import { createOutboxSweep } from '../../../src/features/notices/sweep.ts';
import { startRollcall, type TestRollcall } from '../../support/rollcall.ts';
import { endedImport, putNotice, referenceTo, rowOf, rowThat } from './rig.ts';
import { startConnector, tara, tellOf } from './rig.ts';

describe('what Teams answers to a notice', () => {
  let rollcall: TestRollcall;
  let connector: Awaited<ReturnType<typeof startConnector>>;
  beforeAll(async () => {
    connector = await startConnector();
    rollcall = await startRollcall();
  });
  afterAll(async () => {
    await rollcall.stop();
    await connector.stop();
  });
  const chatAtConnector = () => ({
    tenant: tara.tenantId,
    person: tara.aadObjectId,
    name: tara.name,
    reference: referenceTo(connector.url, tara),
    reachable: true,
  });
  beforeEach(() => rollcall.storage.chats.save(chatAtConnector()));

  async function told() {
    const operation = await endedImport(rollcall.storage, tara);
    await tellOf(rollcall.storage, operation);
    return operation;
  }

  const chat = () => rollcall.storage.chats.read(tara.tenantId, tara.aadObjectId);

  it.each([412, 429, 502, 503, 504])(
    '%d: the notice comes with a later try, once, or a platform that was busy for a moment would swallow it',
    async (status) => {
      connector.willAnswer({ status });
      const operation = await told();
      const row = await rowThat(rollcall.storage, operation, ({ state }) => state === 'sent');
      expect(row.tries).toBe(2);
      expect(connector.requests).toHaveLength(2);
      const [first, second] = connector.requests;
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(900);
    },
  );

  it.each([
    ['as seconds', () => '4'],
    ['as a date', () => new Date(Date.now() + 5_000).toUTCString()],
  ])(
    '429 with Retry-After %s: nothing is sent before, or Teams would shut the bot out for longer',
    async (_how, retryAfter) => {
      connector.willAnswer({ status: 429, headers: { 'retry-after': retryAfter() } });
      const operation = await told();
      await rowThat(
        rollcall.storage,
        operation,
        ({ state, tries }) => state === 'pending' && tries === 1,
      );
      // Requested once more, it still isn't sent early.
      await tellOf(rollcall.storage, operation);
      await rowThat(rollcall.storage, operation, ({ state }) => state === 'sent');
      expect(connector.requests).toHaveLength(2);
      const [first, second] = connector.requests;
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3_900);
    },
  );

  it.each([
    [500, 'ServiceError'],
    [403, 'ForbiddenOperationException'],
    [413, 'MessageSizeTooBig'],
    [400, 'BadSyntax'],
    [401, 'Unauthorized'],
    [408, 'RequestTimeout'],
  ])(
    '%d %s: the notice waits with its reason until the person writes, and holds up no other',
    async (status, code) => {
      const { tara: admin } = rollcall.teams;
      await admin.say('hello');
      connector.willAnswer({ status, code });
      await rollcall.storage.chats.save(chatAtConnector());
      const refused = await told();
      const row = await rowThat(rollcall.storage, refused, ({ state }) => state === 'waiting');
      expect(row.reason).toBe(`refused ${status} ${code}`);
      expect(connector.requests).toHaveLength(1);
      const next = await told();
      await rowThat(rollcall.storage, next, ({ state }) => state === 'sent');
      await admin.say('hello');
      await rowThat(rollcall.storage, refused, ({ state }) => state === 'sent');
      expect(
        admin.cards('start').filter(({ text }) => text.includes(refused.fileName)),
      ).toHaveLength(1);
    },
  );

  it('a refused notice is tried again a day later, though its person writes nothing', async () => {
    connector.willAnswer({ status: 403, code: 'ForbiddenOperationException' });
    const operation = await told();
    const { storage } = rollcall;
    await rowThat(storage, operation, ({ state }) => state === 'waiting');
    await eventually(async () => expect((await chat())?.reachable).toBe(false));
    const sweepAfter = (hours: number) =>
      createOutboxSweep({
        ...storage,
        log: createLog('silent'),
        now: () => Date.now() + hours * 3_600_000,
      })();
    await sweepAfter(12);
    expect(connector.requests).toHaveLength(1);
    await sweepAfter(25);
    await rowThat(storage, operation, ({ state }) => state === 'sent');
    expect(connector.requests).toHaveLength(2);
  });

  it.each([
    'ConversationBlockedByUser',
    'BotDisabledByAdmin',
    'MessageWritesBlocked',
    'BotNotInConversationRoster',
  ])(
    '403 %s: one request, then silence: the notice waits, and the next one isn’t even tried',
    async (code) => {
      connector.willAnswer({ status: 403, code });
      const first = await told();
      const row = await rowThat(rollcall.storage, first, ({ state }) => state === 'waiting');
      expect(row.reason).toBe(`403 ${code}`);
      const next = await told();
      expect(
        (await rowThat(rollcall.storage, next, ({ state }) => state === 'waiting')).reason,
      ).toBe(`403 ${code}`);
      expect(connector.requests).toHaveLength(1);
      expect(await chat()).toMatchObject({ reachable: false, reason: `403 ${code}` });
    },
  );

  it('404: the notice waits and the address of the chat is forgotten: it leads nowhere any more', async () => {
    connector.willAnswer({ status: 404, code: 'ConversationNotFound' });
    const operation = await told();
    await rowThat(rollcall.storage, operation, ({ state }) => state === 'waiting');
    // The notice's row is written first.
    await eventually(async () =>
      expect(await chat()).toMatchObject({ reachable: false, reference: '' }),
    );
  });

  it('a connection that breaks after the request: never sent again, since two notices of one import would confuse', async () => {
    connector.willAnswer('reset');
    const operation = await told();
    const row = await rowThat(
      rollcall.storage,
      operation,
      ({ state }) => state === 'undeliverable',
    );
    expect(row.reason).toBe('ECONNRESET');
    expect(connector.requests).toHaveLength(1);
  });

  it('a connector that isn’t there: tried again, since nothing was sent', async () => {
    await rollcall.storage.chats.save({
      tenant: tara.tenantId,
      person: tara.aadObjectId,
      name: tara.name,
      reference: referenceTo('http://127.0.0.1:9', tara),
      reachable: true,
    });
    const operation = await told();
    const row = await rowThat(rollcall.storage, operation, ({ reason }) => reason !== undefined);
    expect(row).toMatchObject({ state: 'pending', reason: 'ECONNREFUSED' });
  });

  it('after the twelfth busy answer the notice waits for the person, instead of trying for ever', async () => {
    const last = await endedImport(rollcall.storage, tara);
    const put = await putNotice(rollcall.storage, last);
    await rollcall.storage.outbox.update({ ...put, tries: 11 });
    connector.willAnswer({ status: 503, code: 'ServiceUnavailable' });
    await tellOf(rollcall.storage, last);
    await rowThat(rollcall.storage, last, ({ state }) => state === 'waiting');
    expect(await rowOf(rollcall.storage, last)).toMatchObject({
      tries: 0,
      reason: 'refused 503 ServiceUnavailable',
    });
  });
});
