import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { ExportMemory, ExportMemoryStore } from '../../features/exports/ports.ts';
import { exportNetworks, exportRequest } from './export-request.ts';
import { jsonOfColumns } from './json-column.ts';
import { textColumns } from './long-text.ts';
import { createOrganizationRows } from './organization-rows.ts';
import type { StoredRow } from './rows.ts';

const maxAsked = 20;
/** Most table columns that each value may fill. */
const maxColumns = 2;

/**
 * The last exports of each admin in the table `organizations`: a row `exports|<person>`. It only serves
 * convenience and repeated actions: an unreadable part counts as absent, and the next export overwrites it.
 */
export function createExportMemoryStore(table: TableClient): ExportMemoryStore {
  const rows = createOrganizationRows(table, 'exports|');
  return {
    async read(tenant, person) {
      const row = await rows.read(tenant, person);
      return row === undefined ? { last: {}, asked: [] } : memoryFrom(row);
    },
    async write(tenant, person, memory) {
      const etag = await rows.write(tenant, person, columnsOf(memory), memory.etag);
      return etag === undefined ? 'conflict' : 'written';
    },
  };
}

function columnsOf({ choices, last, asked }: ExportMemory): Readonly<Record<string, string>> {
  const json = (name: string, value: unknown) =>
    textColumns(name, JSON.stringify(value), maxColumns);
  return {
    ...(choices !== undefined && json('choices', choices)),
    ...json('last', last),
    ...json('asked', asked.slice(0, maxAsked)),
  };
}

function memoryFrom(row: StoredRow): ExportMemory {
  const choices = exportRequest.safeParse(jsonOfColumns(row, 'choices'));
  const last = lastOfEach.safeParse(jsonOfColumns(row, 'last'));
  const asked = askedFor.safeParse(jsonOfColumns(row, 'asked'));
  return {
    ...(choices.success && { choices: choices.data }),
    last: last.success ? last.data : {},
    asked: asked.success ? asked.data : [],
    etag: row.etag,
  };
}

const lastOfEach = z.partialRecord(z.enum(exportNetworks), z.string());
const askedFor = z.array(z.object({ key: z.string(), operation: z.string() }));
