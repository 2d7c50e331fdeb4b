import type { Options } from 'csv-parse/sync';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { AppError } from '../../errors.ts';
import type { Delimiter, Encoding, OpenFile } from './file-facts.ts';
import type { BrokenLine, WholeRecords } from './frame-records.ts';
import { createFramer } from './frame-records.ts';
import { piecesOf } from './pieces.ts';

/** A record of the file as sent: decoded, the cells not trimmed. */
export interface SentRecord {
  readonly line: number;
  readonly cells: readonly string[];
  /** the line can't be read; its cells are a guess, cut at every delimiter, for whoever will correct it */
  readonly broken?: BrokenLine['reason'];
}

export interface RecordOptions {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly signal?: AbortSignal | undefined;
}

/**
 * All records of a file in order, the header first. Left out are blank records (nothing but delimiters and white
 * space) and Excel's `sep=` line. Both passes over a file count records with this, so that their counts agree.
 */
export async function* readRecords(
  open: OpenFile,
  options: RecordOptions,
): AsyncGenerator<SentRecord[]> {
  const decoder = iconv.getDecoder(options.encoding);
  const framer = createFramer(options.delimiter);
  const isWanted = createBlankFilter();
  for await (const piece of piecesOf(open, options.signal)) {
    const records = cutRecords(framer.add(decoder.write(piece), false), options.delimiter);
    yield records.filter(isWanted);
  }
  const rest = decoder.end() ?? '';
  yield cutRecords(framer.add(rest, true), options.delimiter).filter(isWanted);
}

/**
 * The cells of the first record that isn't blank, as they would be with this delimiter; for finding out the delimiter.
 *
 * @param text the beginning of a file, which may be cut off anywhere
 */
export function firstCells(text: string, delimiter: Delimiter): readonly string[] {
  const start = text.search(visible);
  if (start === -1) return [];
  const frame = createFramer(delimiter).add(text.slice(start), true)[0];
  if (frame?.kind !== 'whole') return frame?.text.split(delimiter) ?? [];
  return parse(frame.text, { ...csvRules(delimiter), to: 1 })[0] ?? [];
}

function cutRecords(
  frames: readonly (WholeRecords | BrokenLine)[],
  delimiter: Delimiter,
): SentRecord[] {
  return frames.flatMap((frame) =>
    frame.kind === 'whole'
      ? cutWhole(frame, delimiter)
      : [{ line: frame.line, cells: frame.text.split(delimiter), broken: frame.reason }],
  );
}

function cutWhole(frame: WholeRecords, delimiter: Delimiter): SentRecord[] {
  const rows = parse(frame.text, csvRules(delimiter));
  // Both go by the same rules of quotes; should they ever differ, every later line would be told wrongly.
  if (rows.length !== frame.lines.length) {
    const note = `${rows.length} records where ${frame.lines.length} were framed from line ${frame.lines[0] ?? 0}`;
    throw new AppError('unexpected', {}, { note });
  }
  return rows.map((cells, index) => ({ line: frame.lines[index] ?? 0, cells }));
}

function csvRules(delimiter: Delimiter): Options {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  };
}

// U+001A ends text files of DOS; zeros are what a copy that broke off leaves.
const nothing = String.raw`\s,;|\u0000\u001A\u200B\uFEFF`;
const blank = new RegExp(`^[${nothing}]*$`, 'u');
const visible = new RegExp(`[^${nothing}]`, 'u');
const separatorLine = /^sep=.?$/i;

function createBlankFilter(): (record: SentRecord) => boolean {
  let isFirst = true;
  return ({ cells, broken }) => {
    if (broken === undefined && cells.every((cell) => blank.test(cell))) return false;
    const wasFirst = isFirst;
    isFirst = false;
    const isSeparatorLine =
      separatorLine.test(cells[0] ?? '') && cells.slice(1).every((cell) => blank.test(cell));
    return !(wasFirst && isSeparatorLine);
  };
}
