import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { builtInAttributes, isOwnKey } from '../../domain/attributes.ts';
import { AppError } from '../../errors.ts';
import {
  entraFields,
  type SyncMapping,
  type SyncSettings,
} from '../../features/sync/sync-settings.ts';
import type { SyncSettingsStore } from '../../features/sync/sync-settings-store.ts';
import { jsonOfColumns } from './json-column.ts';
import { keyPart } from './keys.ts';
import { textColumns } from './long-text.ts';
import { changeOrganization } from './organization-change.ts';
import { readRow } from './rows.ts';
import { defined } from '../../lib/defined.ts';

const rowKey = 'sync|settings';
/** Fits a mapping of every attribute and the most groups, in a script that needs many bytes. */
const maxColumns = 2;

/** Organizations' sync settings in the table `organizations`: the row `sync|settings`. */
export function createSyncSettingsStore(table: TableClient): SyncSettingsStore {
  return {
    async read(tenant) {
      const row = await readRow(table, keyPart(tenant), rowKey);
      if (row === undefined) return undefined;
      const parsed = schema.safeParse(jsonOfColumns(row, 'kept'));
      // Treating it as absent would let the next save overwrite it.
      if (!parsed.success) {
        throw new AppError('unexpected', {}, { note: 'unreadable sync settings' });
      }
      return { ...parsed.data, etag: row.etag };
    },
    write: (tenant, kept, seen, audit) =>
      changeOrganization(table, {
        tenant,
        guard: rowKey,
        seen,
        columns: textColumns('kept', JSON.stringify(kept), maxColumns),
        ...defined({ audit }),
      }),
  };
}

const field = z.enum(entraFields);
const mapping = z.custom<SyncMapping>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'phone' in value &&
    Object.entries(value).every(
      ([key, fed]) =>
        ((builtInAttributes as readonly string[]).includes(key) || isOwnKey(key)) &&
        field.safeParse(fed).success,
    ),
);

const settings = z.object({
  mapping,
  users: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({
      kind: z.literal('groups'),
      groups: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ]),
  schedule: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('by-hand') }),
    z.object({
      kind: z.literal('daily'),
      hour: z.int().min(0).max(23),
      timeZone: z.string(),
    }),
  ]),
  revision: z.string(),
});

/** @returns undefined if they aren't settings of this version */
export function parseSyncSettings(value: unknown): SyncSettings | undefined {
  const parsed = settings.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

const schema = z.object({
  settings,
  daily: z
    .object({
      by: z.object({ id: z.string(), name: z.string() }),
      locale: z.string(),
      nextAt: z.iso.datetime(),
      paused: z.literal('not-an-admin').exactOptional(),
    })
    .exactOptional(),
});
