import type { TableClient } from '@azure/data-tables';
import { describe, expect, it } from '@jest/globals';
import { transactionsOf } from '../../../src/infra/storage/batches.ts';
import { partsOfBatch, refusedBatch } from '../../production/azure-limits.ts';

const url = 'https://invented.table.core.windows.net';
const table = { url, tableName: 'people0' } as unknown as TableClient;

/** A hundred people, each with so many own attributes of 256 letters. */
function bodiesOf(attributes: number, letter: string): string[] {
  const columns = Object.fromEntries(
    Array.from({ length: attributes }, (_, index) => [`own${index}`, letter.repeat(256)]),
  );
  const writes = Array.from({ length: 100 }, (_, index) => ({
    type: 'add' as const,
    rowKey: `person${index}`,
    columns,
  }));
  return transactionsOf(table, 'tenant', writes).map(({ body }) => body.toString('utf8'));
}

describe('a hundred people with long values', () => {
  it.each([
    [30, 'x', 1],
    [30, '字', 1],
    [60, '字', 2],
    [120, '字', 3],
  ])(
    '(%d attributes of %s) are written in %d transactions that Azure takes, each once',
    (attributes, letter, count) => {
      const bodies = bodiesOf(attributes, letter);
      expect(bodies).toHaveLength(count);
      expect(bodies.map(refusedBatch)).toEqual(bodies.map(() => undefined));
      const keys = bodies.flatMap(partsOfBatch).map(({ body }) => /person\d+/.exec(body)?.[0]);
      expect(keys).toEqual(Array.from({ length: 100 }, (_, index) => `person${index}`));
    },
  );
});
