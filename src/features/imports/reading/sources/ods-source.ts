import { textsAreWhole } from '../../../../lib/spreadsheets/workbook/marker.ts';
import { AppError } from '../../../../errors.ts';
import { createBlankFilter, type SentRecord } from '../records.ts';
import { askForSheet, likenessToPeople, placeOfHighest, rowsLookedAt } from './choose-sheet.ts';
import { readTableRows } from './ods/table-rows.ts';
import type { RowSource, SourceOptions } from './row-source.ts';
import { asWhole, workbookRecord } from './workbook-record.ts';
import { createMergeFill } from './xlsx/merged-cells.ts';
import { maxLargePart } from './xlsx/workbook-parts.ts';
import type { ZipArchive } from './zip-archive.ts';

/**
 * A spreadsheet of LibreOffice. All its tables follow one another in one part, which is read once to choose the
 * table and once for its rows.
 * @param sheet the one that was read the first time; absent: the one that looks most like people
 * @throws NeedsAnswer (several sheets have people); AppError file-empty, file-is-damaged, file-is-locked,
 * unpacked-too-large
 */
export async function openOds(
  zip: ZipArchive,
  { own, signal, sheet: said }: SourceOptions,
  sheet?: string,
): Promise<RowSource> {
  await refuseLocked(zip);
  const { tables, isOurs } = await lookAtTables(zip, signal);
  const scores = tables.map(({ first }) => likenessToPeople(first, own));
  const known = tables.findIndex(({ name }) => name === (sheet ?? said));
  if (known === -1 && !isOurs) askForSheet(tables, own);
  const chosen = known === -1 ? placeOfHighest(scores) : known;
  const table = tables[chosen];
  if (table === undefined || table.first.length === 0) throw new AppError('file-empty');
  const others = tables.filter(({ first }, at) => at !== chosen && first.length > 0);
  return {
    facts: {
      encoding: 'UTF-8',
      delimiter: ',',
      format: 'ods',
      sheet: table.name,
      ...(others.length > 0 && !isOurs && { otherSheets: others.map(({ name }) => name) }),
      ...(table.hiddenRows > 0 && { hiddenRows: table.hiddenRows }),
    },
    async *records(until): AsyncGenerator<SentRecord[]> {
      const isWanted = createBlankFilter();
      const fill = createMergeFill([]);
      for await (const rows of rowsOf(zip)) {
        until?.throwIfAborted();
        const records = rows
          .filter((row) => row.table === chosen)
          .map(({ row, cells, merges }) => {
            fill(row, cells, merges);
            return workbookRecord(row, isOurs ? cells.map(asWhole) : cells);
          });
        yield records.filter(isWanted);
      }
    },
    close: zip.close,
  };
}

const content = 'content.xml';
const ignore = () => undefined;

function rowsOf(
  zip: ZipArchive,
  onTable: (name: string) => void = ignore,
  onName: (name: string) => void = ignore,
) {
  return readTableRows(zip.open(content, maxLargePart), onTable, onName);
}

interface LookedAt {
  readonly name: string;
  readonly first: string[][];
  hiddenRows: number;
}

async function lookAtTables(
  zip: ZipArchive,
  signal: AbortSignal | undefined,
): Promise<{ tables: LookedAt[]; isOurs: boolean }> {
  const tables: LookedAt[] = [];
  const names = new Set<string>();
  const looking = rowsOf(
    zip,
    (name) => tables.push({ name, first: [], hiddenRows: 0 }),
    (name) => names.add(name),
  );
  for await (const rows of looking) {
    signal?.throwIfAborted();
    for (const { table, cells, isHidden } of rows) {
      const found = tables[table];
      if (found === undefined) continue;
      if (found.first.length < rowsLookedAt) found.first.push(cells);
      if (isHidden) found.hiddenRows += 1;
    }
  }
  return { tables, isOurs: names.has(textsAreWhole) };
}

const manifest = 'META-INF/manifest.xml';

async function refuseLocked(zip: ZipArchive): Promise<void> {
  if (!zip.has(manifest)) return;
  let text = '';
  for await (const chunk of zip.open(manifest, 16 * 1024 * 1024)) text += chunk.toString('latin1');
  if (text.includes('encryption-data')) throw new AppError('file-is-locked');
}
