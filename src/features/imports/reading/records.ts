import type { Options } from 'csv-parse/sync';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { AppError } from '../../../errors.ts';
import type { Delimiter, Dialect, Encoding, OpenFile, Quote } from './file-facts.ts';
import { nothing } from './blank.ts';
import type { Frame, QuotedRecords } from './frames.ts';
import { createEventLoopYield } from '../../../lib/yield-to-event-loop.ts';
import { frameBytes } from './frame-bytes.ts';
import { createFramer } from './frame-records.ts';
import { markReader } from './marks.ts';
import type { OrdinaryLines } from './ordinary-row.ts';
import { piecesOf } from './pieces.ts';
import type { SentRecord } from './sent-record.ts';
import { unwrapRecord } from './wrapped-lines.ts';

export type { SentRecord } from './sent-record.ts';

export interface RecordOptions {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly dialect?: Dialect;
  readonly signal?: AbortSignal | undefined;
  /** Reads what it can from bytes, once it is there. */
  readonly inBytes?: InBytes | undefined;
}

/** Filled in by who reads the records, when the first of them have shown what the columns are. */
export interface InBytes {
  lines?: OrdinaryLines | undefined;
}

/**
 * All records of a file in order, the header first, without blank records (only delimiters and white space) and
 * Excel's `sep=` line. Both passes over a file count records with this, so that their counts agree.
 */
export async function* readRecords(
  open: OpenFile,
  options: RecordOptions,
): AsyncGenerator<SentRecord[]> {
  const decoder = iconv.getDecoder(options.encoding);
  const reader = createRecordReader(options.delimiter, options.dialect);
  const inBytes = options.encoding === 'UTF-8' && reader.isPlain ? options.inBytes : undefined;
  const decode = (bytes: Buffer) => decoder.write(bytes);
  let bytes = 0;
  const { yieldIfDue } = createEventLoopYield();
  for await (const piece of piecesOf(open, options.signal)) {
    bytes += piece.length;
    const batches =
      inBytes?.lines?.isUseful !== true
        ? reader.read(decode(piece), false)
        : reader.readBytes(piece, inBytes.lines, decode);
    for (const records of batches) {
      yield records;
      await yieldIfDue();
    }
  }
  const rest = (decoder.end() ?? '') + halfLetter(options.encoding, bytes);
  yield* reader.read(rest, true);
}

/**
 * UTF-16 that was cut in the middle of a letter: the decoders drop the half silently, and a name would lose its
 * end.
 */
function halfLetter(encoding: Encoding, bytes: number): string {
  return encoding.startsWith('UTF-16') && bytes % 2 === 1 ? '\uFFFD' : '';
}

/**
 * The first records of a file, as this delimiter and dialect would cut them; for finding these out.
 * @param text the beginning of a file, which may be cut off anywhere
 */
export function firstRecords(text: string, delimiter: Delimiter, dialect: Dialect): SentRecord[] {
  return [...createRecordReader(delimiter, dialect).read(text, true)].flat();
}

interface RecordReader {
  /** The lines are as they are in the file. */
  readonly isPlain: boolean;
  read(text: string, isLast: boolean): Generator<SentRecord[]>;
  /** The same of bytes: the lines that can't be read from them are decoded. */
  readBytes(
    bytes: Buffer,
    lines: OrdinaryLines,
    decode: (bytes: Buffer) => string,
  ): Generator<SentRecord[]>;
}

function createRecordReader(delimiter: Delimiter, dialect: Dialect = {}): RecordReader {
  const outer = dialect.wrappedIn ?? delimiter;
  const quote = dialect.quote ?? '"';
  const framer = createFramer(outer, undefined, quote);
  const isWanted = createBlankFilter();
  const readMarks = markReader(dialect);
  const unwrap = dialect.wrappedIn === undefined ? undefined : unwrapRecord(outer, delimiter);
  function* cut(frames: readonly Frame[]): Generator<SentRecord[]> {
    for (const together of inPortions(frames)) {
      const records = cutRecords(together, outer, quote);
      yield (unwrap === undefined ? records : records.map(unwrap)).filter(isWanted);
    }
  }
  return {
    isPlain: readMarks === undefined && unwrap === undefined,
    read: (text, isLast) =>
      cut(framer.add(readMarks === undefined ? text : readMarks(text, isLast), isLast)),
    readBytes: (bytes, lines, decode) => cut(frameBytes(bytes, { framer, lines, decode })),
  };
}

/** At least this many records are cut together, if there are more; at most this many and one frame's. */
const portion = 250;

function* inPortions(frames: readonly Frame[]): Generator<Frame[]> {
  let together: Frame[] = [];
  let records = 0;
  for (const frame of frames) {
    together.push(frame);
    records += recordsIn(frame);
    if (records < portion) continue;
    yield together;
    together = [];
    records = 0;
  }
  if (together.length > 0) yield together;
}

function recordsIn(frame: Frame): number {
  if (frame.kind === 'ordinary') return frame.rows.length;
  return frame.kind === 'quoted' || frame.kind === 'plain' ? frame.lines.length : 1;
}

const noCells: readonly string[] = [];

/**
 * Cuts frames into cells. Records with quotation marks are cut together, whatever is between them: csv-parse
 * takes longer to start than for a few short rows, and a file could have every second line broken. Records
 * without quotation marks need only their delimiters, which takes a quarter of the time.
 */
function cutRecords(frames: readonly Frame[], delimiter: Delimiter, quote: Quote): SentRecord[] {
  const quoted = frames.filter((frame): frame is QuotedRecords => frame.kind === 'quoted');
  const rows =
    quoted.length === 0
      ? []
      : parse(quoted.map(({ text }) => text).join(''), csvRules(delimiter, quote));
  const lines = quoted.flatMap((frame) => frame.lines);
  // Both follow the same rules for quotes. If they ever differed, every later line number would be wrong.
  if (rows.length !== lines.length) {
    const note = `${rows.length} records where ${lines.length} were framed from line ${lines[0] ?? 0}`;
    throw new AppError('unexpected', {}, { note });
  }
  const given = rows.values();
  const next = (line: number): SentRecord => ({ line, cells: given.next().value ?? [] });
  return frames.flatMap((frame): SentRecord[] => {
    if (frame.kind === 'plain') {
      return frame.rows.map((row, at) => ({
        line: frame.lines[at] ?? 0,
        cells: row.split(delimiter),
      }));
    }
    if (frame.kind === 'ordinary')
      return frame.rows.map((row) => ({ line: row.line, cells: noCells, row }));
    if (frame.kind === 'quoted') return frame.lines.map(next);
    if (frame.kind === 'blank') return [];
    return [{ line: frame.line, cells: frame.text.split(delimiter), broken: frame.reason }];
  });
}

function csvRules(delimiter: Delimiter, quote: Quote): Options {
  return {
    delimiter,
    quote,
    escape: quote,
    record_delimiter: ['\r\r\n', '\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  };
}

const blank = new RegExp(`^[${nothing}]*$`, 'u');
const separatorLine = /^sep=.?$/i;

/** The records that count: not blank, and not Excel's `sep=` line at the beginning. */
export function createBlankFilter(): (record: SentRecord) => boolean {
  let isFirst = true;
  return ({ cells, broken, row }) => {
    if (row !== undefined) return true;
    if (broken === undefined && cells.every((cell) => blank.test(cell))) return false;
    const wasFirst = isFirst;
    isFirst = false;
    if (!wasFirst) return true;
    return !(
      separatorLine.test(cells[0] ?? '') && cells.slice(1).every((cell) => blank.test(cell))
    );
  };
}
