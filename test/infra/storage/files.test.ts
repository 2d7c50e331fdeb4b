import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forEachConcurrent } from '../../../src/lib/concurrency.ts';
import { createFence, withFence } from '../../../src/lib/fence.ts';
import { AppError } from '../../../src/errors.ts';
import type { FileStore } from '../../../src/domain/operations/ports.ts';
import { containerNames } from '../../../src/infra/storage/ensure.ts';
import { contentDisposition, createLinks } from '../../../src/infra/storage/links.ts';
import type { StorageConnection } from '../../../src/infra/storage/connect.ts';
import { openTestStorage } from '../../support/storage.ts';
import { anyCharacter } from '../../support/any-character.ts';

let files: FileStore;
let work: FileStore;
let connection: StorageConnection;

beforeAll(async () => {
  const opened = await openTestStorage();
  ({ files, work } = opened.storage);
  connection = opened.connection;
});

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) {
    yield bytes.subarray(from, from + size);
    await Promise.resolve();
  }
}

async function read(store: FileStore, name: string, fromByte?: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of store.open(name, fromByte)) parts.push(part);
  return Buffer.concat(parts);
}

describe('files', () => {
  it('come back byte for byte, small or of many blocks, however they were cut on their way', async () => {
    for (const [length, size] of [
      [1, 1],
      [5_000, 7],
      [1024 * 1024, 65_536],
      [3 * 1024 * 1024 + 17, 100_003],
      [2_500_000, 2_500_000],
    ] as const) {
      const bytes = randomBytes(length);
      expect(await files.write('same', chunks(bytes, size))).toEqual({ bytes: length });
      expect((await read(files, 'same')).equals(bytes)).toBe(true);
      expect((await read(files, 'same', length - 1)).equals(bytes.subarray(-1))).toBe(true);
      expect(await read(files, 'same', length)).toHaveLength(0);
    }
  });

  it('may be empty, and the look at the first bytes happens all the same', async () => {
    const seen: number[] = [];
    const head = (bytes: Buffer) => void seen.push(bytes.length);
    expect(await files.write('empty', chunks(Buffer.alloc(0), 1), { head })).toEqual({ bytes: 0 });
    expect(await read(files, 'empty')).toHaveLength(0);
    await files.write('short', chunks(Buffer.alloc(10), 3), { head });
    await files.write('long', chunks(Buffer.alloc(100_000), 1_000), { head });
    expect(seen).toEqual([0, 10, 4_096]);
  });

  it('that are refused at the first look leave nothing behind, and their source is closed', async () => {
    let closed = false;
    async function* source() {
      try {
        for (;;) yield await Promise.resolve(Buffer.alloc(1_000));
      } finally {
        closed = true;
      }
    }
    const head = () => {
      throw new AppError('file-is-image');
    };
    await expect(files.write('refused', source(), { head })).rejects.toMatchObject({
      code: 'file-is-image',
    });
    expect(await files.exists('refused')).toBe(false);
    expect(closed).toBe(true);
  });

  it('over the limit are refused with the limit, and leave nothing behind', async () => {
    const limit = 2 * 1024 * 1024;
    const bytes = Buffer.alloc(limit + 1);
    await expect(files.write('large', chunks(bytes, 65_536), { limit })).rejects.toMatchObject({
      code: 'file-too-large',
      details: { limitMb: 2 },
    });
    expect(await files.exists('large')).toBe(false);
    expect(await files.write('large', chunks(bytes.subarray(1), 65_536), { limit })).toEqual({
      bytes: limit,
    });
  });

  it('whose source breaks or hangs leave nothing behind', async () => {
    async function* broken() {
      yield Buffer.alloc(2_000_000);
      await Promise.resolve();
      throw new AppError('file-address-failed');
    }
    await expect(files.write('broken', broken())).rejects.toMatchObject({
      code: 'file-address-failed',
    });
    async function* hanging() {
      yield Buffer.alloc(2_000_000);
      await new Promise(() => undefined);
    }
    const stop = new AbortController();
    const writing = files.write('hanging', hanging(), { signal: stop.signal });
    setTimeout(() => stop.abort(new AppError('file-address-slow')), 100);
    await expect(writing).rejects.toMatchObject({ code: 'file-address-slow' });
    expect(await files.exists('broken')).toBe(false);
    expect(await files.exists('hanging')).toBe(false);
  });

  it('that are given up leave what another attempt has written under their name', async () => {
    const uploading = Promise.withResolvers<undefined>();
    async function* hanging() {
      yield Buffer.alloc(2_000_000);
      uploading.resolve(undefined);
      await new Promise(() => undefined);
    }
    const stop = new AbortController();
    const writing = files.write('of-two', hanging(), { signal: stop.signal });
    await uploading.promise;
    await files.write('of-two', [Buffer.from('of the other')]);
    stop.abort(new AppError('file-address-slow'));
    await expect(writing).rejects.toMatchObject({ code: 'file-address-slow' });
    expect((await read(files, 'of-two')).toString()).toBe('of the other');
  });

  it('of a job that has lost its right replace nothing', async () => {
    await files.write('right', [Buffer.from('of the other')]);
    const fence = createFence({
      heldMs: 0,
      since: performance.now() - 1,
      reason: () => new AppError('busy'),
    });
    const writing = withFence(fence, () => files.write('right', [Buffer.from('too late')]));
    await expect(writing).rejects.toMatchObject({ code: 'busy' });
    expect((await read(files, 'right')).toString()).toBe('of the other');
  });

  it('that are not there are said to be gone', async () => {
    await expect(read(files, 'nowhere')).rejects.toMatchObject({ code: 'operation-gone' });
    expect(await files.exists('nowhere')).toBe(false);
  });

  it('of one job are removed together, and no others', async () => {
    for (const name of ['op1/a', 'op1/b/c', 'op10/a'])
      await work.write(name, chunks(Buffer.alloc(3), 3));
    await work.removeAll('op1/');
    expect([
      await work.exists('op1/a'),
      await work.exists('op1/b/c'),
      await work.exists('op10/a'),
    ]).toEqual([false, false, true]);
    await work.removeAll('op1/');
    await expect(work.removeAll('')).rejects.toThrow('all files');
  });

  it('are listed and removed also where there are more than a page of them', async () => {
    const names = Array.from({ length: 1_050 }, (_, place) => `many/${place}`);
    await forEachConcurrent(names, 16, (name) => work.write(name, [Buffer.from('x')]));
    const listed: string[] = [];
    for await (const page of work.list('many/')) listed.push(...page.map(({ name }) => name));
    expect(listed.toSorted()).toEqual(names.toSorted());
    await work.removeAll('many/');
    for await (const page of work.list('many/')) expect(page).toEqual([]);
  });
});

describe('links', () => {
  const bytes = Buffer.from('phone\r\n+4479\r\n');

  it('download this file under its name', async () => {
    await files.write('tenant/one', chunks(bytes, 100));
    const answer = await fetch(await files.link('tenant/one', 'Årsliste "2026".csv', 5));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="_rsliste 2026.csv"; filename*=UTF-8''%C3%85rsliste%202026.csv`,
    );
    expect(answer.headers.get('content-type')).toBe('text/csv');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it.each([
    ['लोग क्\u200Dष.csv', 'text/csv'],
    [
      'موظفون ۱۴۰۵ می\u200Cخواهم.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['名簿 👩\u200D🚀.json', 'application/json'],
    ['Ünïté d’été.VCF', 'text/vcard'],
    ['all of it.zip', 'application/zip'],
    ['page.html', 'application/octet-stream'],
    ['toString', 'application/octet-stream'],
  ])('download %s under its own name, as what it is', async (name, type) => {
    await files.write('tenant/one', chunks(bytes, 100));
    const { headers } = await fetch(await files.link('tenant/one', name, 5));
    expect(headers.get('content-type')).toBe(type);
    const [, encoded = ''] = headers.get('content-disposition')?.split("''") ?? [];
    expect(decodeURIComponent(encoded)).toBe(name);
  });

  it('neither open another file, nor list, nor write, nor delete', async () => {
    await files.write('tenant/one', chunks(bytes, 100));
    await files.write('tenant/two', chunks(bytes, 100));
    const link = await files.link('tenant/one', 'one.csv', 5);
    const refused = [
      fetch(link.replace('tenant/one', 'tenant/two').replace('tenant%2Fone', 'tenant%2Ftwo')),
      fetch(link.replace(/\/files\/[^?]*\?/, '/files?restype=container&comp=list&')),
      fetch(link, { method: 'PUT', body: 'x', headers: { 'x-ms-blob-type': 'BlockBlob' } }),
      fetch(link, { method: 'DELETE' }),
      fetch(link.replace('sp=r', 'sp=rw'), { method: 'GET' }),
      fetch(link.replace(/\?.*/, '')),
    ];
    for (const answer of await Promise.all(refused)) {
      expect([401, 403, 404]).toContain(answer.status);
    }
    expect((await read(files, 'tenant/one')).equals(bytes)).toBe(true);
  });

  it('end after their minutes, also when signed with a key that a managed identity was given', async () => {
    const asked: { from: Date; until: Date }[] = [];
    const links = createLinks({
      account: 'sample',
      delegationKey: (from, until) => {
        asked.push({ from, until });
        return Promise.resolve({
          signedObjectId: 'o',
          signedTenantId: 't',
          signedStartsOn: from,
          signedExpiresOn: until,
          signedService: 'b',
          signedVersion: '2024-11-04',
          value: Buffer.from('key').toString('base64'),
        });
      },
    });
    const blob = connection.blobs
      .getContainerClient(containerNames.files)
      .getBlobClient('tenant/one');
    const week = 7 * 24 * 60;
    const facts = async (minutes: number) =>
      new URL(await links(blob, 'one.csv', minutes)).searchParams;
    const hour = await facts(60);
    expect(hour.get('sp')).toBe('r');
    expect(hour.get('sr')).toBe('b');
    expect(hour.get('spr')).toBe('https');
    expect(Date.parse(hour.get('se') ?? '') - Date.now()).toBeLessThan(61 * 60_000);
    expect(Date.parse(hour.get('st') ?? '')).toBeLessThan(Date.now() - 60_000);
    await facts(60);
    expect(asked).toHaveLength(1);
    const long = await facts(week);
    await facts(week);
    expect(asked).toHaveLength(2);
    expect(Date.parse(long.get('se') ?? '')).toBeLessThanOrEqual(asked[1]?.until.getTime() ?? 0);
    for (const { from, until } of asked) {
      expect(until.getTime() - from.getTime()).toBeLessThanOrEqual(week * 60_000);
    }
  });

  it('carry no header of someone else’s making, whatever the file is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 400 }), (name) => {
        const header = contentDisposition(name);
        expect(header).toMatch(
          /^attachment; filename="[^"\\\p{Cc}]{1,150}"; filename\*=UTF-8''[\w.~%-]+$/u,
        );
        expect(decodeURIComponent(header.split("''")[1] ?? '').length).toBeLessThanOrEqual(150);
      }),
    );
    expect(contentDisposition(`${'😀'.repeat(100)}.csv`)).toMatch(/\.csv$/);
    expect(contentDisposition('a\r\nSet-Cookie: x.csv')).toContain('filename="aSet-Cookie x.csv"');
    expect(contentDisposition('evil\u202Evsc.exe')).toContain('filename="evilvsc.exe"');
    expect(contentDisposition('')).toContain('filename="file"');
  });
});
