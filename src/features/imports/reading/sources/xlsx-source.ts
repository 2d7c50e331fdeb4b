import { AppError } from '../../../../errors.ts';
import type { SourceFacts } from '../file-facts.ts';
import { createBlankFilter, type SentRecord } from '../records.ts';
import { askForSheet, likenessToPeople, placeOfHighest, rowsLookedAt } from './choose-sheet.ts';
import type { RowSource, SourceOptions } from './row-source.ts';
import { asWhole, workbookRecord } from './workbook-record.ts';
import { createMergeFill } from './xlsx/merged-cells.ts';
import { readSheetRows } from './xlsx/sheet-rows.ts';
import { surveySheet } from './xlsx/survey-sheet.ts';
import {
  maxLargePart,
  readWorkbookParts,
  type Sheet,
  type WorkbookParts,
} from './xlsx/workbook-parts.ts';
import type { ZipArchive } from './zip-archive.ts';

/** Sheets beyond these aren't examined. A workbook with a sheet for each day has some hundred. */
const maxSheetsLookedAt = 60;

/**
 * An Excel workbook, read as it is unpacked: however many rows a sheet has, some hundred are in memory.
 * @param sheet the one that was read the first time; absent: the one that looks most like people
 * @throws NeedsAnswer (several sheets have people); AppError file-empty (all sheets are empty),
 * file-is-damaged, file-is-locked, unpacked-too-large
 */
export async function openXlsx(
  zip: ZipArchive,
  options: SourceOptions,
  sheet?: string,
): Promise<RowSource> {
  const parts = await readWorkbookParts(zip);
  const wanted = sheet ?? options.sheet;
  const known = parts.sheets.find(({ name }) => name === wanted);
  const chosen =
    known === undefined || sheet === undefined
      ? await chooseSheet(zip, parts, options, known)
      : { sheet: known, others: [] };
  const survey = await surveySheet(zip.open(chosen.sheet.part, maxLargePart));
  const facts: SourceFacts = {
    encoding: 'UTF-8',
    delimiter: ',',
    format: 'xlsx',
    sheet: chosen.sheet.name,
    // In Rollcall's own template, the sheet beside the people explains the columns.
    ...(chosen.others.length > 0 && !parts.textsAreWhole && { otherSheets: chosen.others }),
    ...(survey.hiddenRows > 0 && { hiddenRows: survey.hiddenRows }),
    ...(parts.is1904 && { from1904: true as const }),
  };
  return {
    facts,
    async *records(signal): AsyncGenerator<SentRecord[]> {
      const isWanted = createBlankFilter();
      const fill = createMergeFill(survey.merges);
      const portions = readSheetRows(zip.open(chosen.sheet.part, maxLargePart), parts);
      for await (const rows of portions) {
        signal?.throwIfAborted();
        const records = rows.map(({ row, cells }) => {
          fill(row, cells);
          return workbookRecord(row, parts.textsAreWhole ? cells.map(asWhole) : cells);
        });
        yield records.filter(isWanted);
      }
    },
    close: zip.close,
  };
}

async function chooseSheet(
  zip: ZipArchive,
  parts: WorkbookParts,
  { own, signal }: SourceOptions,
  said: Sheet | undefined,
): Promise<{ sheet: Sheet; others: string[] }> {
  const visible = parts.sheets.filter(({ isHidden }) => !isHidden);
  const candidates = (visible.length > 0 ? visible : parts.sheets).slice(0, maxSheetsLookedAt);
  const looked: { name: string; first: string[][] }[] = [];
  for (const { name, part } of candidates) {
    signal?.throwIfAborted();
    looked.push({ name, first: await firstRows(zip, part, parts) });
  }
  const scores = looked.map(({ first }) => likenessToPeople(first, own));
  if (said === undefined && !parts.textsAreWhole) askForSheet(looked, own);
  const sheet = said ?? candidates[placeOfHighest(scores)];
  if (sheet === undefined || Math.max(...scores) === 0) throw new AppError('file-empty');
  const others = candidates.filter((other, at) => other !== sheet && (scores[at] ?? 0) > 0);
  return { sheet, others: others.map(({ name }) => name) };
}

async function firstRows(zip: ZipArchive, part: string, parts: WorkbookParts): Promise<string[][]> {
  const first: string[][] = [];
  for await (const rows of readSheetRows(zip.open(part, maxLargePart), parts)) {
    first.push(...rows.map(({ cells }) => cells));
    if (first.length >= rowsLookedAt) break;
  }
  return first.slice(0, rowsLookedAt);
}
