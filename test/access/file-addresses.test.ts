import { gzipSync } from 'node:zlib';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { download, type DownloadPolicy } from '../../src/edge/download.ts';
import { AppError } from '../../src/errors.ts';
import { timed } from '../support/lived-time.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { nameServer, startFileHost, type FileHost } from './file-host.ts';

const sharePoint = 'https://sample.sharepoint.com/people.csv';
const publicAddress = '52.96.0.1';
const bomb = gzipSync(Buffer.alloc(20_000_000, 'a'));
const people = 'Phone,First name\n+44 20 7946 0150,Ada\n';

let host: FileHost | undefined;
afterEach(async () => {
  await host?.stop();
  host = undefined;
});

/** The result of fetching an address: the bytes, or the error code. */
async function fetched(
  address: string,
  answer: RequestListener,
  more: Partial<DownloadPolicy> = {},
): Promise<string> {
  host ??= await startFileHost(answer);
  const policy: DownloadPolicy = {
    loopback: false,
    // As long as a busy machine needs for what does come.
    idleMilliseconds: 2_000,
    totalMilliseconds: 5_000,
    agent: host.agent,
    resolve: nameServer([publicAddress]).resolve,
    ...more,
  };
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of download(address, policy)) chunks.push(chunk);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return Buffer.concat(chunks).toString();
}

const file: RequestListener = (_request, response) => response.end(people);
const everLeadingTo =
  (location: string): RequestListener =>
  (_request, response) => {
    response.writeHead(302, { location });
    response.end();
  };
const gzipped =
  (bytes: Buffer): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(bytes);
  };
const leadingTo =
  (location: string): RequestListener =>
  (request, response) => {
    if (request.url === '/people.csv') response.writeHead(302, { location });
    response.end('elsewhere');
  };

describe('the address of a file', () => {
  it.each([
    sharePoint,
    'https://sample-my.sharepoint.com/personal/a/_layouts/15/download.aspx?tempauth=x',
    'https://SAMPLE.SharePoint.com/people.csv',
    'https://westeurope1-mediap.svc.ms/people.csv',
    'https://onedrive.live.com/people.csv',
    'https://sample.sharepoint.us/people.csv',
  ])('that Teams gives (%s) brings the file', async (address) => {
    expect(await fetched(address, file)).toBe(people);
    expect(host?.reached).toEqual([publicAddress]);
  });

  it('is reached over IPv6 too', async () => {
    const { resolve } = nameServer(['2603:1030::1', publicAddress]);
    expect(await fetched(sharePoint, file, { resolve })).toBe(people);
  });

  it.each([
    // other schemes
    'http://sample.sharepoint.com/people.csv',
    'file:///etc/passwd',
    'data:text/csv,Phone%0A1',
    'ftp://sample.sharepoint.com/people.csv',
    'javascript:alert(1)',
    'gopher://sample.sharepoint.com/',
    'blob:https://sample.sharepoint.com/1',
    'ws://sample.sharepoint.com/',
    '//sample.sharepoint.com/people.csv',
    '',
    // this machine, private networks and a cloud's own, in every spelling
    'https://127.0.0.1/',
    'https://localhost/',
    'https://[::1]/',
    'https://0/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://metadata.google.internal/',
    'https://168.63.129.16/',
    'https://[::ffff:169.254.169.254]/',
    'https://[fd00:ec2::254]/',
    // names that look like one of Teams' hosts
    'https://sharepoint.com/people.csv',
    'https://sample.sharepoint.com.example.com/people.csv',
    'https://samplesharepoint.com/people.csv',
    'https://example.com/sample.sharepoint.com',
    'https://example.com#.sharepoint.com',
    'https://example.com\\.sharepoint.com/',
    'https://sample.sharepoint.com./people.csv',
    'https://sample.sharepoint-mil.com/people.csv',
    'https://sample.sharepoint-df.us/people.csv',
    'https://sample.ѕharepoint.com/people.csv',
    'https://sample.sharepoint。com.example.com/',
    // what stands before and after the host
    'https://sample.sharepoint.com@example.com/people.csv',
    'https://admin@sample.sharepoint.com/people.csv',
    'https://:secret@sample.sharepoint.com/people.csv',
    'https://sample.sharepoint.com:8443/people.csv',
    'https://sample.sharepoint.com:22/people.csv',
  ])('%s is asked for nothing', async (address) => {
    expect(await fetched(address, file)).toBe('file-address-refused');
    expect(host?.reached).toEqual([]);
    expect(host?.asked).toEqual([]);
  });

  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine, by another of its addresses', '127.8.8.8'],
    ['any of this machine’s', '0.0.0.0'],
    ['a private network (10)', '10.0.0.7'],
    ['a private network (172.16)', '172.16.0.1'],
    ['a private network (172.31)', '172.31.255.255'],
    ['a private network (192.168)', '192.168.1.1'],
    ['a carrier’s network', '100.64.0.1'],
    ['a cloud’s metadata', '169.254.169.254'],
    ['a broadcast', '255.255.255.255'],
    ['this machine over IPv6', '::1'],
    ['nothing over IPv6', '::'],
    ['a link over IPv6', 'fe80::1'],
    ['a link with its zone', 'fe80::1%lo'],
    ['a private network over IPv6', 'fd12:3456::1'],
    ['metadata over IPv6', 'fd00:ec2::254'],
    ['metadata mapped into IPv6', '::ffff:169.254.169.254'],
    ['this machine, mapped in hexadecimal', '::ffff:7f00:1'],
    ['metadata through NAT64', '64:ff9b::a9fe:a9fe'],
    ['a private network through a NAT64 of one’s own', '64:ff9b:1::a00:1'],
    ['a private network through 6to4', '2002:a00:1::1'],
    ['a private network through Teredo', '2001:0:1234::1'],
    ['no address at all', 'localhost'],
  ])('whose name leads to %s (%s) is not connected to', async (_what, address) => {
    const { resolve } = nameServer([address]);
    expect(await fetched(sharePoint, file, { resolve })).toBe('file-address-refused');
    expect(host?.reached).toEqual([]);
  });

  it('with one private address among public ones is not connected to', async () => {
    const { resolve } = nameServer([publicAddress, '10.0.0.7']);
    expect(await fetched(sharePoint, file, { resolve })).toBe('file-address-refused');
    expect(host?.reached).toEqual([]);
  });

  it('of a name that is nowhere brings a sentence', async () => {
    const { resolve } = nameServer([]);
    expect(await fetched(sharePoint, file, { resolve })).toBe('file-address-refused');
  });

  it('is looked up once: a name that answers otherwise after the check leads nowhere else', async () => {
    const { resolve, names } = nameServer([publicAddress], ['127.0.0.1']);
    expect(await fetched(sharePoint, file, { resolve })).toBe(people);
    expect(names).toEqual(['sample.sharepoint.com']);
    expect(host?.reached).toEqual([publicAddress]);
  });

  it('is looked up anew for each redirect, and checked again', async () => {
    const { resolve } = nameServer([publicAddress], ['127.0.0.1']);
    const answer = leadingTo('https://other.sharepoint.com/file');
    expect(await fetched(sharePoint, answer, { resolve })).toBe('file-address-refused');
    expect(host?.asked).toEqual(['sample.sharepoint.com/people.csv']);
  });
});

describe('a redirect', () => {
  it.each(['https://other.sharepoint.com/file', '/file', 'file?x=1', '//onedrive.live.com/file'])(
    'to %s, where Teams keeps files, is followed',
    async (location) => {
      expect(await fetched(sharePoint, leadingTo(location))).toBe('elsewhere');
    },
  );

  it.each([
    'http://sample.sharepoint.com/file',
    'http://127.0.0.1/file',
    'https://127.0.0.1/file',
    'https://[::1]/file',
    'https://169.254.169.254/latest/meta-data',
    'http://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/file',
    'https://example.com/file',
    'file:///etc/passwd',
    'data:text/csv,Phone%0A1',
    'ftp://sample.sharepoint.com/file',
    'javascript:alert(1)',
    'https://admin:secret@sample.sharepoint.com/file',
    'https://sample.sharepoint.com:8443/file',
  ])('to %s is refused', async (location) => {
    expect(await fetched(sharePoint, leadingTo(location))).toBe('file-address-refused');
    expect(host?.asked).toEqual(['sample.sharepoint.com/people.csv']);
  });

  it('that leads round and round ends', async () => {
    const answer = everLeadingTo(sharePoint);
    expect(await fetched(sharePoint, answer)).toBe('file-address-refused');
    expect(host?.asked).toHaveLength(5);
  });

  it.each([['%%%'], ['https://'], ['']])(
    'to no address (%j) ends in a sentence',
    async (location) => {
      expect(await fetched(sharePoint, everLeadingTo(location))).toMatch(
        /^file-address-(?:failed|refused)$/,
      );
    },
  );
});

describe('a host that means harm', () => {
  it.each<[string, RequestListener, string]>([
    ['that never answers', () => undefined, 'file-address-slow'],
    [
      'that falls silent in the middle',
      (_request, response) => void response.write('Phone\n'),
      'file-address-slow',
    ],
    [
      'that gives a byte now and then',
      (_request, response) => {
        const timer = setInterval(() => response.write('1'), 50);
        response.once('close', () => clearInterval(timer));
      },
      'file-address-slow',
    ],
    [
      'that promises more than it gives',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('Phone\n', () => response.destroy());
      },
      'file-address-failed',
    ],
    ['that sends compressed bytes', gzipped(gzipSync(people)), 'file-address-failed'],
    [
      'that answers with endless headers',
      (_request, response) => {
        response.socket?.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => response.socket?.write(`x: ${'y'.repeat(1_000)}\r\n`), 1);
        response.socket?.once('close', () => clearInterval(timer)).on('error', () => undefined);
      },
      'file-address-failed',
    ],
    [
      'that speaks no HTTP',
      (_request, response) => response.socket?.end('hello\r\n\r\n'),
      'file-address-failed',
    ],
  ])('%s is left in time', async (_what, answer, code) => {
    const { answer: left, livedMs } = await timed(fetched(sharePoint, answer));
    expect(left).toBe(code);
    expect(livedMs).toBeLessThan(15_000);
  });

  it('whose name is never answered is left in time', async () => {
    const unanswered = fetched(sharePoint, file, { resolve: () => undefined });
    const { answer, livedMs } = await timed(unanswered);
    expect(answer).toBe('file-address-slow');
    expect(livedMs).toBeLessThan(15_000);
  });

  it.each([
    ['a few', 'Phone and much more'],
    ['a whole file', people.repeat(9_000)],
  ])('gives %s bytes more than it said: half a file is no file', async (_what, bytes) => {
    const answer: RequestListener = (_request, response) => {
      response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n${bytes}`);
    };
    expect(await fetched(sharePoint, answer)).toBe('file-address-failed');
  });
});

describe('what a bad host leaves in the storage', () => {
  let rollcall: TestRollcall | undefined;
  afterEach(() => rollcall?.stop());

  it.each<[string, RequestListener, RegExp]>([
    [
      'an endless body',
      (_request, response) => {
        const more = () => {
          while (!response.destroyed && response.write('+44 20 7946 0150,Ada\n'.repeat(1_000)));
        };
        response.on('drain', more);
        more();
      },
      /too large/i,
    ],
    [
      'a body that breaks off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '900000' });
        response.write(people.repeat(9_000), () => response.destroy());
      },
      /send the file again/i,
    ],
    [
      'a body longer than it was said to be',
      (_request, response) => {
        const body = people.repeat(9_000);
        response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-length: 200000\r\n\r\n${body}`);
      },
      /send the file again/i,
    ],
    [
      'a body in pieces of which the last is missing',
      (_request, response) => {
        response.write(people.repeat(9_000), () => response.destroy());
      },
      /send the file again/i,
    ],
    [
      'a body that falls silent',
      (_request, response) => void response.write(people.repeat(9_000)),
      /took too long/i,
    ],
    ['a bomb that is named a CSV file', gzipped(bomb), /send the file again/i],
  ])('%s leaves one sentence and nothing else', async (_what, answer, sentence) => {
    host = await startFileHost(answer);
    rollcall = await startRollcall({
      settings: { MAX_FILE_MB: '1' },
      parts: {
        downloadPolicy: {
          loopback: false,
          idleMilliseconds: 5_000,
          totalMilliseconds: 60_000,
          agent: host.agent,
          resolve: nameServer([publicAddress]).resolve,
        },
      },
    });
    const { tara } = rollcall.teams;
    await tara.sendFileAddress('people.csv', sharePoint);
    expect((await tara.answer()).text).toMatch(sentence);
    const { operations, files } = rollcall.storage;
    expect((await operations.page(tara.person.tenantId, 'import', 1)).operations).toEqual([]);
    for await (const page of files.list('')) expect(page).toEqual([]);
  });
});
