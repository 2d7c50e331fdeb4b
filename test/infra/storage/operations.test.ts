import { beforeAll, describe, expect, it } from '@jest/globals';
import { noCounts, operationId } from '../../../src/domain/operations/operation.ts';
import type { Operation } from '../../../src/domain/operations/operation.ts';
import type { OperationStore } from '../../../src/domain/operations/ports.ts';
import { openTestStorage } from '../../support/storage.ts';
import { otherTenant, tenant } from './sample-people.ts';

let operations: OperationStore;
let clock = Date.UTC(2026, 0, 1);

beforeAll(async () => {
  operations = (await openTestStorage()).storage.operations;
});

function sample(over: Partial<Operation> = {}): Omit<Operation, 'etag'> {
  clock += 1_000;
  return {
    tenant,
    kind: 'import',
    id: operationId(clock, 'abcdef0123'),
    state: 'choosing',
    at: new Date(clock).toISOString(),
    by: { id: 'admin-1', name: 'Sample \u2028 Admin' },
    locale: 'en-GB',
    fileName: 'people \uD800 "x".csv',
    fileBytes: 123,
    counts: noCounts,
    rowsDone: 0,
    tries: 0,
    original: 'tenant/op/original',
    ...over,
  };
}

async function created(over: Partial<Operation> = {}): Promise<Operation> {
  const operation = await operations.create(sample(over));
  if (operation === 'conflict') throw new Error('conflict');
  return operation;
}

describe('the history', () => {
  it('gives back every fact of an operation', async () => {
    const full = await created({
      timeZone: 'Europe/Oslo',
      network: 'Others',
      planned: { added: 1, updated: 2, unchanged: 3, rejected: 4 },
      rowsTotal: 10,
      rowsDone: 0,
      request: {
        network: 'Employee',
        columns: ['firstName', 'own_shoesize'],
        changes: { kind: 'since-date', day: '2026-01-01', from: '2025-12-31T23:00:00.000Z' },
        format: 'xlsx',
      },
      exported: { people: 3, added: 1, changed: 2, moved: 0, deleted: 0 },
      schedule: '0123456789abcdef',
      confirmedAt: '2026-01-01T00:00:00.000Z',
      confirmedBy: { id: 'b', name: 'Sample' },
      endedAt: '2026-01-01T00:00:01.000Z',
      cancelAsked: false,
      failure: { code: 'no-phone-column', details: { column: 'x', line: 3 } },
      errorLog: 'tenant/op/errors',
      preview: {
        delimiter: ';',
        encoding: 'utf-8',
        notUnderstood: ['Ære', '\u2029'],
        problems: [{ line: 2, reason: 'phone-missing', value: 'x'.repeat(40_000) }],
        addedSample: [],
        updatedSample: [],
        moved: 0,
      },
      checkpoint: { shard: 'a', done: [1, 2, 3], nested: { deep: null } },
      card: { conversation: '19:abc', activity: '17' },
    });
    expect(await operations.read(full)).toEqual(full);
    const lean = await created();
    expect(await operations.read(lean)).toEqual(lean);
  });

  it('lets only one of two who change the same operation win', async () => {
    const operation = await created();
    const results = await Promise.all([
      operations.update({ ...operation, state: 'planning' }),
      operations.update({ ...operation, state: 'cancelled' }),
    ]);
    expect(results.filter((result) => result === 'conflict')).toHaveLength(1);
    const winner = results.find((result) => result !== 'conflict');
    expect(await operations.read(operation)).toEqual(winner);
    if (winner === undefined) throw new Error('nobody won');
    expect(await operations.update(winner)).not.toBe('conflict');
  });

  it('does not write an operation twice under one id, nor change one that is not there', async () => {
    const operation = await created();
    expect(await operations.create(operation)).toBe('conflict');
    expect(await operations.update({ ...operation, id: operationId(1, '00000000') })).toBe(
      'conflict',
    );
  });

  it('shows the newest first, page by page, and nothing of another organization or kind', async () => {
    const organization = 'paging-tenant';
    const made: Operation[] = [];
    for (let index = 0; index < 5; index += 1) made.push(await created({ tenant: organization }));
    await created({ tenant: otherTenant });
    await created({ tenant: organization, kind: 'export' });
    const newest = made.map(({ id }) => id).reverse();

    const first = await operations.page(organization, 'import', 2);
    expect(first.operations.map(({ id }) => id)).toEqual(newest.slice(0, 2));
    expect(first.next).toBe(newest[2]);
    const second = await operations.page(organization, 'import', 3, first.next);
    expect(second.operations.map(({ id }) => id)).toEqual(newest.slice(2));
    expect(second.next).toBeUndefined();
    expect(await operations.page('nobody', 'import', 10)).toEqual({ operations: [] });
  });

  it('finds nothing, and breaks nothing, for ids that someone made up', async () => {
    for (const id of ["x' or PartitionKey ne '", '../..', '', '\u0000', 'a/b#c?d%']) {
      expect(await operations.read({ tenant, kind: 'import', id })).toBeUndefined();
      expect(await operations.read({ tenant: id, kind: 'import', id: 'x' })).toBeUndefined();
      expect(await operations.page(tenant, 'import', 10, id)).toEqual({ operations: [] });
    }
  });

  it('refuses a preview that no row can hold instead of cutting it', async () => {
    const huge = { huge: 'x'.repeat(200_000) };
    await expect(operations.create(sample({ checkpoint: huge }))).rejects.toThrow('checkpoint');
  });
});
