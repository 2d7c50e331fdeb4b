import { FrameList } from './frame-list.ts';
import { RecordEnds } from './record-ends.ts';
import { UnreadText } from './unread-text.ts';
import type { Delimiter, Quote } from './file-facts.ts';
import type { BrokenLine, TextFrame } from './frames.ts';

/** The longest record in characters, with its line ends. */
const maxRecordLength = 64 * 1024;

export interface Framer {
  /**
   * @param text the next text of the file, cut anywhere
   * @param isLast whether the file ends with it
   */
  add: (text: string, isLast: boolean) => TextFrame[];
  /** The number of the next line; undefined: the text ends inside a line or a record. */
  readonly atLine: number | undefined;
  /** The next line was read elsewhere. */
  passLine: () => void;
}

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
  return new LineFramer(limit, new UnreadText(quote), new RecordEnds(delimiter, quote, limit));
}

class LineFramer implements Framer {
  private line = 1;
  private start = 0;
  /** inside a line that was reported as too long */
  private isSkipping = false;
  private frames = new FrameList();
  private readonly limit: number;
  private readonly unread: UnreadText;
  private readonly ends: RecordEnds;

  constructor(limit: number, unread: UnreadText, ends: RecordEnds) {
    this.limit = limit;
    this.unread = unread;
    this.ends = ends;
  }

  add(text: string, isLast: boolean): TextFrame[] {
    this.unread.add(text, isLast);
    this.frames = new FrameList();
    this.start = 0;
    let isThere = true;
    while (isThere && this.start < this.unread.length) isThere = this.takeOne(isLast);
    this.unread.drop(this.start);
    return this.frames.end();
  }

  get atLine(): number | undefined {
    return this.unread.isEmpty && !this.isSkipping ? this.line : undefined;
  }

  passLine(): void {
    this.line += 1;
  }

  /** @returns false if the rest of what begins here hasn't arrived */
  private takeOne(isLast: boolean): boolean {
    const { unread, start } = this;
    const lineEnd = unread.endOfLine(start);
    if (this.isSkipping) {
      this.isSkipping = lineEnd === -1;
      this.start = lineEnd === -1 ? unread.length : unread.afterLineEnd(lineEnd);
      return true;
    }
    const end = lineEnd === -1 ? unread.length : lineEnd;
    if (end - start > this.limit) {
      this.isSkipping = lineEnd === -1;
      this.takeBroken('line-too-long', end);
      return true;
    }
    const isWhole = lineEnd !== -1 || isLast;
    if (isWhole && unread.isBlank(start, end)) {
      const next = unread.afterLineEnd(end);
      this.frames.addBlank(unread.text.slice(start, next));
      this.next(next, 1);
      return true;
    }
    if (unread.hasQuote(start, end)) return this.takeQuoted(end, isWhole, isLast);
    if (!isWhole) return false;
    this.frames.addPlain(unread.text.slice(start, end), this.line);
    this.next(unread.afterLineEnd(end), 1);
    return true;
  }

  /** A record with a quotation mark in its first line. */
  private takeQuoted(lineEnd: number, isWholeLine: boolean, isLast: boolean): boolean {
    const { unread, ends, start } = this;
    const end = ends.endOf(unread.text, start, isLast);
    if (end === 'more' || (end === 'unclosed' && !isWholeLine)) return false;
    if (end === 'unclosed') {
      this.takeBroken('quote-not-closed', lineEnd);
      return true;
    }
    const next = unread.afterLineEnd(end);
    this.frames.addQuoted(ends.textOf(start, next), this.line);
    this.next(next, 1 + (end > lineEnd ? unread.lineEndsIn(start, end) : 0));
    return true;
  }

  private takeBroken(reason: BrokenLine['reason'], end: number): void {
    const { unread, start, line, limit } = this;
    const text = unread.text.slice(start, Math.min(end, start + limit));
    this.frames.addBroken({ kind: 'broken', line, reason, text });
    this.next(unread.afterLineEnd(end), 1);
  }

  private next(start: number, lines: number): void {
    this.start = start;
    this.line += lines;
  }
}
