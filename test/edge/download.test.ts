import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { download, isLoopback, type DownloadPolicy } from '../../src/edge/download.ts';
import { AppError } from '../../src/errors.ts';
import { nameServer, startFileHost, type FileHost } from '../access/file-host.ts';
import { startServer } from './one-server.ts';

const address = 'https://sample.sharepoint.com/people.csv';
const people = 'Phone\n+44 20 7946 0150\n';

let host: FileHost | undefined;
afterEach(async () => {
  await host?.stop();
  host = undefined;
});

/** The bytes, or the error as it is told: its code, its details and its note. */
async function fetched(
  from: string,
  answer: RequestListener,
  more: Partial<DownloadPolicy> = {},
  ending?: AbortSignal,
): Promise<unknown> {
  host ??= await startFileHost(answer);
  const policy: DownloadPolicy = {
    loopback: false,
    // Only what never ends takes so long.
    ...{ idleMilliseconds: 60_000, totalMilliseconds: 60_000, agent: host.agent },
    resolve: nameServer(['52.96.0.1']).resolve,
    ...more,
  };
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of download(from, policy, ending)) chunks.push(chunk);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, ...error.details };
    throw error;
  }
  return Buffer.concat(chunks).toString();
}

const file: RequestListener = (_request, response) => response.end(people);
const answering =
  (status: number, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (request, response) => {
    if (request.url === '/people.csv') response.writeHead(status, headers);
    response.end(people);
  };

describe('the file that Teams attached', () => {
  it.each([401, 403, 404, 410])('has expired if its host says %i', async (status) => {
    expect(await fetched(address, answering(status))).toEqual({
      ...{ code: 'file-address-expired', status },
    });
  });

  it.each([201, 299, 302, 400, 402, 411, 500, 503])('isn’t what comes with %i', async (status) => {
    expect(await fetched(address, answering(status))).toEqual({
      ...{ code: 'file-address-failed', status },
    });
  });

  it.each([300, 301, 307, 308, 399])('is elsewhere if its host says so with %i', async (status) => {
    expect(await fetched(address, answering(status, { location: '/other' }))).toBe(people);
    expect(host?.asked.at(-1)).toBe('sample.sharepoint.com/other');
  });

  it.each([201, 299, 400, 503])('isn’t elsewhere with %i, whatever is named', async (status) => {
    const answer = answering(status, { location: '/other' });
    expect(await fetched(address, answer)).toHaveProperty('code', 'file-address-failed');
    expect(host?.asked).toHaveLength(1);
  });

  it('is asked for as it is, and taken only so', async () => {
    let asked: unknown;
    const answer: RequestListener = (request, response) => {
      asked = request.headers['accept-encoding'];
      response.writeHead(200, { 'content-encoding': 'identity' });
      response.end(people);
    };
    expect(await fetched(address, answer)).toBe(people);
    expect(asked).toBe('identity');
    expect(await fetched(address, answer)).toBe(people);
    await host?.stop();
    host = undefined;
    const other = answering(200, { 'content-encoding': 'br' });
    expect(await fetched(address, other)).toHaveProperty('code', 'file-address-failed');
  });

  it.each([
    'https://a.sharepoint.com/people.csv',
    'https://a.sharepoint.cn/people.csv',
    'https://a.sharepoint.de/people.csv',
    'https://a.sharepoint-df.com/people.csv',
    'https://a.sharepoint-mil.us/people.csv',
    'https://a.1drv.com/people.csv',
  ])('may be at %s', async (from) => {
    expect(await fetched(from, file)).toBe(people);
  });

  it.each([
    'https://a.sharepoint.fr/people.csv',
    'https://a.sharepoint.com.evil.example/people.csv',
    'https://a.sharepoint-df.com.evil.example/people.csv',
    'https://a.sharepoint-mil.us.evil.example/people.csv',
    'https://a.svc.ms.evil.example/people.csv',
    'https://a.1drv.com.evil.example/people.csv',
    'https://evil.onedrive.live.com/people.csv',
    'https://onedrive.live.com.evil.example/people.csv',
    'not an address',
    'http://a.sharepoint.com/people.csv',
    'https://admin@a.sharepoint.com/people.csv',
    'https://:secret@a.sharepoint.com/people.csv',
    'https://a.sharepoint.com:8443/people.csv',
  ])('isn’t asked for at %s', async (from) => {
    expect(await fetched(from, file)).toEqual({ code: 'file-address-refused' });
    expect(host?.asked).toEqual([]);
  });

  it('is found four steps away, and not five', async () => {
    const steps: RequestListener = ({ url = '' }, response) => {
      const left = Number(url.slice(1));
      if (left > 0) response.writeHead(302, { location: `/${left - 1}` });
      response.end(people);
    };
    expect(await fetched('https://a.sharepoint.com/4', steps)).toBe(people);
    expect(await fetched('https://a.sharepoint.com/5', steps)).toEqual({
      code: 'file-address-refused',
    });
  });

  it.each([
    ['a step on the way', 302, { location: '/other' }],
    ['a file that is compressed', 200, { 'content-encoding': 'br' }],
  ])('leaves no connection open behind %s', async (_what, status, headers) => {
    const closed = Promise.withResolvers<undefined>();
    const endless: RequestListener = (request, response) => {
      if (request.url === '/other') {
        response.end(people);
        return;
      }
      response.once('close', () => closed.resolve(undefined)).writeHead(status, headers);
      response.write('endless');
    };
    await fetched(address, endless);
    await closed.promise;
  });

  it.each<[string, RequestListener]>([
    ['says nothing', () => undefined],
    ['falls silent', (_request, response) => void response.write('Phone\n')],
  ])('isn’t waited for when its host %s', async (_what, silent) => {
    expect(await fetched(address, silent, { idleMilliseconds: 50 })).toEqual({
      code: 'file-address-slow',
    });
  });

  it('is nothing if it is longer than its host said', async () => {
    const longer: RequestListener = (_request, response) =>
      void response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nPhone and more');
    expect(await fetched(address, longer)).toEqual({ code: 'file-address-failed' });
  });

  it('is no longer waited for when its turn ends', async () => {
    const ending = new AbortController();
    const silent: RequestListener = () => ending.abort();
    expect(await fetched(address, silent, {}, ending.signal)).toEqual({
      code: 'file-address-slow',
    });
  });

  it('is no longer fetched when its turn ends', async () => {
    const ending = new AbortController();
    const endless: RequestListener = (_request, response) => {
      response.write('Phone\n');
      ending.abort();
    };
    expect(await fetched(address, endless, {}, ending.signal)).toEqual({
      code: 'file-address-slow',
    });
  });
});

describe('a file on this machine', () => {
  it('is fetched in local mode only, with TLS or without, and from nowhere else', async () => {
    const server = await startServer(file);
    try {
      const here = `http://127.0.0.1:${server.port}/people.csv`;
      const fetchHere = (loopback: boolean, from = here) =>
        fetched(from, file, { loopback, agent: undefined as never });
      expect(await fetchHere(true)).toBe(people);
      expect(await fetchHere(true, here.replace('127.0.0.1', 'localhost'))).toBe(people);
      expect(await fetchHere(false)).toEqual({ code: 'file-address-refused' });
      const ftp = here.replace('http:', 'ftp:');
      expect(await fetchHere(true, ftp)).toEqual({ code: 'file-address-refused' });
      expect(await fetchHere(true, 'http://10.0.0.1/')).toEqual({ code: 'file-address-refused' });
      // Asked for, though nothing listens there.
      const six = here.replace('127.0.0.1', '[::1]');
      expect(await fetchHere(true, six)).toEqual({ code: 'file-address-failed' });
      const { resolve } = nameServer(['10.0.0.7']);
      expect(await fetched(address, file, { loopback: true, resolve })).toEqual({
        code: 'file-address-refused',
      });
      // No host speaks TLS there, but it is asked.
      const tls = here.replace('http:', 'https:');
      expect(await fetchHere(true, tls)).toEqual({ code: 'file-address-failed' });
    } finally {
      await server.stop();
    }
  });

  it('is one at an address of this machine, in each spelling', () => {
    for (const name of ['localhost', '::1', '127.0.0.1', '127.8.8.8']) {
      expect(isLoopback(name)).toBe(true);
    }
    for (const name of [
      '127.evil.example',
      '10.0.0.1',
      '128.0.0.1',
      '::2',
      'localhost.evil.example',
      '',
    ]) {
      expect(isLoopback(name)).toBe(false);
    }
  });
});
