import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLog } from '../../../src/log.ts';
import { createNoticeRetention } from '../../../src/features/notices/retention.ts';
import { createOutboxSweep } from '../../../src/features/notices/sweep.ts';
import { createAnnouncer } from '../../../src/features/notices/announcer.ts';
import type { StorageConnection } from '../../../src/infra/storage/connect.ts';
import { startRollcall, type TestRollcall } from '../../support/rollcall.ts';
import { openTestStorage } from '../../support/storage.ts';
import { endedImport, omar, putNotice, putWaiting, referenceTo, rowOf, rowThat } from './rig.ts';
import { startConnector, tara } from './rig.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The queue was emptied, or its message never sent: there is only the row. */
describe('a notice that nobody is at', () => {
  let rollcall: TestRollcall;
  let connection: StorageConnection;
  let connector: Awaited<ReturnType<typeof startConnector>>;
  const storage = () => rollcall.storage;
  beforeAll(async () => {
    connector = await startConnector();
    const opened = await openTestStorage();
    connection = opened.connection;
    rollcall = await startRollcall({ storage: opened.storage });
  });
  afterAll(async () => {
    await rollcall.stop();
    await connector.stop();
  });
  beforeEach(async () => {
    connector.willAnswer();
    await taraIs(true);
  });

  const taraIs = (reachable: boolean) =>
    storage().chats.save({
      tenant: tara.tenantId,
      person: tara.aadObjectId,
      name: tara.name,
      reference: referenceTo(connector.url, tara),
      reachable,
    });

  /** Looks through the open notices as if so much time had passed. */
  const sweep = (later: number, log = createLog('silent')) =>
    createOutboxSweep({
      outbox: storage().outbox,
      chats: storage().chats,
      deliveries: storage().deliveries,
      log,
      now: () => Date.now() + later,
    })();

  const open = (later: number) =>
    storage().outbox.overdue(new Date(Date.now() + later).toISOString(), 1_000);

  it('is found and sent, or an admin would never hear of their import', async () => {
    const operation = await endedImport(storage(), tara);
    await putNotice(storage(), operation);
    expect(await sweep(minute)).toEqual({ woken: 0, givenUp: 0 });
    expect((await rowOf(storage(), operation)).state).toBe('pending');
    expect((await sweep(11 * minute)).woken).toBe(1);
    await rowThat(storage(), operation, ({ state }) => state === 'sent');
    expect(connector.requests).toHaveLength(1);
    expect(await open(400 * day)).toEqual([]);
  });

  it('isn’t asked for again and again while its message stands in a long queue', async () => {
    const operation = await endedImport(storage(), omar);
    const row = await putNotice(storage(), operation);
    // A process is sending it: it stays as it is.
    await storage().outbox.update({
      ...row,
      state: 'sending',
      tries: 1,
      triedAt: new Date().toISOString(),
    });
    expect((await sweep(11 * minute)).woken).toBe(1);
    expect((await sweep(12 * minute)).woken).toBe(0);
    const there = await rowOf(storage(), operation);
    await storage().outbox.update({ ...there, state: 'sent' });
  });

  it('and whose process died while it sent is ended with that reason, and not sent a second time', async () => {
    const operation = await endedImport(storage(), tara);
    const row = await putNotice(storage(), operation);
    const triedAt = new Date(Date.now() - 2 * minute).toISOString();
    await storage().outbox.update({ ...row, state: 'sending', tries: 1, triedAt });
    await sweep(11 * minute);
    const ended = await rowThat(storage(), operation, ({ state }) => state === 'undeliverable');
    expect(ended.reason).toBe('unconfirmed');
    expect(connector.requests).toEqual([]);
  });

  it('is left to its time when Teams asked for an hour', async () => {
    const operation = await endedImport(storage(), tara);
    const row = await putNotice(storage(), operation);
    const nextAt = new Date(Date.now() + 60 * minute).toISOString();
    await storage().outbox.update({ ...row, tries: 1, nextAt });
    expect((await sweep(20 * minute)).woken).toBe(0);
    expect(await open(64 * minute)).toEqual([]);
    expect((await sweep(66 * minute)).woken).toBe(1);
    const there = await rowOf(storage(), operation);
    await storage().outbox.update({ ...there, state: 'sent' });
  });

  it('that waits for somebody who is back is told, in its order, if the message that said so was lost', async () => {
    const waiting = [
      await putWaiting(storage(), tara),
      await putWaiting(storage(), tara),
      await putWaiting(storage(), tara),
    ];
    expect((await sweep(11 * minute)).woken).toBe(3);
    for (const each of waiting) await rowThat(storage(), each, ({ state }) => state === 'sent');
    const told = connector.requests.map(({ text }) => /crew-\d+\.csv/.exec(text)?.[0]);
    expect(told).toEqual(waiting.map(({ fileName }) => fileName));
  });

  it('that waits in vain stays for half a year, and then ends with its reason in the row and in the log', async () => {
    await taraIs(false);
    const operation = await putWaiting(storage(), tara);
    expect(await sweep(179 * day)).toEqual({ woken: 0, givenUp: 0 });
    expect((await rowOf(storage(), operation)).state).toBe('waiting');
    const said: unknown[] = [];
    const log = { ...createLog('silent'), warn: (...line: unknown[]) => said.push(line) };
    expect(await sweep(181 * day, log as never)).toEqual({ woken: 0, givenUp: 1 });
    const reason = 'waited-too-long 403 ConversationBlockedByUser';
    expect(await rowOf(storage(), operation)).toMatchObject({ state: 'undeliverable', reason });
    expect(said).toEqual([[{ operation: operation.id, reason }, 'a notice was given up']]);
    expect(connector.requests).toEqual([]);
  });

  it('what became of it is kept for 90 days and then goes; one that still waits stays', async () => {
    await taraIs(false);
    const old = new Date(Date.now() - 91 * day).toISOString();
    const sent = await endedImport(storage(), tara, { at: old, endedAt: old });
    await storage().outbox.update({ ...(await putNotice(storage(), sent)), state: 'sent' });
    const waits = await endedImport(storage(), tara, { at: old, endedAt: old });
    await storage().outbox.update({ ...(await putNotice(storage(), waits)), state: 'waiting' });
    const fresh = await endedImport(storage(), tara);
    await storage().outbox.update({ ...(await putNotice(storage(), fresh)), state: 'sent' });
    const remove = createNoticeRetention({ outbox: storage().outbox, now: () => Date.now() });
    expect(await remove(tara.tenantId, new AbortController().signal)).toBe(1);
    await expect(rowOf(storage(), sent)).rejects.toThrow('no notice');
    expect((await rowOf(storage(), waits)).state).toBe('waiting');
    expect((await rowOf(storage(), fresh)).state).toBe('sent');
    // A job whose message comes again may check its end once more. Nobody gets a second notice for that.
    const announcer = createAnnouncer({
      outbox: storage().outbox,
      deliveries: storage().deliveries,
      now: () => Date.now(),
    });
    await announcer.ended(sent);
    await expect(rowOf(storage(), sent)).rejects.toThrow('no notice');
  });

  it('an open entry without a notice, of a process that died between the two, doesn’t stay for ever', async () => {
    const operation = await endedImport(storage(), omar);
    await putNotice(storage(), operation);
    const key = `${omar.aadObjectId}|${operation.id}`;
    await connection.table('outbox').deleteEntity(operation.tenant, key);
    await sweep(11 * minute);
    const left = (await open(400 * day)).filter(({ to }) => to === omar.aadObjectId);
    expect(left).toEqual([]);
  });
});
