import { randomBytes } from 'node:crypto';
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLinks } from '../../src/infra/storage/links.ts';
import type { StorageConnection } from '../../src/infra/storage/connect.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';

const name = 'sample/import/original';
const other = 'sample/import/other';

let connection: StorageConnection;
let link: string;
beforeAll(async () => {
  const opened = await openTestStorage();
  connection = opened.connection;
  const { files } = opened.storage;
  await files.write(name, [Buffer.from('Phone\n1\n')]);
  await files.write(other, [Buffer.from('Phone\n2\n')]);
  link = await files.link(name, 'people.csv', 5);
});

/** The link with some of it changed. */
function changed(how: (address: URL) => void): string {
  const address = new URL(link);
  how(address);
  return address.href;
}
const set = (parameter: string, value: string) => (address: URL) =>
  address.searchParams.set(parameter, value);
const asItIs = () => undefined;
const inAnHour = () => `${new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)}Z`;
const body = new Uint8Array(Buffer.from('Phone\n3\n'));

/** The content of the file. */
const content = async () => {
  const blob = connection.blobs.getContainerClient('files').getBlobClient(name);
  return (await blob.downloadToBuffer()).toString();
};

describe('a download link', () => {
  it('downloads its file, under its name', async () => {
    const response = await fetch(link);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('Phone\n1\n');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="people\.csv"/,
    );
    expect(response.headers.get('content-type')).toBe('text/csv');
  });

  it('is signed for reading one file, for a while', () => {
    const { searchParams } = new URL(link);
    expect(searchParams.get('sp')).toBe('r');
    expect(searchParams.get('sr')).toBe('b');
    expect(Date.parse(searchParams.get('se') ?? '')).toBeLessThanOrEqual(Date.now() + 5 * 60_000);
  });

  it.each<[string, (address: URL) => void]>([
    ['without its signature', (address) => address.searchParams.delete('sig')],
    ['with another signature', set('sig', randomBytes(32).toString('base64'))],
    ['that would last longer', set('se', inAnHour())],
    ['that would begin earlier', set('st', '2020-01-01T00:00:00Z')],
    ['that would write', set('sp', 'rw')],
    ['that would do anything', set('sp', 'racwdl')],
    ['that would open the whole container', set('sr', 'c')],
    ['for another file', (address) => (address.pathname = address.pathname.replace(name, other))],
    [
      'for another container',
      (address) => (address.pathname = address.pathname.replace('/files/', '/work/')),
    ],
    ['for another file by a detour', (address) => (address.pathname += '/%2e%2e/other')],
    ['that would be shown in the browser', set('rscd', 'inline')],
    ['that would be a web page', set('rsct', 'text/html')],
    [
      'for a list',
      (address) => {
        address.pathname = address.pathname.replace(`/${name}`, '');
        address.searchParams.set('restype', 'container');
        address.searchParams.set('comp', 'list');
      },
    ],
  ])('%s opens nothing', async (_what, how) => {
    const response = await fetch(changed(how));
    expect([400, 403, 404]).toContain(response.status);
    expect(await response.text()).not.toContain('Phone');
  });

  it.each<[string, RequestInit, (address: URL) => void]>([
    ['overwrite', { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body }, asItIs],
    [
      'add a block to',
      { method: 'PUT', body },
      (address) => {
        address.searchParams.append('comp', 'block');
        address.searchParams.append('blockid', 'MDAwMQ==');
      },
    ],
    [
      'commit blocks of',
      { method: 'PUT', body: '<BlockList></BlockList>' },
      (address) => address.searchParams.append('comp', 'blocklist'),
    ],
    [
      'mark',
      { method: 'PUT', headers: { 'x-ms-meta-a': 'b' } },
      (address) => address.searchParams.append('comp', 'metadata'),
    ],
    ['delete', { method: 'DELETE' }, asItIs],
  ])('can’t %s its file', async (_what, request, how) => {
    const response = await fetch(changed(how), request);
    expect(response.status).toBe(403);
    expect(await content()).toBe('Phone\n1\n');
  });

  it('opens nothing once its time is over', async () => {
    const links = createLinks({ key: keyOf(connection), loopback: true });
    const blob = connection.blobs.getContainerClient('files').getBlobClient(name);
    expect((await fetch(await links(blob, 'people.csv', -1))).status).toBe(403);
  });

  it('signed with the key of another account opens nothing', async () => {
    const key = new StorageSharedKeyCredential(
      keyOf(connection).accountName,
      randomBytes(64).toString('base64'),
    );
    const blob = connection.blobs.getContainerClient('files').getBlobClient(name);
    const forged = await createLinks({ key, loopback: true })(blob, 'people.csv', 5);
    expect((await fetch(forged)).status).toBe(403);
  });

  it('outside this machine goes over https alone', async () => {
    const key = keyOf(connection);
    const blob = new BlobServiceClient('https://sample.blob.core.windows.net', key)
      .getContainerClient('files')
      .getBlobClient(name);
    const address = new URL(await createLinks({ key, loopback: false })(blob, 'people.csv', 5));
    expect(address.protocol).toBe('https:');
    expect(address.searchParams.get('spr')).toBe('https');
    const plain = await createLinks({ key, loopback: false })(
      connection.blobs.getContainerClient('files').getBlobClient(name),
      'people.csv',
      5,
    );
    expect((await fetch(plain)).status).toBe(403);
  });

  it.each([
    ['quotes', 'a"; filename="evil.exe'],
    ['a line break', 'a.csv\r\nSet-Cookie: a=b'],
    ['parts of a path', '../../etc/passwd'],
    ['a Windows path', 'C:\\Windows\\evil.csv'],
    ['a mark that turns the text round', 'people\u202Evsc.exe'],
    ['invisible marks', 'peo\u200Bple\u2066.csv'],
    ['other scripts', 'Übersicht 人々 👩‍👩‍👧.csv'],
    ['half a letter', 'a\uD800.csv'],
    ['nothing', ''],
    ['only dots', '...'],
    ['too much', `${'a'.repeat(5_000)}.csv`],
    ['percent signs', '%0d%0aSet-Cookie:%20a=b.csv'],
    ['a null', 'people.csv\0.exe'],
  ])('downloads under a name with %s: one header, one plain name', async (_what, fileName) => {
    const { files } = await opened();
    const response = await fetch(await files.link(name, fileName, 5));
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    const header = response.headers.get('content-disposition') ?? '';
    const [, plain = '', encoded = ''] =
      /^attachment; filename="([^"]*)"; filename\*=UTF-8''([^;]*)$/.exec(header) ?? [];
    expect(plain).toMatch(/^[ !#-~]{1,150}$/);
    const shown = decodeURIComponent(encoded);
    for (const each of [plain, shown]) expect(each).not.toMatch(/[\p{Cc}\p{Bidi_Control}"\\/:%]/u);
    expect(shown).not.toMatch(/^\.*$/);
  });

  async function opened() {
    const { createStorage } = await import('../../src/infra/storage/storage.ts');
    return createStorage(connection);
  }
});

function keyOf({ key }: StorageConnection): StorageSharedKeyCredential {
  if (key === undefined) throw new Error('a test storage has a key');
  return key;
}

describe('the files behind links', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
  });
  afterAll(() => rollcall.stop());

  it('have names that can’t be guessed, and in which nothing stands of what the file is called', async () => {
    const { tara } = rollcall.teams;
    const names = new Set<string>();
    for (const phone of ['+44 20 7946 0150', '+44 20 7946 0151'])
      await tara.sendFile('Secretum.csv', `Phone,First name\n${phone},Ada\n`);
    for await (const page of rollcall.storage.files.list(''))
      for (const { name: each } of page) names.add(each);
    expect(names.size).toBe(2);
    const random = [...names].map(
      (each) => /[0-9a-f]{16}/.exec(each.replace(tara.person.tenantId, ''))?.[0],
    );
    expect(new Set(random).size).toBe(2);
    expect(random).not.toContain(undefined);
    for (const each of names) expect(each).not.toContain('Secretum');
  });

  it('are open to nobody without a link', async () => {
    const opened = await openTestStorage();
    await opened.storage.files.write(name, [Buffer.from('Phone\n')]);
    const blob = opened.connection.blobs.getContainerClient('files').getBlobClient(name);
    expect((await fetch(blob.url)).status).toBeGreaterThanOrEqual(400);
    const list = `${opened.connection.blobs.getContainerClient('files').url}?restype=container&comp=list`;
    expect((await fetch(list)).status).toBeGreaterThanOrEqual(400);
  });
});
