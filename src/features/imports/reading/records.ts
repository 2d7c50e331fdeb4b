import type { Options } from 'csv-parse/sync';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { AppError } from '../../../errors.ts';
import type { Delimiter, Dialect, Encoding, OpenFile, Quote } from './file-facts.ts';
import { nothing } from './blank.ts';
import type { Frame, QuotedRecords } from './frames.ts';
import { createEventLoopYield } from '../../../lib/yield-to-event-loop.ts';
import { createFramer } from './frame-records.ts';
import { markReader } from './marks.ts';
import { piecesOf } from './pieces.ts';
import type { SentRecord } from './sent-record.ts';
import { unwrapRecord } from './wrapped-lines.ts';

export type { SentRecord } from './sent-record.ts';

export interface RecordOptions {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly dialect?: Dialect;
  readonly signal?: AbortSignal | undefined;
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
  let bytes = 0;
  const { yieldIfDue } = createEventLoopYield();
  async function* recordsOf(text: string, isLast: boolean): AsyncGenerator<SentRecord[]> {
    for (const records of reader(text, isLast)) {
      yield records;
      await yieldIfDue();
    }
  }
  for await (const piece of piecesOf(open, options.signal)) {
    bytes += piece.length;
    yield* recordsOf(decoder.write(piece), false);
  }
  const rest = (decoder.end() ?? '') + halfLetter(options.encoding, bytes);
  yield* recordsOf(rest, true);
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
  return [...createRecordReader(delimiter, dialect)(text, true)].flat();
}

function createRecordReader(
  delimiter: Delimiter,
  dialect: Dialect = {},
): (text: string, isLast: boolean) => Generator<SentRecord[]> {
  const outer = dialect.wrappedIn ?? delimiter;
  const quote = dialect.quote ?? '"';
  const framer = createFramer(outer, undefined, quote);
  const isWanted = createBlankFilter();
  const readMarks = markReader(dialect);
  const unwrap = dialect.wrappedIn === undefined ? undefined : unwrapRecord(outer, delimiter);
  return function* (text, isLast) {
    const read = readMarks === undefined ? text : readMarks(text, isLast);
    for (const frames of inPortions(framer.add(read, isLast))) {
      const records = cutRecords(frames, outer, quote);
      yield (unwrap === undefined ? records : records.map(unwrap)).filter(isWanted);
    }
  };
}

/** At least this many records are cut together, if there are more; at most this many and one frame's. */
const portion = 250;

function* inPortions(frames: readonly Frame[]): Generator<Frame[]> {
  let together: Frame[] = [];
  let records = 0;
  for (const frame of frames) {
    together.push(frame);
    records += frame.kind === 'quoted' || frame.kind === 'plain' ? frame.lines.length : 1;
    if (records < portion) continue;
    yield together;
    together = [];
    records = 0;
  }
  if (together.length > 0) yield together;
}

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
  return ({ cells, broken }) => {
    if (broken === undefined && cells.every((cell) => blank.test(cell))) return false;
    const wasFirst = isFirst;
    isFirst = false;
    if (!wasFirst) return true;
    return !(
      separatorLine.test(cells[0] ?? '') && cells.slice(1).every((cell) => blank.test(cell))
    );
  };
}
