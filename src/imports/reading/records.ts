import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
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

/** The first records of a text that may be cut off anywhere; to find out what kind of file it is. */
export function firstRecords(text: string, delimiter: Delimiter): SentRecord[] {
  const frames = createFramer(delimiter).add(text, true).slice(0, 20);
  return cutRecords(frames, delimiter).filter(createBlankFilter());
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
  const rows = parse(frame.text, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  });
  return rows.map((cells, index) => ({ line: frame.lines[index] ?? 0, cells }));
}

// U+001A ends text files of DOS; zeros are what a copy that broke off leaves.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const blank = /^[\s\u0000\u001A\u200B\uFEFF]*$/;
const separatorLine = /^sep=.?$/i;

function createBlankFilter(): (record: SentRecord) => boolean {
  let isFirst = true;
  return (record) => {
    if (record.broken === undefined && record.cells.every((cell) => blank.test(cell))) return false;
    const wasFirst = isFirst;
    isFirst = false;
    return !(wasFirst && separatorLine.test(record.cells[0] ?? ''));
  };
}
