import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { fileInfoType } from '../../emulators/teams/protocol.ts';
import { invokeBy } from '../support/invokes.ts';
import { timed, type Timed } from '../support/lived-time.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

/** Limits as they are, and what the check of them, once a second, may add. */
const headersMs = 10_000;
const requestMs = 20_000;
const lateMs = 15_000;

describe('whoever sends badly', () => {
  let rollcall: TestRollcall;
  let port: number;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    rollcall = await startRollcall({ parts: { connectionLimits: {} } });
    port = Number(new URL(rollcall.url).port);
  });
  afterAll(() => rollcall.stop());
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  function dial(): Socket {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    return socket;
  }

  /** How long a connection lasts, and what was answered on it. */
  function lasting(socket: Socket): Promise<Timed<string>> {
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    return timed(
      new Promise((resolve) => {
        socket.once('close', () => resolve(answer));
      }),
    );
  }

  async function expectHealthy(): Promise<void> {
    for (const path of ['healthz', 'readyz']) {
      const { answer, livedMs } = await timed(fetch(`${rollcall.url}/${path}`));
      expect(answer.status).toBe(200);
      expect(livedMs).toBeLessThan(8_000);
    }
  }

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${rollcall.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  const head =
    'POST /api/messages HTTP/1.1\r\nhost: rollcall.example\r\ncontent-type: application/json\r\n';

  it('holds no place: silence, slow headers and slow bodies end in time, and health is told meanwhile', async () => {
    const silent = lasting(dial());
    const slowHeaders = dial();
    slowHeaders.write('POST /api/messages HTTP/1.1\r\n');
    const slowBody = dial();
    slowBody.write(`${head}content-length: 1000\r\n\r\n{`);
    const endless = dial();
    endless.write(`${head}transfer-encoding: chunked\r\n\r\n`);
    const timer = setInterval(() => {
      slowHeaders.write('x: y\r\n');
      slowBody.write(' ');
      endless.write('1\r\n \r\n');
    }, 500);
    const ends = Promise.all([slowHeaders, slowBody, endless].map(lasting));
    await expectHealthy();
    const { livedMs } = await silent;
    expect(livedMs).toBeLessThan(headersMs + lateMs);
    await expectHealthy();
    const [headers, body, chunks] = await ends;
    clearInterval(timer);
    expect(headers?.livedMs).toBeLessThan(headersMs + lateMs);
    expect(body?.livedMs).toBeLessThan(requestMs + lateMs);
    expect(chunks?.livedMs).toBeLessThan(requestMs + lateMs);
    for (const end of [headers, body, chunks]) expect(end?.answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('keeps nobody else out with hundreds of idle connections', async () => {
    const idle = Array.from({ length: 400 }, dial);
    await Promise.all(
      idle.map((socket) => new Promise((resolve) => socket.once('connect', resolve))),
    );
    await expectHealthy();
    const { tara } = rollcall.teams;
    await tara.say('help');
    await tara.waitForCard((card) => card.titles.includes('Import people'));
  });

  it('is told at once that a body is too long, before it is sent', async () => {
    const socket = dial();
    const ended = lasting(socket);
    socket.write(`${head}content-length: 1000000000\r\n\r\n{`);
    const { livedMs, answer } = await ended;
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(livedMs).toBeLessThan(8_000);
    expect(await hasSpoken()).toBe(true);
  });

  it('is not listened to for long with a body that never says how long it is', async () => {
    const socket = dial();
    const ended = lasting(socket);
    socket.write(`${head}connection: close\r\ntransfer-encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${' '.repeat(0x1_00_00)}\r\n`;
    for (let sent = 0; sent < 40; sent += 1) socket.write(chunk);
    socket.write('0\r\n\r\n');
    expect((await ended).answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('can send what Teams sends at most', async () => {
    const { tara } = rollcall.teams;
    const answer = await tara.send({ ...message(), text: `help ${'x'.repeat(100_000)}` });
    expect(answer).toMatchObject({ status: 200 });
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'type=message'],
    ['plain text', 'text/plain', '{"type":"message"}'],
    ['a table', 'text/csv', 'type,text\nmessage,hi\n'],
    ['bytes', 'application/octet-stream', '\u0000\u0001'],
    ['nothing known', 'no/such', '{}'],
    ['a broken type', ';;;', '{}'],
  ])('is refused with %s for a body', async (_what, type, body) => {
    expect((await post(body, { 'content-type': type })).status).toBe(400);
    await expectHealthy();
  });

  it('puts no file on the disk with a form that carries one', async () => {
    const before = new Set(await readdir(tmpdir()));
    const form = new FormData();
    form.set('file', new Blob(['x'.repeat(100_000)]), 'left-behind.csv');
    const answer = await fetch(`${rollcall.url}/api/messages`, { method: 'POST', body: form });
    expect(answer.status).toBe(400);
    const after = (await readdir(tmpdir())).filter((name) => !before.has(name));
    expect(after.filter((name) => /upload|left-behind/i.test(name))).toEqual([]);
  });

  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

  it.each([
    ['10,000 levels alone', () => nested(10_000), 400],
    ['100,000 levels alone', () => nested(100_000), 400],
    ['text, a number, null', () => 'null', 400],
  ])('is refused with %s', async (_what, body, status) => {
    expect((await post(body())).status).toBe(status);
    await expectHealthy();
  });

  it.each(['value', 'channelData', 'entities', 'attachments', 'text', 'conversation'])(
    'is refused with 10,000 levels in %s',
    async (field) => {
      const deep = field === 'conversation' ? '{"id":"a:1","deep":0}' : '0';
      const plain = JSON.stringify({ ...message(), [field]: 'HERE' });
      const body = plain.replace('"HERE"', deep.replace('0', nested(10_000)));
      expect(body).toContain('[[[[');
      expect((await post(body)).status).toBe(400);
      await expectHealthy();
    },
  );

  it('changes no other object with keys that are every object’s own', async () => {
    const polluted = '{"polluted":"yes","isAdmin":true}';
    const { person } = rollcall.teams.mika;
    const from = JSON.stringify({
      id: person.userId,
      name: person.name,
      aadObjectId: person.aadObjectId,
    });
    const plain = JSON.stringify({ ...message(), from: undefined, value: undefined }).slice(1, -1);
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const value = `{"v":1,"verb":"show-admins","${key}":${polluted},"values":{"${key}":${polluted}},"fields":["${key}"]}`;
      const body = `{${plain},"from":${from},"value":${value},"${key}":${polluted},"channelData":{"${key}":${polluted}}}`;
      expect((await post(body)).status).toBeLessThan(500);
    }
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect((Object as { polluted?: string }).polluted).toBeUndefined();
    await expectHealthy();
  });

  it('costs little with thousands of attachments', async () => {
    const { tara } = rollcall.teams;
    const attachments = Array.from({ length: 4_000 }, () => ({ contentType: 'text/html' }));
    expect(await tara.send({ ...message(), attachments })).toMatchObject({ status: 200 });
    await expectHealthy();
  });

  it('has one sentence for hundreds of files in a message, and nothing of them is kept', async () => {
    const { tara } = rollcall.teams;
    const attachments = Array.from({ length: 800 }, (_, at) => ({
      contentType: fileInfoType,
      name: `${at}.csv`,
      content: { downloadUrl: `http://127.0.0.1:9/${at}` },
    }));
    await tara.send({ ...message(), attachments });
    expect((await tara.waitForMessage(() => true)).text).toMatch(/too many files/i);
    expect(tara.fromBot('action')).toHaveLength(1);
  });

  function message() {
    const { tara } = rollcall.teams;
    return {
      ...invokeBy(tara, '', undefined),
      type: 'message',
      serviceUrl: rollcall.teams.teams.serviceUrl,
    };
  }

  async function hasSpoken(): Promise<boolean> {
    const { tenantId, aadObjectId } = rollcall.teams.tara.person;
    return (await rollcall.storage.chats.read(tenantId, aadObjectId)) !== undefined;
  }
});
