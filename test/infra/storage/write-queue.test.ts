import { once } from 'node:events';
import type { WriteQueue } from '../../../src/domain/operations/ports.ts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { containerNames, tableNames } from '../../../src/infra/storage/ensure.ts';
import type { StorageConnection } from '../../../src/infra/storage/connect.ts';
import { createWriteQueue } from '../../../src/infra/storage/write-queue.ts';
import { standStill } from '../../support/stand-still.ts';
import { openTestStorage } from '../../support/storage.ts';
import { otherTenant, tenant } from './sample-people.ts';

let line: WriteQueue;
let connection: StorageConnection;

beforeAll(async () => {
  const opened = await openTestStorage();
  line = opened.storage.writeQueue;
  connection = opened.connection;
});

const lineWith = (times: { leaseSeconds: number; renewEveryMs: number; safetyMs?: number }) =>
  createWriteQueue({
    table: connection.table(tableNames.organizations),
    leases: connection.blobs.getContainerClient(containerNames.leases),
    times: { safetyMs: 6_000, ...times },
  });

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the line of writers', () => {
  it('serves first who was confirmed first, each organization apart', async () => {
    const [first, second] = ['00001767225600000-a', '00001767225600001-b'];
    await line.join(tenant, second);
    await line.join(otherTenant, first);
    await line.join(tenant, first);
    await line.join(tenant, first);
    expect(await line.waiting(tenant, 10)).toEqual([first, second]);
    expect(await line.waiting(tenant, 1)).toEqual([first]);
    expect(await line.isFirst(tenant, second)).toBe(false);
    await line.leave(tenant, first);
    await line.leave(tenant, first);
    expect(await line.isFirst(tenant, second)).toBe(true);
    expect(await line.isFirst(tenant, first)).toBe(false);
    await expect(line.join(tenant, 'a/b')).rejects.toThrow('write queue');
  });

  it('gives the right to write to one at a time, and to the next after that', async () => {
    const leases = await Promise.all([1, 2, 3].map(() => line.acquire('exclusive')));
    const [held, ...others] = leases.filter((lease) => lease !== undefined);
    expect(others).toEqual([]);
    expect(await line.acquire('exclusive')).toBeUndefined();
    const elsewhere = await line.acquire('elsewhere');
    expect(elsewhere).toBeDefined();
    await held?.release();
    await held?.release();
    const next = await line.acquire('exclusive');
    expect(next?.lost.aborted).toBe(false);
    await Promise.all([next?.release(), elsewhere?.release()]);
  });

  it('tells a writer who has lost the right to stop', async () => {
    const lease = await lineWith({ leaseSeconds: 15, renewEveryMs: 100 }).acquire('broken');
    const blob = connection.blobs.getContainerClient(containerNames.leases).getBlobClient('broken');
    await blob.getBlobLeaseClient().breakLease(0);
    const next = await line.acquire('broken');
    if (lease === undefined) throw new Error('nobody has the right');
    if (!lease.lost.aborted) await once(lease.lost, 'abort');
    await lease.release();
    expect(next?.lost.aborted).toBe(false);
    expect(await line.acquire('broken')).toBeUndefined();
    await next?.release();
  });

  it('sends nothing more for a writer who stood still for too long, though no timer has run yet', async () => {
    const times = { leaseSeconds: 15, renewEveryMs: 60_000, safetyMs: 14_500 };
    const lease = await lineWith(times).acquire('paused');
    const [first, second] = ['00001767225600000-first', '00001767225600001-second'];
    await line.join('paused', first);
    const late = lease?.whileHeld(async () => {
      standStill(600);
      await line.join('paused', second);
    });
    await expect(late).rejects.toMatchObject({ code: 'busy' });
    expect(lease?.lost.aborted).toBe(true);
    expect(await line.waiting('paused', 10)).toEqual([first]);
  });

  it('keeps the right while it renews it, and tells a writer to stop in time when no renewal comes through', async () => {
    const renewing = await lineWith({ leaseSeconds: 15, renewEveryMs: 2_000 }).acquire('renewing');
    const silent = await lineWith({ leaseSeconds: 15, renewEveryMs: 60_000 }).acquire('silent');
    expect(silent?.lost.aborted).toBe(false);
    await soon(9_500);
    expect(silent?.lost.aborted).toBe(true);
    expect(await line.acquire('silent')).toBeUndefined();
    await soon(7_000);
    expect(await line.acquire('renewing')).toBeUndefined();
    expect(renewing?.lost.aborted).toBe(false);
    await renewing?.release();
  });
});
