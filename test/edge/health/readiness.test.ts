import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { composeRollcall, type Rollcall } from '../../../src/app/rollcall.ts';
import { createReadiness } from '../../../src/edge/health/readiness.ts';
import { localSettings } from '../../../emulators/local-mode.ts';
import { createLog } from '../../../src/log.ts';
import { readSettings } from '../../../src/settings.ts';
import { AppError } from '../../../src/errors.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';

const log = createLog('silent');
const running: Rollcall[] = [];

afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

function compose(role: string, storage: Storage): Rollcall {
  const settings = localSettings(readSettings({ ROLE: role }, true));
  const rollcall = composeRollcall({ settings, storage, log, concurrency: 4 });
  running.push(rollcall);
  return rollcall;
}

async function listening(rollcall: Rollcall): Promise<string> {
  const port = await (rollcall.health ?? rollcall.server)?.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${port ?? 0}`;
}

async function ready(url: string) {
  const answer = await fetch(`${url}/readyz`);
  const { reason } = (await answer.json()) as { reason?: string };
  return { status: answer.status, reason };
}

describe.each(['web', 'worker', 'all'])('a process with ROLE=%s', (role) => {
  it('is ready once it takes work, and not before, or work would be sent where nobody does it', async () => {
    const { storage } = await openTestStorage();
    const rollcall = compose(role, storage);
    const url = await listening(rollcall);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await ready(url)).toMatchObject({ status: 503, reason: 'it is starting' });
    rollcall.start();
    expect((await ready(url)).status).toBe(200);
  });

  it('is not ready while the storage is away, or people would be sent to it in vain', async () => {
    const { storage } = await openTestStorage();
    let isAway = false;
    const shaky: Storage = {
      ...storage,
      ping: () => (isAway ? Promise.reject(new AppError('storage-unreachable')) : storage.ping()),
    };
    const rollcall = compose(role, shaky);
    const url = await listening(rollcall);
    rollcall.start();
    expect((await ready(url)).status).toBe(200);
    isAway = true;
    const refused = { status: 503, reason: 'the storage can’t be reached' };
    expect(await ready(url)).toMatchObject(refused);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    isAway = false;
    expect((await ready(url)).status).toBe(200);
  });
});

describe('a worker that stops', () => {
  it('says so as long as it finishes what it has, or new work would be counted on', async () => {
    const { storage } = await openTestStorage();
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    const slow: Storage = {
      ...storage,
      jobs: Object.assign(Object.create(storage.jobs) as Storage['jobs'], {
        claim: async (most: number, seconds: number) => {
          await held;
          return storage.jobs.claim(most, seconds);
        },
      }),
    };
    const rollcall = compose('worker', slow);
    const url = await listening(rollcall);
    rollcall.start();
    expect((await ready(url)).status).toBe(200);
    const stopped = rollcall.stop();
    expect(await ready(url)).toMatchObject({ status: 503, reason: 'it is stopping' });
    release(undefined);
    await stopped;
    await expect(fetch(`${url}/readyz`)).rejects.toThrow();
  });

  it('answers nothing but the two questions, and no strangers’ methods', async () => {
    const { storage } = await openTestStorage();
    const url = await listening(compose('worker', storage));
    expect((await fetch(`${url}/api/messages`, { method: 'POST', body: '{}' })).status).toBe(405);
    expect((await fetch(`${url}/`)).status).toBe(404);
  });

  it('is refused a port that another process has, with the setting’s name', async () => {
    const { storage } = await openTestStorage();
    const url = await listening(compose('worker', storage));
    const port = Number(new URL(url).port);
    await expect(
      compose('worker', storage).health?.listen(port, '127.0.0.1'),
    ).rejects.toMatchObject({
      code: 'port-taken',
      details: { setting: 'HEALTH_PORT' },
    });
  });
});

describe('readiness', () => {
  it('ends when a loop hangs, or a worker that does nothing would be kept for ever', async () => {
    let turnedAt: number | undefined = Date.now();
    const readiness = createReadiness({
      ping: () => Promise.resolve(),
      loops: () => [{ turnedAt: () => turnedAt }],
      log,
    });
    expect((await readiness.answer()).status).toBe(200);
    turnedAt = Date.now() - 61_000;
    expect(await readiness.answer()).toMatchObject({
      status: 503,
      body: { reason: 'its queue does not answer' },
    });
  });

  it('asks the storage once at a time, however many ask', async () => {
    let pings = 0;
    const readiness = createReadiness({
      ping: async () => {
        pings += 1;
        await pause(50);
      },
      loops: () => [],
      log,
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => readiness.answer()));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(pings).toBe(1);
  });
});
