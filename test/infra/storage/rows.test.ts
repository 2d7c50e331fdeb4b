import type { TableClient } from '@azure/data-tables';
import { describe, expect, it } from '@jest/globals';
import {
  firstRows,
  insertRow,
  matchingRows,
  mergeRow,
  mergeVersion,
  putRow,
  readRow,
  removeRow,
  replaceRow,
  textOf,
  writeVersion,
} from '../../../src/infra/storage/rows.ts';
import { refusal } from './memory-table.ts';

const missing = refusal(404, 'ResourceNotFound');
const noTable = refusal(404, 'TableNotFound');
const changed = refusal(412, 'UpdateConditionNotSatisfied');
const there = refusal(409, 'EntityAlreadyExists');
const busy = refusal(409, 'TableBeingDeleted');

type Asked = readonly [call: string, ...given: unknown[]];

/** A table that answers one write as told, and whose row is what was written if the answer was lost. */
function table(answer: Error | { etag?: string }, isOurs = false, read?: Error) {
  const asked: Asked[] = [];
  let written: Record<string, unknown> = {};
  const write =
    (call: string) =>
    (row: Record<string, unknown>, ...given: unknown[]) => {
      asked.push([call, ...given]);
      written = row;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
  const client = {
    createEntity: write('create'),
    updateEntity: write('update'),
    upsertEntity: write('upsert'),
    deleteEntity(...given: unknown[]) {
      asked.push(['delete', ...given]);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    getEntity() {
      asked.push(['get']);
      if (read !== undefined) return Promise.reject(read);
      const mark = isOurs ? written.writeMark : 'another';
      return Promise.resolve({ rowKey: 'row', etag: 'there', writeMark: mark });
    },
  };
  return { client: client as unknown as TableClient, asked, written: () => written };
}

const row = { partitionKey: 'sample', rowKey: 'row', value: 1 };

describe('a row', () => {
  it('that isn’t there is no error; a table that isn’t there is one', async () => {
    expect(await readRow(table({}, false, missing).client, 'sample', 'row')).toBeUndefined();
    await expect(readRow(table({}, false, noTable).client, 'sample', 'row')).rejects.toBe(noTable);
    await expect(readRow(table({}, false, changed).client, 'sample', 'row')).rejects.toBe(changed);
    expect(await readRow(table({}).client, 'sample', 'row')).toMatchObject({ etag: 'there' });
  });

  it('that is inserted has its mark and gets its version, also if the answer has none', async () => {
    const quick = table({ etag: 'new' });
    expect(await insertRow(quick.client, row)).toBe('new');
    expect(quick.written()).toMatchObject({ ...row, writeMark: expect.any(String) });
    expect(quick.asked).toEqual([['create']]);
    expect(await insertRow(table({}, true).client, row)).toBe('there');
  });

  it('that exists already is ours if only the answer was lost', async () => {
    expect(await insertRow(table(there).client, row)).toBeUndefined();
    expect(await insertRow(table(there, true).client, row)).toBe('there');
    expect(await insertRow(table(there, true, missing).client, row)).toBeUndefined();
    await expect(insertRow(table(busy).client, row)).rejects.toBe(busy);
    await expect(insertRow(table(changed).client, row)).rejects.toBe(changed);
  });

  it('is replaced only in the version that was read', async () => {
    const quick = table({ etag: 'new' });
    expect(await replaceRow(quick.client, row, 'seen')).toBe('new');
    expect(quick.asked).toEqual([['update', 'Replace', { etag: 'seen' }]]);
    expect(await replaceRow(table({}, true).client, row, 'seen')).toBe('there');
    const other = table(changed);
    expect(await replaceRow(other.client, row, 'seen')).toBeUndefined();
    expect(await replaceRow(table(changed, true).client, row, 'seen')).toBe('there');
    const gone = table(missing, true);
    expect(await replaceRow(gone.client, row, 'seen')).toBeUndefined();
    expect(gone.asked).toHaveLength(1);
    await expect(replaceRow(table(noTable).client, row, 'seen')).rejects.toBe(noTable);
    await expect(replaceRow(table(busy, true).client, row, 'seen')).rejects.toBe(busy);
  });

  it('that nobody has seen is inserted, another one replaced', async () => {
    const fresh = table({ etag: 'new' });
    await writeVersion(fresh.client, row, undefined);
    expect(fresh.asked[0]?.[0]).toBe('create');
    const seen = table({ etag: 'new' });
    await writeVersion(seen.client, row, 'seen');
    expect(seen.asked[0]?.[0]).toBe('update');
  });

  it('is merged only into the version that was read', async () => {
    const quick = table({});
    expect(await mergeVersion(quick.client, row, 'seen')).toBe(true);
    expect(quick.asked).toEqual([['update', 'Merge', { etag: 'seen' }]]);
    expect(await mergeVersion(table(changed).client, row, 'seen')).toBe(false);
    expect(await mergeVersion(table(missing).client, row, 'seen')).toBe(false);
    await expect(mergeVersion(table(noTable).client, row, 'seen')).rejects.toBe(noTable);
    await expect(mergeVersion(table(busy).client, row, 'seen')).rejects.toBe(busy);
  });

  it('is written whatever is there, whole or beside its other columns', async () => {
    const one = table({});
    await putRow(one.client, row);
    expect(one.written()).toEqual(row);
    await mergeRow(one.client, row);
    expect(one.asked).toEqual([
      ['upsert', 'Replace'],
      ['upsert', 'Merge'],
    ]);
  });

  it('is deleted in the version that was read, or whatever it is', async () => {
    const one = table({});
    expect(await removeRow(one.client, 'sample', 'row', 'seen')).toBe(true);
    expect(await removeRow(one.client, 'sample', 'row')).toBe(true);
    expect(one.asked).toEqual([
      ['delete', 'sample', 'row', { etag: 'seen' }],
      ['delete', 'sample', 'row', {}],
    ]);
    expect(await removeRow(table(changed).client, 'sample', 'row')).toBe(false);
    expect(await removeRow(table(missing).client, 'sample', 'row')).toBe(false);
    await expect(removeRow(table(noTable).client, 'sample', 'row')).rejects.toBe(noTable);
    await expect(removeRow(table(busy).client, 'sample', 'row')).rejects.toBe(busy);
  });
});

describe('rows', () => {
  /** A table whose service returns pages of its own size. */
  function pages(...all: readonly (readonly string[])[]) {
    const asked: unknown[] = [];
    const client = {
      listEntities: (options: unknown) => ({
        async *byPage(size: unknown) {
          for (const [place, page] of all.entries()) {
            asked.push({ ...(options as object), ...(size as object), place });
            yield await Promise.resolve(page.map((rowKey) => ({ rowKey, etag: '' })));
          }
        },
      }),
    };
    return { client: client as unknown as TableClient, asked };
  }

  it('are read on until there are enough, however short the pages', async () => {
    const { client, asked } = pages(['a'], [], ['b', 'c'], ['d']);
    const found = await firstRows(client, 'sample', 2, ['value']);
    expect(found.map(({ rowKey }) => rowKey)).toEqual(['a', 'b']);
    expect(asked).toHaveLength(3);
    expect(asked[0]).toEqual({
      queryOptions: { filter: 'sample', select: ['RowKey', 'value'] },
      maxPageSize: 2,
      place: 0,
    });
    expect(await firstRows(pages(['a'], ['b']).client, 'sample', 3)).toHaveLength(2);
  });

  it('are asked for in pages that the service accepts, with all columns, and not at all if none is wanted', async () => {
    const many = pages(['a']);
    await firstRows(many.client, 'sample', 5_000);
    expect(many.asked).toEqual([
      { queryOptions: { filter: 'sample' }, maxPageSize: 1_000, place: 0 },
    ]);
    const none = pages(['a']);
    expect(await firstRows(none.client, 'sample', 0)).toEqual([]);
    expect(none.asked).toEqual([]);
  });

  it('of which nothing can be made don’t count', async () => {
    const { client } = pages(['a', 'b'], ['c', 'd']);
    const made = await matchingRows(client, 'sample', 2, ({ rowKey }) =>
      rowKey === 'a' ? undefined : rowKey,
    );
    expect(made).toEqual(['b', 'c']);
  });

  it('have text in their columns, or nothing', () => {
    expect(textOf({ rowKey: 'row', etag: '', text: '' }, 'text')).toBe('');
    expect(textOf({ rowKey: 'row', etag: '', text: 7 }, 'text')).toBeUndefined();
    expect(textOf({ rowKey: 'row', etag: '' }, 'text')).toBeUndefined();
  });
});
