import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import type { SegmentStore } from '../../../src/features/search/ports.ts';
import { openTestStorage } from '../../support/storage.ts';
import { otherTenant, tenant } from './sample-people.ts';

let storage: Storage;
let segments: SegmentStore;

beforeAll(async () => {
  ({ storage } = await openTestStorage());
  segments = storage.segments;
});

async function kept(shard: string, unlike?: string) {
  const segment = await segments.read(tenant, shard, unlike);
  if (segment === undefined || segment === 'same') throw new Error('no part');
  return segment;
}

describe('kept parts of a view', () => {
  it('come back as they were, each to its organization', async () => {
    const bytes = randomBytes(3_000_000);
    expect(await segments.read(tenant, '0')).toBeUndefined();
    const written = await segments.write(tenant, '0', bytes, undefined);
    const segment = await kept('0');
    expect(segment.bytes.equals(bytes)).toBe(true);
    expect(written).toEqual({ etag: segment.etag });
    expect(await segments.read(otherTenant, '0')).toBeUndefined();
  });

  it('are not sent again to a process that has them', async () => {
    await segments.write(tenant, '1', Buffer.from('one'), undefined);
    const { etag } = await kept('1');
    expect(await segments.read(tenant, '1', etag)).toBe('same');
    await segments.write(tenant, '1', Buffer.from('two'), etag);
    expect((await kept('1', etag)).bytes.toString()).toBe('two');
  });

  it('are not written over by who knew an older one', async () => {
    await segments.write(tenant, '2', Buffer.from('one'), undefined);
    const { etag } = await kept('2');
    expect(await segments.write(tenant, '2', Buffer.from('two'), etag)).not.toBe('conflict');
    expect(await segments.write(tenant, '2', Buffer.from('late'), etag)).toBe('conflict');
    expect(await segments.write(tenant, '2', Buffer.from('late'), undefined)).toBe('conflict');
    expect(await segments.write(tenant, '3', Buffer.from('late'), etag)).toBe('conflict');
    expect((await kept('2')).bytes.toString()).toBe('two');
  });

  it('survive the tidying after an import', async () => {
    await segments.write(tenant, '4', Buffer.from('kept'), undefined);
    await storage.work.removeAll(`${tenant}/0000000000000-0000000000000000/`);
    expect((await kept('4')).bytes.toString()).toBe('kept');
  });
});
