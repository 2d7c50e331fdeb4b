import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { ScheduleStore } from '../../features/exports/ports.ts';
import type { Schedule } from '../../features/exports/schedule.ts';
import { exportRequest } from './export-request.ts';
import { jsonOfColumns } from './json-column.ts';
import { keyPart } from './keys.ts';
import { textColumns } from './long-text.ts';
import { rowsWithPrefix } from './organizations.ts';
import { insertRow, readRow, removeRow, replaceRow } from './rows.ts';
import type { RowToWrite, StoredRow } from './rows.ts';

const prefix = 'schedule|';
/** A schedule of every column, and a name in a script that takes much room, fit. */
const maxColumns = 2;

/**
 * Schedules of exports, over `organizations`: a row `schedule|<id>` for each. One that a later version wrote in a way that
 * isn't understood is left out and left alone.
 */
export function createScheduleStore(table: TableClient): ScheduleStore {
  return {
    async list(tenant) {
      const rows = await rowsWithPrefix(table, tenant, prefix);
      return rows.flatMap((row) => scheduleFrom(tenant, row) ?? []);
    },
    async read(tenant, id) {
      const row = await readRow(table, keyPart(tenant), keyOf(id));
      return row === undefined ? undefined : scheduleFrom(tenant, row);
    },
    async create(schedule) {
      const etag = await insertRow(table, rowFrom(schedule));
      return etag === undefined ? 'conflict' : { ...schedule, etag };
    },
    async update(schedule) {
      const { etag: seen, ...facts } = schedule;
      const etag = await replaceRow(table, rowFrom(facts), seen);
      return etag === undefined ? 'conflict' : { ...facts, etag };
    },
    async remove(tenant, id) {
      await removeRow(table, keyPart(tenant), keyOf(id));
    },
  };
}

function keyOf(id: string): string {
  return `${prefix}${keyPart(id)}`;
}

function rowFrom({ tenant, id, ...facts }: Omit<Schedule, 'etag'>): RowToWrite {
  return {
    partitionKey: keyPart(tenant),
    rowKey: keyOf(id),
    ...textColumns('schedule', JSON.stringify(facts), maxColumns),
  };
}

function scheduleFrom(tenant: string, row: StoredRow): Schedule | undefined {
  const parsed = schema.safeParse(jsonOfColumns(row, 'schedule'));
  if (!parsed.success) return undefined;
  return { ...parsed.data, tenant, id: row.rowKey.slice(prefix.length), etag: row.etag };
}

const schema = z.object({
  by: z.object({ id: z.string(), name: z.string() }),
  locale: z.string(),
  request: exportRequest,
  rhythm: z.object({
    every: z.enum(['day', 'week', 'month']),
    hour: z.int().min(0).max(23),
    weekday: z.int().min(1).max(7).exactOptional(),
    day: z.int().min(1).max(31).exactOptional(),
    timeZone: z.string(),
  }),
  at: z.iso.datetime(),
  nextAt: z.iso.datetime(),
  paused: z.enum(['by-hand', 'not-an-admin']).exactOptional(),
  last: z.string().exactOptional(),
});
