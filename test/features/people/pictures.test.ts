import { describe, expect, it } from '@jest/globals';
import { createPictures, type PhotoSource } from '../../../src/features/people/pictures.ts';
import { AppError } from '../../../src/errors.ts';
import { createFetchPictureJob } from '../../../src/features/people/jobs/fetch-picture-job.ts';
import type { Handling } from '../../../src/jobs/handle-message.ts';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import { createLog } from '../../../src/log.ts';
import { memoryFiles } from '../imports/memory-files.ts';

const tenant = 'sample';
const id = 'a'.repeat(32);
const person = { id, entraId: 'account' };
const png = (last: number) => Buffer.from([0x89, 0x50, 0x4e, 0x47, last]);
const day = 24 * 3_600_000;

function rig(first: Awaited<ReturnType<PhotoSource['photo']>>) {
  let answer: typeof first | AppError = first;
  let clock = Date.UTC(2026, 0, 1);
  const sent: string[] = [];
  const asked: (string | undefined)[] = [];
  const { kept, store } = memoryFiles();
  const files = { ...store, link: (name: string) => Promise.resolve(`link to ${name}`) };
  const pictures = createPictures({
    photos: {
      photo(_tenant, _account, etag) {
        asked.push(etag);
        if (answer instanceof AppError) return Promise.reject(answer);
        const isSame = typeof answer === 'object' && answer.etag === etag;
        return Promise.resolve(isSame ? 'same' : answer);
      },
    },
    files,
    jobs: {
      send(message) {
        sent.push(message.type);
        return Promise.resolve();
      },
    },
    now: () => clock,
  });
  return {
    ...{ pictures, kept, sent, asked },
    becomes: (next: typeof answer) => (answer = next),
    later: (ms: number) => (clock += ms),
    bytes: () => kept.get(`pictures/${tenant}/${id}.picture`),
  };
}

describe('the picture of a person', () => {
  it('is asked for when somebody looks, and then a day later', async () => {
    const { pictures, sent, later, asked } = rig({ etag: 'one', bytes: png(1) });
    expect(await pictures.linkTo(tenant, person)).toBeUndefined();
    await pictures.fetch(tenant, id, person);
    expect(await pictures.linkTo(tenant, person)).toContain(id);
    expect(sent).toEqual(['fetch-picture']);
    later(day + 1);
    expect(await pictures.linkTo(tenant, person)).toContain(id);
    expect(sent).toHaveLength(2);
    await pictures.fetch(tenant, id, person);
    expect(asked).toEqual([undefined, 'one']);
    expect(await pictures.linkTo(tenant, person)).toContain(id);
    expect(sent).toHaveLength(2);
  });

  it('is taken again when it changed, and goes when the account has none any more', async () => {
    const { pictures, becomes, bytes } = rig({ etag: 'one', bytes: png(1) });
    await pictures.fetch(tenant, id, person);
    becomes({ etag: 'two', bytes: png(2) });
    await pictures.fetch(tenant, id, person);
    expect(bytes()).toEqual(png(2));
    becomes(undefined);
    await pictures.fetch(tenant, id, person);
    expect(bytes()).toBeUndefined();
    expect(await pictures.linkTo(tenant, person)).toBeUndefined();
  });

  it.each([
    ['text', Buffer.from('<svg onload=…>')],
    ['far too large', Buffer.concat([png(1), Buffer.alloc(200_000)])],
  ])('that is %s is none', async (_what, bytes) => {
    const { pictures, bytes: stored } = rig({ etag: 'one', bytes });
    await pictures.fetch(tenant, id, person);
    expect(stored()).toBeUndefined();
    expect(await pictures.linkTo(tenant, person)).toBeUndefined();
  });

  it('isn’t shown of a deleted person, and goes with them', async () => {
    const { pictures, kept } = rig({ etag: 'one', bytes: png(1) });
    await pictures.fetch(tenant, id, person);
    const deletedAt = '2026-01-01T00:00:00.000Z';
    expect(await pictures.linkTo(tenant, { ...person, deletedAt })).toBeUndefined();
    await pictures.fetch(tenant, id, { ...person, deletedAt });
    expect(kept.size).toBe(0);
  });

  it('of people who are deleted are removed without a look at anyone else', async () => {
    const { pictures, kept } = rig({ etag: 'one', bytes: png(1) });
    const other = 'b'.repeat(32);
    for (const one of [id, other]) await pictures.fetch(tenant, one, { ...person, id: one });
    const { signal } = new AbortController();
    const withoutPicture = 'c'.repeat(32);
    expect(await pictures.removeOf(tenant, new Set([other, withoutPicture]), signal)).toBe(1);
    expect([...kept.keys()].every((name) => name.includes(id))).toBe(true);
    expect(kept.size).toBeGreaterThan(0);
  });

  it('that Entra refuses isn’t asked for again before the next day', async () => {
    const { pictures, becomes, sent, later } = rig(undefined);
    becomes(new AppError('entra-refused', { permission: '' }));
    await pictures.linkTo(tenant, person);
    await expect(pictures.fetch(tenant, id, person)).rejects.toThrow();
    await pictures.linkTo(tenant, person);
    expect(sent).toHaveLength(1);
    later(day + 1);
    await pictures.linkTo(tenant, person);
    expect(sent).toHaveLength(2);
  });

  it('is in the person’s data, and is erased with them', async () => {
    const { pictures, kept } = rig({ etag: 'one', bytes: png(1) });
    await pictures.fetch(tenant, id, person);
    const who = { tenant, ids: new Set([id]), phones: new Set<string>() };
    const { signal } = new AbortController();
    const subject = { ...who, accounts: new Set<string>(), operations: new Set<string>() };
    expect(await pictures.find(subject, signal)).toMatchObject([
      { etag: 'one', base64: png(1).toString('base64') },
    ]);
    await pictures.erase({ ...who, reference: 'x' }, signal);
    expect(kept.size).toBe(0);
    expect(await pictures.find(subject, signal)).toEqual([]);
  });

  it('that Graph is too busy for is tried again some times, and keeps the one from before', async () => {
    const { pictures, becomes, bytes } = rig({ etag: 'one', bytes: png(1) });
    await pictures.fetch(tenant, id, person);
    becomes(new AppError('entra-unreachable'));
    const job = createFetchPictureJob({
      store: { read: () => Promise.resolve(new Map([[id, person as unknown as StoredPerson]])) },
      pictures,
    });
    const run = (deliveries: number) =>
      job({ type: 'fetch-picture', v: 1, tenant, person: id }, {
        deliveries,
        log: createLog('silent'),
        signal: new AbortController().signal,
      } satisfies Handling);
    expect(await run(1)).toEqual({ againInSeconds: 60 });
    expect(await run(3)).toBe('done');
    expect(bytes()).toEqual(png(1));
  });
});
