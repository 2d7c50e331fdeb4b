import { TableClient } from '@azure/data-tables';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { testConnectionString } from '../../support/storage.ts';

const table = TableClient.fromConnectionString(testConnectionString(), 'partitions', {
  allowInsecureConnection: true,
});

beforeAll(async () => {
  await table.createTable();
  for (const partitionKey of ["o'neil", 'b', 'a']) {
    for (const rowKey of ['3', '1', '2']) {
      await table.createEntity({ partitionKey, rowKey, what: `(${rowKey} or more)` });
    }
  }
});

/** All results, two to a page, so that pages go on. */
async function found(filter: string): Promise<string[]> {
  const pages = table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: 2 });
  const rows = (await Array.fromAsync(pages)).flat();
  return rows.map(({ partitionKey, rowKey }) => `${partitionKey} ${rowKey}`);
}

describe('a query of the embedded store', () => {
  it.each([
    ['a partition', "PartitionKey eq 'b'", ['b 1', 'b 2', 'b 3']],
    [
      'one with a quote in its key',
      "PartitionKey eq 'o''neil'",
      ["o'neil 1", "o'neil 2", "o'neil 3"],
    ],
    ['a part of one', "PartitionKey eq 'a' and RowKey ge '2' and RowKey lt '4'", ['a 2', 'a 3']],
    [
      'some rows of one',
      "PartitionKey eq 'a' and (RowKey eq '1' or RowKey eq '3')",
      ['a 1', 'a 3'],
    ],
    [
      'an “or” outside of parentheses',
      "PartitionKey eq 'a' and RowKey eq '1' or PartitionKey eq 'b' and RowKey eq '2'",
      ['a 1', 'b 2'],
    ],
    [
      'two groups in parentheses',
      "PartitionKey eq 'a' and (RowKey eq '1') or (RowKey eq '3')",
      ['a 1', 'a 3', 'b 3', "o'neil 3"],
    ],
    ['a value that looks like one', "PartitionKey eq 'a' and what eq '(3 or more)'", ['a 3']],
    ['several partitions', "PartitionKey le 'b' and RowKey eq '1'", ['a 1', 'b 1']],
    ['an empty one', "PartitionKey eq 'c'", []],
  ])('finds %s', async (_, filter, rows) => {
    expect(await found(filter)).toEqual(rows);
  });
});

describe('a row of the embedded store', () => {
  const row = { partitionKey: 'row', rowKey: '1' };
  const read = async () => (await table.getEntity(row.partitionKey, row.rowKey)).what;

  it('is found as it is now, after each way to change it', async () => {
    await table.createEntity({ ...row, what: 'created' });
    expect(await read()).toBe('created');
    await table.updateEntity({ ...row, what: 'merged' }, 'Merge');
    expect(await read()).toBe('merged');
    await table.updateEntity({ ...row, what: 'replaced' }, 'Replace');
    expect(await read()).toBe('replaced');
    await table.upsertEntity({ ...row, what: 'merged again' }, 'Merge');
    expect(await read()).toBe('merged again');
    await table.submitTransaction([['update', { ...row, what: 'in a transaction' }, 'Replace']]);
    expect(await read()).toBe('in a transaction');
    // The second action fails, and the first one is taken back.
    const both = table.submitTransaction([
      ['update', { ...row, what: 'never' }, 'Replace'],
      ['create', { ...row, rowKey: '2' }],
      ['delete', { partitionKey: 'row', rowKey: 'none' }],
    ]);
    await expect(both).rejects.toThrow();
    expect(await read()).toBe('in a transaction');
    await expect(table.getEntity('row', '2')).rejects.toMatchObject({ statusCode: 404 });
    await table.deleteEntity(row.partitionKey, row.rowKey);
    await expect(read()).rejects.toMatchObject({ statusCode: 404 });
    await table.createEntity({ ...row, what: 'again' });
    expect(await read()).toBe('again');
    await expect(table.createEntity(row)).rejects.toMatchObject({ statusCode: 409 });
  });
});
