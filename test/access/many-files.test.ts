import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFileAllowance, usualFileLimits } from '../../src/edge/file-allowance.ts';
import { AppError } from '../../src/errors.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';
import { startFileHost } from './file-host.ts';

const csv = (name: string) => ({ name, bytes: 'Phone,First name\n+44 20 7946 0150,Ada\n' });
const png = { name: 'photo.csv', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') };

describe('files in one message', () => {
  let rollcall: TestRollcall;
  beforeEach(async () => {
    rollcall = await startRollcall({ parts: { fileLimits: { concurrency: 4, inTime: 6 } } });
  });
  afterEach(() => rollcall.stop());

  async function imports(tenant = rollcall.teams.tara.person.tenantId): Promise<string[]> {
    const { operations } = await rollcall.storage.operations.page(tenant, 'import', 20);
    return operations.map(({ fileName }) => fileName).toSorted();
  }

  let sent = 0;
  /** No two are the same: the same file, sent again while it waits, is the same import. */
  const several = (count: number) =>
    Array.from({ length: count }, (_, at) => {
      sent += 1;
      return { ...csv(`${at}.csv`), bytes: `Phone,First name\n+442079460101,Ada ${sent}\n` };
    });

  it('are all taken, each as an import of its own', async () => {
    const { tara } = rollcall.teams;
    await tara.sendFiles(several(4));
    expect(await imports()).toEqual(['0.csv', '1.csv', '2.csv', '3.csv']);
  });

  it('that are too many are refused together, in one sentence that says how many are taken', async () => {
    const { tara } = rollcall.teams;
    await tara.sendFiles(several(5));
    const { text } = await tara.answer();
    expect(text).toMatch(/too many files.*limit is 4 at a time.*none of them.*a few at a time/i);
    expect(tara.fromBot('action')).toHaveLength(1);
    expect(await imports()).toEqual([]);
  });

  it('come in although one among them can’t be used, and that one has its sentence under its name', async () => {
    const { tara } = rollcall.teams;
    await tara.sendFiles([csv('first.csv'), png, csv('last.csv')]);
    await tara.waitForMessage(/^photo\.csv: I can’t read people from a picture/);
    expect(await imports()).toEqual(['first.csv', 'last.csv']);
  });

  it('after many in ten minutes are refused, those of other people and organizations are not', async () => {
    const { tara, omar, uma } = rollcall.teams;
    const { tenantId } = tara.person;
    await rollcall.storage.roles.give(tenantId, omar.person.aadObjectId, 'organization-admin');
    await tara.sendFiles(several(4));
    await tara.sendFiles(several(2));
    await tara.sendFile('seventh.csv', csv('').bytes);
    const { text } = await tara.answer();
    expect(text).toMatch(/too many files.*limit is 6 in 10 minutes/i);
    expect(await imports()).toHaveLength(6);
    await omar.sendFile('omars.csv', csv('').bytes);
    expect(await imports()).toContain('omars.csv');
    await uma.sendFile('umas.csv', csv('').bytes);
    expect(await imports(uma.person.tenantId)).toEqual(['umas.csv']);
  });

  it('count those that are on their way in other messages', async () => {
    const host = await startFileHost(() => undefined);
    const slow = await startRollcall({
      parts: {
        fileLimits: { concurrency: 2 },
        downloadPolicy: {
          loopback: false,
          idleMilliseconds: 2_000,
          agent: host.agent,
          resolve: (_name, _how, done) => done(null, [{ address: '52.96.0.1', family: 4 }]),
        },
      },
    });
    try {
      const { tara } = slow.teams;
      const send = (file: string) =>
        tara.sendFileAddress(`${file}.csv`, `https://sample.sharepoint.com/${file}.csv`);
      const sent = [send('one'), send('two')];
      while (host.asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
      await send('three');
      await tara.waitForMessage(/limit is 2 at a time/);
      await Promise.all(sent);
      await send('four');
      expect(host.asked.at(-1)).toContain('four');
    } finally {
      await slow.stop();
      await host.stop();
    }
  });

  it('are counted for all processes, after a restart too', async () => {
    const { tara } = rollcall.teams;
    await tara.sendFiles(several(4));
    await rollcall.restart();
    await tara.sendFiles(several(3));
    await tara.waitForMessage(/limit is 6 in 10 minutes/);
    expect(await imports()).toHaveLength(4);
  });
});

describe('the count of somebody’s files', () => {
  async function counting(limits = usualFileLimits) {
    const { storage } = await openTestStorage();
    let time = Date.parse('2026-03-01T00:00:00Z');
    const make = () => createFileAllowance({ store: storage.sentFiles, limits, now: () => time });
    const one = make();
    const other = make();
    const taken = async (allowance: typeof one, ...keys: string[]) => {
      try {
        await allowance.take('sample', 'ada', keys);
        return true;
      } catch (error) {
        if (error instanceof AppError && error.code === 'too-many-files') return false;
        throw error;
      }
    };
    return { one, other, taken, wait: (seconds: number) => (time += seconds * 1_000), storage };
  }

  it('is exact when a dozen come to two processes in one moment', async () => {
    const { one, other, taken } = await counting({ concurrency: 5, inTime: 50 });
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, at) => taken(at % 2 === 0 ? one : other, `file ${at}`)),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(5);
  });

  it('is not raised by the same message delivered again', async () => {
    const { one, other, taken, wait } = await counting({ concurrency: 2, inTime: 2 });
    expect(await taken(one, 'a', 'b')).toBe(true);
    wait(45);
    expect(await taken(other, 'a', 'b')).toBe(true);
  });

  it('forgets files that died with their process, and in ten minutes all of them', async () => {
    const { one, taken, wait } = await counting({ concurrency: 2, inTime: 4 });
    expect(await taken(one, 'a', 'b')).toBe(true);
    expect(await taken(one, 'c')).toBe(false);
    wait(121);
    expect(await taken(one, 'c', 'd')).toBe(true);
    await one.reconcile('sample', 'ada', ['c', 'd']);
    expect(await taken(one, 'e')).toBe(false);
    wait(480);
    expect(await taken(one, 'e', 'f')).toBe(true);
  });

  it('is swept with the turns', async () => {
    const { one, taken, wait, storage } = await counting({ concurrency: 1, inTime: 1 });
    expect(await taken(one, 'a')).toBe(true);
    expect(await storage.turns.purge(new Date(wait(1)))).toBe(1);
    expect(await taken(one, 'b')).toBe(true);
  });
});
