import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { ScheduleStore } from '../../features/exports/ports.ts';
import type { Schedule } from '../../features/exports/schedule.ts';
import { exportRequest } from './export-request.ts';
import { createJsonRecords } from './json-rows.ts';

/** Export schedules in the table `organizations`: a row `schedule|<id>` for each. */
export function createScheduleStore(table: TableClient): ScheduleStore {
  const records = createJsonRecords<Schedule>({
    table,
    prefix: 'schedule|',
    column: 'schedule',
    // Fits a schedule of every column with names in a script that needs many bytes.
    maxColumns: 2,
    schema,
  });
  return { ...records, list: (tenant) => records.all(tenant) };
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
