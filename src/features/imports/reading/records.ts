import type { Options } from 'csv-parse/sync';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { AppError } from '../../../errors.ts';
import type { Delimiter, Encoding, OpenFile } from './file-facts.ts';
import { nothing } from './blank.ts';
import type { BrokenLine, Frame, WholeRecords } from './frame-records.ts';
import { createEventLoopYield } from '../../../lib/yield-to-event-loop.ts';
import { createFramer } from './frame-records.ts';
import { piecesOf } from './pieces.ts';

/** A record of the file as sent: decoded, the cells not trimmed. */
export interface SentRecord {
  readonly line: number;
  readonly cells: readonly string[];
  /** the line can't be read; its cells are a guess, cut at every delimiter, for whoever will correct it */
  readonly broken?: BrokenLine['reason'] | 'contact-not-closed';
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
  let bytes = 0;
  const { yieldIfDue } = createEventLoopYield();
  async function* recordsOf(frames: readonly Frame[]): AsyncGenerator<SentRecord[]> {
    for (const portion of inPortions(frames)) {
      yield cutRecords(portion, options.delimiter).filter(isWanted);
      await yieldIfDue();
    }
  }
  for await (const piece of piecesOf(open, options.signal)) {
    bytes += piece.length;
    yield* recordsOf(framer.add(decoder.write(piece), false));
  }
  const rest = (decoder.end() ?? '') + halfLetter(options.encoding, bytes);
  yield* recordsOf(framer.add(rest, true));
}

/** UTF-16 that was cut in the middle of a letter: the decoders drop the half without a word, and a name would lose its end. */
function halfLetter(encoding: Encoding, bytes: number): string {
  return encoding.startsWith('UTF-16') && bytes % 2 === 1 ? '\uFFFD' : '';
}

/**
 * The cells of the first record that isn't blank, as they would be with this delimiter; for finding out the delimiter.
 *
 * @param text the beginning of a file, which may be cut off anywhere
 */
export function firstCells(text: string, delimiter: Delimiter): readonly string[] {
  const start = text.search(visible);
  if (start === -1) return [];
  const [frame] = createFramer(delimiter).add(text.slice(start), true);
  if (frame === undefined || frame.kind === 'blank') return [];
  if (frame.kind === 'broken') return frame.text.split(delimiter);
  return parse(frame.text, { ...csvRules(delimiter), to: 1 })[0] ?? [];
}

/** So many records are cut together at least, where there are more; at most so many and one frame's. */
const portion = 250;

function* inPortions(frames: readonly Frame[]): Generator<Frame[]> {
  let together: Frame[] = [];
  let records = 0;
  for (const frame of frames) {
    together.push(frame);
    records += frame.kind === 'whole' ? frame.lines.length : 1;
    if (records < portion) continue;
    yield together;
    together = [];
    records = 0;
  }
  if (together.length > 0) yield together;
}

/**
 * Cuts what was framed into cells. Whole records are cut together, whatever stands between them: csv-parse takes longer to
 * begin than for a few short rows, and a file may be made so that every second line is broken.
 */
function cutRecords(frames: readonly Frame[], delimiter: Delimiter): SentRecord[] {
  const whole = frames.filter((frame): frame is WholeRecords => frame.kind === 'whole');
  const rows = parse(whole.map(({ text }) => text).join(''), csvRules(delimiter));
  const lines = whole.flatMap((frame) => frame.lines);
  // Both go by the same rules of quotes; should they ever differ, every later line would be told wrongly.
  if (rows.length !== lines.length) {
    const note = `${rows.length} records where ${lines.length} were framed from line ${lines[0] ?? 0}`;
    throw new AppError('unexpected', {}, { note });
  }
  const given = rows.values();
  const next = (line: number): SentRecord => ({ line, cells: given.next().value ?? [] });
  return frames.flatMap((frame) => {
    if (frame.kind === 'whole') return frame.lines.map(next);
    if (frame.kind === 'blank') return [];
    return [{ line: frame.line, cells: frame.text.split(delimiter), broken: frame.reason }];
  });
}

function csvRules(delimiter: Delimiter): Options {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  };
}

const blank = new RegExp(`^[${nothing}]*$`, 'u');
const visible = new RegExp(`[^${nothing}]`, 'u');
const separatorLine = /^sep=.?$/i;

/** Which records count: not the blank ones, nor a first one that is Excel's `sep=` line. */
export function createBlankFilter(): (record: SentRecord) => boolean {
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
