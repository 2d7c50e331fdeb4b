import type { TableClient } from '@azure/data-tables';
import type { z } from 'zod';
import { jsonOfColumns } from './json-column.ts';
import { hashedKey, keyPart } from './keys.ts';
import { textColumns } from './long-text.ts';
import { readRow, writeVersion } from './rows.ts';

const maxColumns = 2;

/**
 * Recent actions of each person in the table `turns`: one row for each person and kind, deleted with the turns
 * a day after the last action. An unreadable row counts as empty.
 * @param kind the kind of action; part of every stored key, so it must not change
 * @param column of the row; must not change either
 * @param things with their times, in milliseconds since 1970
 */
export function createRecentStore<Thing extends { readonly at: number }>(
  table: TableClient,
  kind: string,
  column: string,
  things: z.ZodType<Thing[]>,
) {
  const keysOf = (tenant: string, person: string) => ({
    partitionKey: keyPart(tenant),
    rowKey: hashedKey(`${kind}|${person}`),
  });
  return {
    async read(
      tenant: string,
      person: string,
    ): Promise<{ readonly things: readonly Thing[]; readonly etag?: string }> {
      const { partitionKey, rowKey } = keysOf(tenant, person);
      const row = await readRow(table, partitionKey, rowKey);
      if (row === undefined) return { things: [] };
      const parsed = things.safeParse(jsonOfColumns(row, column));
      return { things: parsed.success ? parsed.data : [], etag: row.etag };
    },
    async write(
      tenant: string,
      person: string,
      now: readonly Thing[],
      etag: string | undefined,
    ): Promise<'written' | 'conflict'> {
      const row = {
        ...keysOf(tenant, person),
        at: new Date(Math.max(0, ...now.map(({ at }) => at))).toISOString(),
        ...textColumns(column, JSON.stringify(now), maxColumns),
      };
      return (await writeVersion(table, row, etag)) === undefined ? 'conflict' : 'written';
    },
  };
}
