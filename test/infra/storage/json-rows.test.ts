import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createJsonRecords, createJsonRows } from '../../../src/infra/storage/json-rows.ts';
import { memoryTable } from './memory-table.ts';

const schema = z.object({ name: z.string() });
const options = { prefix: 'sample|', column: 'facts', maxColumns: 2, schema };

describe('values in rows of their own', () => {
  it('are written only where there is no row, or where it is as it was read', async () => {
    const { client, rows: stored } = memoryTable();
    const rows = createJsonRows({
      ...options,
      table: client,
      beside: ({ name }) => ({ first: name.charAt(0) }),
    });
    expect(await rows.read('tenant', 'one')).toBeUndefined();
    const first = await rows.write('tenant', 'one', { name: 'Ada' }, undefined);
    expect(first).toEqual({ name: 'Ada', etag: 'v1' });
    expect(stored.get('sample|one')).toMatchObject({ first: 'A', partitionKey: 'tenant' });
    expect(await rows.write('tenant', 'one', { name: 'Bob' }, undefined)).toBe('conflict');
    expect(await rows.write('tenant', 'one', { name: 'Bob' }, 'v0')).toBe('conflict');
    expect(await rows.read('tenant', 'one')).toEqual({ name: 'Ada', etag: 'v1' });
    expect(await rows.write('tenant', 'one', { name: 'Bob' }, 'v1')).toMatchObject({ name: 'Bob' });
    await rows.remove('tenant', 'one');
    expect(await rows.read('tenant', 'one')).toBeUndefined();
  });

  it('of a later version are skipped, and left as they are', async () => {
    const { client, rows: stored } = memoryTable();
    const rows = createJsonRows({ ...options, table: client, keyOf: (id) => `x-${id}` });
    await rows.write('tenant', 'one', { name: 'Ada' }, undefined);
    const later = { partitionKey: 'tenant', rowKey: 'sample|x-two', etag: 'v9', facts: '{"n":1}' };
    stored.set(later.rowKey, later);
    expect(await rows.all('tenant')).toEqual([{ name: 'Ada', etag: 'v1', id: 'x-one' }]);
    expect(await rows.read('tenant', 'two')).toBeUndefined();
    expect(stored.get(later.rowKey)).toBe(later);
  });
});

interface Item {
  readonly tenant: string;
  readonly id: string;
  readonly etag: string;
  readonly name: string;
}

describe('records that know their own keys', () => {
  it('come back whole, and their keys stay out of what is stored', async () => {
    const { client, rows: stored } = memoryTable();
    const records = createJsonRecords<Item>({ ...options, table: client });
    const ada = { tenant: 'tenant', id: 'one', name: 'Ada' };
    expect(await records.read('tenant', 'one')).toBeUndefined();
    const created = await records.create(ada);
    expect(created).toEqual({ ...ada, etag: 'v1' });
    expect(stored.get('sample|one')?.facts).toBe('{"name":"Ada"}');
    expect(await records.create(ada)).toBe('conflict');
    expect(await records.read('tenant', 'one')).toEqual(created);
    expect(await records.all('tenant')).toEqual([created]);
    const changed = await records.update({ ...ada, etag: 'v1', name: 'Bob' });
    expect(changed).toEqual({ ...ada, name: 'Bob', etag: 'v2' });
    expect(await records.update({ ...ada, etag: 'v1' })).toBe('conflict');
    await records.remove('tenant', 'one');
    expect(await records.all('tenant')).toEqual([]);
  });
});
