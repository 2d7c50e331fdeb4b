import { nothingInLine } from './blank.ts';
import type { Quote } from './file-facts.ts';

/** Sticky: the extent of blanks from a position. It doesn't leave the line, so it is bounded. */
const blanks = new RegExp(`[${nothingInLine}]*`, 'uy');

/** Text of a file that arrives in pieces and isn't cut into records yet, and its lines. */
export class UnreadText {
  text = '';
  /** The next characters show whether a last CR is a line end of its own. */
  private heldReturn = '';
  private nextFeed = createFinder('\n');
  private nextReturn = createFinder('\r');
  private nextQuote: Finder;
  private readonly quote: Quote;

  constructor(quote: Quote) {
    this.quote = quote;
    this.nextQuote = createFinder(quote);
  }

  /** Whether nothing is left, not even a CR whose line end may continue. */
  get isEmpty(): boolean {
    return this.text === '' && this.heldReturn === '';
  }

  get length(): number {
    return this.text.length;
  }

  add(text: string, isLast: boolean): void {
    this.text += this.heldReturn + text;
    this.heldReturn = '';
    if (!isLast && this.text.endsWith('\r')) {
      this.heldReturn = this.text.endsWith('\r\r') ? '\r\r' : '\r';
      this.text = this.text.slice(0, -this.heldReturn.length);
    }
    this.nextFeed = createFinder('\n');
    this.nextReturn = createFinder('\r');
    this.nextQuote = createFinder(this.quote);
  }

  /** Forgets the text before a position. */
  drop(until: number): void {
    this.text = this.text.slice(until);
  }

  /** The end of the line (before its CR or LF); -1 if it hasn't arrived. */
  endOfLine(from: number): number {
    const feed = this.nextFeed(this.text, from);
    const carriageReturn = this.nextReturn(this.text, from);
    if (feed === -1) return carriageReturn;
    return carriageReturn === -1 ? feed : Math.min(feed, carriageReturn);
  }

  afterLineEnd(end: number): number {
    const { text } = this;
    if (end >= text.length) return text.length;
    if (text[end] !== '\r') return end + 1;
    if (text[end + 1] === '\n') return end + 2;
    return text[end + 1] === '\r' && text[end + 2] === '\n' ? end + 3 : end + 1;
  }

  hasQuote(from: number, to: number): boolean {
    const at = this.nextQuote(this.text, from);
    return at !== -1 && at < to;
  }

  isBlank(from: number, to: number): boolean {
    blanks.lastIndex = from;
    blanks.test(this.text);
    return blanks.lastIndex >= to;
  }

  /** Number of lines of a record, beyond the first. */
  lineEndsIn(from: number, to: number): number {
    let count = 0;
    for (let at = from; at < to; at = this.afterLineEnd(at)) {
      at = this.endOfLine(at);
      if (at === -1 || at >= to) break;
      count += 1;
    }
    return count;
  }
}

type Finder = (text: string, from: number) => number;

/** Finds a character from increasing positions of one text, searching no part of it twice. */
function createFinder(character: string): Finder {
  let found = -2;
  return (text, from) => {
    if (found === -1 || found >= from) return found;
    found = text.indexOf(character, from);
    return found;
  };
}
