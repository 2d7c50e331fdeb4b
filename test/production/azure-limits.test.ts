import { describe, expect, it } from '@jest/globals';
import {
  keysOf,
  partsOfBatch,
  refusedBatch,
  refusedRow,
  refusedVersion,
  withNulls,
} from './azure-limits.ts';

const part = (row: string, body: object, partition = 'p') =>
  [
    '--changeset_1',
    'content-type: application/http',
    '',
    `PUT https://stinvented.table.core.windows.net/people0(PartitionKey='${partition}',RowKey='${row}') HTTP/1.1`,
    'accept: application/json',
    '',
    JSON.stringify(body),
    '',
  ].join('\r\n');
const batch = (...parts: string[]) =>
  `--batch_1\r\n\r\n${parts.join('\r\n')}\r\n--changeset_1--\r\n`;

/** Azure refuses it and the emulator takes it: the run through production's path would not notice it otherwise. */
describe('a request over one of Azure’s limits', () => {
  it('is refused with Azure’s code', () => {
    const rows = (count: number, body: object = {}) =>
      batch(...Array.from({ length: count }, (_, n) => part(`r${n}`, body)));
    expect(refusedBatch(rows(100))).toBeUndefined();
    expect(partsOfBatch(rows(3, { a: 'b' }))).toHaveLength(3);
    expect(refusedBatch(rows(101))).toBe('InvalidInput');
    expect(refusedBatch(rows(100, { a: 'x'.repeat(32_000), b: 'x'.repeat(16_000) }))).toBe(
      'RequestBodyTooLarge',
    );
    expect(refusedBatch(batch(part('r', {}), part('r', {})))).toBe('InvalidDuplicateRow');
    expect(refusedBatch(batch(part('r', {}), part('s', {}, 'q')))).toBe(
      'CommandsInBatchActOnDifferentPartitions',
    );
    expect(refusedRow({ PartitionKey: 'a/b' })).toBe('OutOfRangeInput');
    expect(refusedRow({ RowKey: 'k'.repeat(513) })).toBe('KeyValueTooLarge');
    expect(refusedRow({ 'a-b': 1 })).toBe('PropertyNameInvalid');
    expect(refusedRow({ a: 'x'.repeat(32_769) })).toBe('PropertyValueTooLarge');
    const many = Array.from({ length: 253 }, (_, n) => [`p${n}`, 1] as const);
    expect(refusedRow(Object.fromEntries(many))).toBe('TooManyProperties');
    const large = Array.from({ length: 17 }, (_, n) => [`p${n}`, 'x'.repeat(32_000)] as const);
    expect(refusedRow(Object.fromEntries(large))).toBe('EntityTooLarge');
    expect(refusedVersion('2019-02-02')).toBeUndefined();
    expect(refusedVersion(undefined)).toBe('InvalidHeaderValue');
  });

  it('and a column that a row lacks is null', () => {
    expect(JSON.parse(withNulls('{"value":[{"a":1}]}', ['a', 'b']))).toEqual({
      value: [{ a: 1, b: null }],
    });
    expect(keysOf("/people0(PartitionKey='it''s',RowKey='a%20b')")).toEqual({
      PartitionKey: "it's",
      RowKey: 'a b',
    });
  });
});
