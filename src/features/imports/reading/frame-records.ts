import { nothingInLine } from './blank.ts';
import type { Delimiter, Quote } from './file-facts.ts';

/** The longest record in characters, with its line ends. */
const maxRecordLength = 64 * 1024;

/**
 * Number of records passed on together. csv-parse takes longest for rows of differing lengths, some 50 µs each,
 * and the event loop gets its turn between these portions.
 */
const maxTogether = 500;

/** Records with a quotation mark in them, one after the other in `text`; `lines` has the first line of each. */
export interface QuotedRecords {
  readonly kind: 'quoted';
  readonly text: string;
  readonly lines: readonly number[];
}

/** Records that only need to be cut at the delimiters: lines without a quotation mark, and without their ends. */
interface PlainRecords {
  readonly kind: 'plain';
  readonly rows: readonly string[];
  readonly lines: readonly number[];
}

/**
 * One line that can't be read as a record. `text` is the line without its end, at most `maxRecordLength`
 * characters.
 */
export interface BrokenLine {
  readonly kind: 'broken';
  readonly line: number;
  readonly reason: 'quote-not-closed' | 'line-too-long';
  readonly text: string;
}

/** Lines with only delimiters and white space. They aren't records and need no cutting. */
interface BlankLines {
  readonly kind: 'blank';
  readonly text: string;
}

export type Frame = QuotedRecords | PlainRecords | BrokenLine | BlankLines;

export interface Framer {
  /**
   * @param text the next text of the file, cut anywhere
   * @param isLast whether the file ends with it
   */
  add: (text: string, isLast: boolean) => Frame[];
}

/** Sticky: the extent of blanks from a position. It doesn't leave the line, so it is bounded. */
const blanks = new RegExp(`[${nothingInLine}]*`, 'uy');

/**
 * Cuts text into whole records, so that csv-parse gets only what it can read, and one bad row doesn't affect
 * others. csv-parse itself stops for good at a quote that isn't closed, and knows no lines.
 * Rules for quotes in files that break the standard:
 * - A quoted cell may continue over lines, up to `maxRecordLength` characters in all.
 * - Blanks between a delimiter and a quoted cell aren't part of its value, and are removed.
 * - If a quote ends a quoted cell and something other than a delimiter or a line end follows, the cell is taken
 * literally (`"Jim" Brown`), provided it has neither a delimiter nor a line end. Otherwise the opening quote
 * was never closed, and the next quote belongs to another cell or row.
 * - A quote that is never closed rejects its own *line*, and reading continues at the next line. The same if
 * the end of the file or the limit comes first.
 * - A line beyond the limit is skipped to its end as it arrives, and reported.
 * At most one record and one piece are buffered, whatever is sent. Each line is examined only a few times: a
 * line with an odd number of quotes ends the search that an earlier one began.
 * Lines end with CR LF, LF, CR, or CR CR LF, written by programs that translate line ends twice.
 * @param quote the quotation mark of cells
 */
export function createFramer(
  delimiter: Delimiter,
  limit = maxRecordLength,
  quote: Quote = '"',
): Framer {
  let buffer = '';
  let line = 1;
  let heldReturn = '';
  /** blanks around quoted cells of the current record, as from and to */
  let cuts: number[] = [];
  /** inside a line that was reported as too long */
  let isSkipping = false;
  let nextFeed = createFinder('\n');
  let nextReturn = createFinder('\r');
  let nextQuote = createFinder(quote);

  /** The end of the line (before its CR or LF); -1 if it hasn't arrived. */
  function endOfLine(from: number): number {
    const feed = nextFeed(buffer, from);
    const carriageReturn = nextReturn(buffer, from);
    if (feed === -1) return carriageReturn;
    return carriageReturn === -1 ? feed : Math.min(feed, carriageReturn);
  }

  function afterLineEnd(end: number): number {
    if (end >= buffer.length) return buffer.length;
    if (buffer[end] !== '\r') return end + 1;
    if (buffer[end + 1] === '\n') return end + 2;
    return buffer[end + 1] === '\r' && buffer[end + 2] === '\n' ? end + 3 : end + 1;
  }

  /** The end of the record that starts here, or why it isn't known. */
  function endOfRecord(start: number, isLast: boolean): number | 'more' | 'unclosed' {
    const bound = start + limit;
    let at = start;
    cuts = [];
    for (;;) {
      if (buffer[at] === quote) {
        const closed = endOfQuoted(at, bound, isLast);
        if (typeof closed === 'string') return closed;
        at = cutBlanksAfter(closed);
      } else if (isBlankCharacter(at)) {
        at = endOfIndented(at);
      }
      // Not quoted, or after the closing quote: on to the next cell or the end of the line.
      while (at < buffer.length && at <= bound) {
        const character = buffer[at];
        if (character === delimiter || character === '\n' || character === '\r') break;
        at += 1;
      }
      if (at > bound) return 'unclosed';
      if (at >= buffer.length) return isLast ? buffer.length : 'more';
      if (buffer[at] !== delimiter) return at;
      at += 1;
    }
  }

  /** The end of a quoted cell: after its closing quote, or where it turned out not to be one. */
  function endOfQuoted(
    opening: number,
    bound: number,
    isLast: boolean,
  ): number | 'more' | 'unclosed' {
    let from = opening + 1;
    for (;;) {
      const at = buffer.indexOf(quote, from);
      if (at === -1 || at >= bound) return isLast || buffer.length >= bound ? 'unclosed' : 'more';
      if (at + 1 === buffer.length) return isLast ? at + 1 : 'more';
      const next = buffer[at + 1];
      if (next === delimiter || next === '\n' || next === '\r') return at + 1;
      if (next !== quote) {
        const end = afterBlanks(at + 1);
        if (end >= buffer.length && !isLast) return 'more';
        return endsCell(end) || isOneCell(opening + 1, at) ? at + 1 : 'unclosed';
      }
      from = at + 2;
    }
  }

  function isBlankCharacter(at: number): boolean {
    const character = buffer[at];
    return character === ' ' || (character === '\t' && delimiter !== '\t');
  }

  function afterBlanks(from: number): number {
    let at = from;
    while (isBlankCharacter(at)) at += 1;
    return at;
  }

  function endsCell(at: number): boolean {
    const character = buffer[at];
    return (
      character === undefined || character === delimiter || character === '\n' || character === '\r'
    );
  }

  /** The position after the blanks that follow a quoted cell. */
  function cutBlanksAfter(closed: number): number {
    const end = afterBlanks(closed);
    if (end === closed || !endsCell(end)) return closed;
    cuts.push(closed, end);
    return end;
  }

  /**
   * The end of a quoted cell with blanks before it, which must be on the same line. Otherwise it isn't quoted,
   * and continues where it began.
   */
  function endOfIndented(from: number): number {
    const opening = afterBlanks(from);
    if (buffer[opening] !== quote) return from;
    let at = opening + 1;
    for (;;) {
      const character = buffer[at];
      if (character === undefined || character === '\n' || character === '\r') return from;
      if (character === quote && buffer[at + 1] !== quote) break;
      at += character === quote ? 2 : 1;
    }
    const end = afterBlanks(at + 1);
    if (!endsCell(end)) return from;
    cuts.push(from, opening);
    if (end > at + 1) cuts.push(at + 1, end);
    return end;
  }

  /** The record without the parts that were cut out. */
  function recordText(from: number, to: number): string {
    let text = '';
    let rest = from;
    for (let at = 0; at < cuts.length; at += 2) {
      text += buffer.slice(rest, cuts[at]);
      rest = cuts[at + 1] ?? rest;
    }
    return text + buffer.slice(rest, to);
  }

  function isOneCell(from: number, to: number): boolean {
    for (let at = from; at < to; at += 1) {
      const character = buffer[at];
      if (character === delimiter || character === '\n' || character === '\r') return false;
    }
    return true;
  }

  function isBlank(from: number, to: number): boolean {
    blanks.lastIndex = from;
    blanks.test(buffer);
    return blanks.lastIndex >= to;
  }

  /** Number of lines of a record, beyond the first. */
  function lineEndsIn(from: number, to: number): number {
    let count = 0;
    for (let at = from; at < to; at = afterLineEnd(at)) {
      at = endOfLine(at);
      if (at === -1 || at >= to) break;
      count += 1;
    }
    return count;
  }

  return {
    add(text, isLast) {
      buffer += heldReturn + text;
      heldReturn = '';
      // The next characters show whether a last CR is a line end of its own.
      if (!isLast && buffer.endsWith('\r')) {
        heldReturn = buffer.endsWith('\r\r') ? '\r\r' : '\r';
        buffer = buffer.slice(0, -heldReturn.length);
      }
      nextFeed = createFinder('\n');
      nextReturn = createFinder('\r');
      nextQuote = createFinder(quote);

      const frames: Frame[] = [];
      let blankFrom: number | undefined;
      let rows: string[] = [];
      let quoted = '';
      let lines: number[] = [];
      let start = 0;

      const closeBlank = (): void => {
        if (blankFrom === undefined) return;
        frames.push({ kind: 'blank', text: buffer.slice(blankFrom, start) });
        blankFrom = undefined;
      };
      const close = (): void => {
        closeBlank();
        if (rows.length > 0) frames.push({ kind: 'plain', rows, lines });
        else if (lines.length > 0) frames.push({ kind: 'quoted', text: quoted, lines });
        rows = [];
        quoted = '';
        lines = [];
      };
      const reportLine = (reason: BrokenLine['reason'], end: number): void => {
        close();
        frames.push({
          kind: 'broken',
          line,
          reason,
          text: buffer.slice(start, Math.min(end, start + limit)),
        });
        start = afterLineEnd(end);
        line += 1;
      };

      while (start < buffer.length) {
        const lineEnd = endOfLine(start);
        if (isSkipping) {
          closeBlank();
          start = lineEnd === -1 ? buffer.length : afterLineEnd(lineEnd);
          isSkipping = lineEnd === -1;
          continue;
        }
        const length = (lineEnd === -1 ? buffer.length : lineEnd) - start;
        if (length > limit) {
          isSkipping = lineEnd === -1;
          reportLine('line-too-long', lineEnd === -1 ? buffer.length : lineEnd);
          continue;
        }
        if ((lineEnd !== -1 || isLast) && isBlank(start, start + length)) {
          if (blankFrom === undefined) close();
          blankFrom ??= start;
          line += 1;
          start = afterLineEnd(start + length);
          continue;
        }
        closeBlank();
        const firstQuote = nextQuote(buffer, start);
        const hasQuote = firstQuote !== -1 && firstQuote < start + length;
        if (!hasQuote) {
          if (lineEnd === -1 && !isLast) break;
          if (rows.length === 0 || rows.length === maxTogether) close();
          rows.push(buffer.slice(start, start + length));
          lines.push(line);
          line += 1;
          start = afterLineEnd(start + length);
          continue;
        }
        const end = endOfRecord(start, isLast);
        if (end === 'more' || (end === 'unclosed' && lineEnd === -1 && !isLast)) break;
        if (end === 'unclosed') {
          reportLine('quote-not-closed', lineEnd === -1 ? buffer.length : lineEnd);
          continue;
        }
        if (rows.length > 0 || lines.length === maxTogether) close();
        lines.push(line);
        line += 1 + (end > start + length ? lineEndsIn(start, end) : 0);
        const next = afterLineEnd(end);
        quoted += recordText(start, next);
        start = next;
      }
      close();
      buffer = buffer.slice(start);
      return frames;
    },
  };
}

/** Finds a character from increasing positions of one text, searching no part of it twice. */
function createFinder(character: string): (text: string, from: number) => number {
  let found = -2;
  return (text, from) => {
    if (found === -1 || found >= from) return found;
    found = text.indexOf(character, from);
    return found;
  };
}
