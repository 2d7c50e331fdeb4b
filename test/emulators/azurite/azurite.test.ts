import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, truncate, mkdir, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startAzurite } from '../../../emulators/azurite/azurite.ts';
import type { Azurite } from '../../../emulators/azurite/azurite.ts';
import { startProcess } from '../../../emulators/azurite/child.ts';
import { freePort, processes } from '../../../emulators/azurite/ports.ts';
import { assertRoom, tableBytes } from '../../../emulators/azurite/room.ts';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { createStorage } from '../../../src/infra/storage/storage.ts';

let dataDir: string;
let running: Azurite[];
let holder: ChildProcess | undefined;
let heldPids: readonly number[];
let said: { level: string; fields: object; text: string }[];

const note = (level: string) => (fields: object, text: string) =>
  void said.push({ level, fields, text });
const log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rollcall-azurite-'));
  running = [];
  heldPids = [];
  said = [];
});

afterEach(async () => {
  holder?.kill('SIGKILL');
  holder = undefined;
  while (heldPids.some(isAlive)) await soon(50);
  for (const azurite of running) await azurite.stop();
  expect(said.filter(({ text }) => text === 'embedded Azurite had to be ended')).toEqual([]);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startAzurite>[0]> = {}): Promise<Azurite> {
  const azurite = await startAzurite({
    dataDir,
    ports: 'free',
    log,
    environment: process.env,
    ...options,
  });
  running.push(azurite);
  return azurite;
}

async function storageOf(azurite: Azurite) {
  const storage = createStorage(
    await connectStorage({ connectionString: azurite.connectionString }),
  );
  await storage.ensure();
  return storage;
}

/** Another process that starts Azurite in the same directory, as a Rollcall of its own would. */
async function startHolder(): Promise<readonly number[]> {
  const program = fileURLToPath(new URL('./hold-azurite.ts', import.meta.url));
  const child = spawn(process.execPath, [program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holder = child;
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  ({ pids: heldPids } = JSON.parse(text) as { pids: number[] });
  return heldPids;
}

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isEnded(pid);
};

/** An orphan that has ended keeps its place among the processes until the one that adopted it looks, seconds later on some machines. */
function isEnded(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
}

async function filled(azurite: Azurite): Promise<void> {
  const storage = await storageOf(azurite);
  await storage.roles.give('tenant', 'person', 'organization-admin');
  await storage.jobs.send({ job: 1 });
  async function* content() {
    yield await Promise.resolve(Buffer.from('sample'));
  }
  await storage.files.write('file', content());
}

async function expectFilled(azurite: Azurite): Promise<void> {
  const storage = await storageOf(azurite);
  expect(await storage.roles.roleOf('tenant', 'person')).toBe('organization-admin');
  const [message] = await storage.jobs.claim(1, 30);
  expect(message?.body).toEqual({ job: 1 });
  const parts: Buffer[] = [];
  for await (const part of storage.files.open('file')) parts.push(part);
  expect(Buffer.concat(parts).toString()).toBe('sample');
}

describe('the embedded Azurite', () => {
  it('is not kept from starting by what a crash left behind, ends no later than its Rollcall does, and has everything again on the same ports, also after its servers ended by themselves', async () => {
    const leftover = join(dataDir, 'rollcall.lock');
    await writeFile(leftover, JSON.stringify({ pid: 1, nonce: 'x' }));
    await utimes(leftover, new Date(0), new Date(0));
    await writeFile(join(dataDir, 'table.lock'), 'damaged');
    await writeFile(join(dataDir, 'azurite-ports.json'), '{"blob": "x"');
    const first = await start({ waitMs: 500 });
    await filled(first);
    const pids = first.pids();
    expect(pids).toHaveLength(processes.length);
    await first.stop();
    await first.stop();
    // Nothing is left running.
    expect(pids.filter(isAlive)).toEqual([]);
    const second = await start({ ports: 'usual' });
    expect(second.ports).toEqual(first.ports);
    const before = second.pids();
    for (const pid of before) process.kill(pid, 'SIGINT');
    const storage = createStorage(
      await connectStorage({ connectionString: second.connectionString }),
    );
    for (const deadline = Date.now() + 300_000; Date.now() < deadline; await soon(200)) {
      const answers = await storage.ping().then(
        () => true,
        () => false,
      );
      if (answers && second.pids().every((pid) => !before.includes(pid))) break;
    }
    await expectFilled(second);
    expect(said.filter(({ level }) => level === 'warn')).toHaveLength(processes.length);
  });

  it('is not started twice on the same data, and has everything again after its Rollcall was killed, once the old servers have written it down', async () => {
    const pids = await startHolder();
    await expect(start({ waitMs: 500 })).rejects.toMatchObject({
      code: 'data-dir-taken',
      details: { pid: holder?.pid, dataDir },
    });
    holder?.kill('SIGKILL');
    const next = await start({ ports: 'usual' });
    expect(pids.filter(isAlive)).toEqual([]);
    await expectFilled(next);
  });

  it('lets go of its data when a wished-for port is taken, which it names; goes to other ports when its usual ones are, and says so', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const [blob, queue, people] = [await freePort(), await freePort(), await freePort()];
    await expect(start({ ports: { blob, queue, people, table: port } })).rejects.toMatchObject({
      code: 'port-taken',
      details: { port },
    });
    await writeFile(join(dataDir, 'azurite-ports.json'), JSON.stringify({ queue: port }));
    const azurite = await start({ ports: 'usual', waitMs: 0 });
    expect(azurite.ports.queue).not.toBe(port);
    await new Promise((resolve) => other.close(resolve));
  });

  it('never takes another program for its own when that took a port which was free a moment before: it goes to another port, or names this one', async () => {
    const others: Server[] = [];
    const take = (port: number) => {
      const other = createServer();
      others.push(other);
      return new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    };
    const queue = await freePort();
    await writeFile(join(dataDir, 'azurite-ports.json'), JSON.stringify({ queue }));
    // It says so after it has looked, and before its servers are there.
    const info = (fields: object, text: string) => {
      note('info')(fields, text);
      if (others.length === 0) void take(queue);
    };
    const azurite = await start({ ports: 'usual', log: { ...log, info } });
    expect(others).toHaveLength(1);
    expect(azurite.ports.queue).not.toBe(queue);
    await filled(azurite);
    await expectFilled(azurite);

    const port = await freePort();
    await take(port);
    const servers = [{ service: 'table', port }] as const;
    const alone = { servers, dataDir: undefined, lockFile: undefined };
    await expect(
      startProcess({ ...alone, environment: process.env, node: [], log }),
    ).rejects.toMatchObject({ code: 'port-taken', details: { port } });
    for (const other of others) await new Promise((resolve) => other.close(resolve));
  });
});

describe('the embedded tables', () => {
  it('refuse an import before they break under it, and not before', async () => {
    await assertRoom(dataDir, 0);
    expect(await tableBytes(dataDir)).toBe(0);
    await mkdir(join(dataDir, 'people'));
    const file = join(dataDir, 'people', '__azurite_db_table__.json');
    await writeFile(file, '');
    await truncate(file, 399 * 1024 * 1024);
    await assertRoom(dataDir, 0);
    await truncate(file, 401 * 1024 * 1024);
    await expect(assertRoom(dataDir, 0)).rejects.toMatchObject({ code: 'store-full' });
  });
});

describe('data that is damaged', () => {
  const table = () => join(dataDir, 'azurite', 'table', '__azurite_db_table__.json');

  async function keepSome(): Promise<Buffer> {
    const azurite = await start({ dataDir: join(dataDir, 'azurite') });
    await (await storageOf(azurite)).roles.give('tenant', 'person', 'organization-admin');
    await azurite.stop();
    return readFileSync(table());
  }

  it('ends the start with what can be done, and is written over by nobody', async () => {
    const good = await keepSome();
    const half = good.subarray(0, good.length / 2);
    for (const bad of ['', '[]', Buffer.alloc(500), half]) {
      await writeFile(table(), bad);
      await expect(start({ dataDir: join(dataDir, 'azurite') })).rejects.toMatchObject({
        code: 'store-damaged',
        details: { file: expect.stringContaining('table') as unknown },
      });
      expect(readFileSync(table())).toEqual(Buffer.from(bad));
    }

    // Damaged where only the one who reads all of it sees it.
    await writeFile(table(), Buffer.concat([half, good.subarray(good.length - 20)]));
    const product = spawn(process.execPath, ['src/main.ts', '--local'], {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        PORT: '0',
        LOCAL_TEAMS_PORT: '0',
        DATA_DIR: dataDir,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    product.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    expect(await new Promise((resolve) => product.once('exit', resolve))).toBe(1);
    expect(told).toMatch(/store is damaged \(.*table.*\)\. Restore a copy/);
    expect(told).not.toContain('    at ');
  });
});
