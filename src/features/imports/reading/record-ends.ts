import type { Delimiter, Quote } from './file-facts.ts';

/** Finds where records with quotation marks end, by the rules in frame-records.ts. */
export class RecordEnds {
  private text = '';
  /** blanks around quoted cells of the current record, as from and to */
  private cuts: number[] = [];
  private readonly delimiter: Delimiter;
  private readonly quote: Quote;
  private readonly limit: number;

  constructor(delimiter: Delimiter, quote: Quote, limit: number) {
    this.delimiter = delimiter;
    this.quote = quote;
    this.limit = limit;
  }

  /** The end of the record that starts here, or why it isn't known. */
  endOf(text: string, start: number, isLast: boolean): number | 'more' | 'unclosed' {
    const { delimiter, quote } = this;
    const bound = start + this.limit;
    let at = start;
    this.text = text;
    this.cuts = [];
    for (;;) {
      if (text[at] === quote) {
        const closed = this.endOfQuoted(at, bound, isLast);
        if (typeof closed === 'string') return closed;
        at = this.cutBlanksAfter(closed);
      } else if (this.isBlankCharacter(at)) {
        at = this.endOfIndented(at);
      }
      // Not quoted, or after the closing quote: on to the next cell or the end of the line.
      while (at < text.length && at <= bound) {
        const character = text[at];
        if (character === delimiter || character === '\n' || character === '\r') break;
        at += 1;
      }
      if (at > bound) return 'unclosed';
      if (at >= text.length) return isLast ? text.length : 'more';
      if (text[at] !== delimiter) return at;
      at += 1;
    }
  }

  /** The end of a quoted cell: after its closing quote, or where it turned out not to be one. */
  private endOfQuoted(
    opening: number,
    bound: number,
    isLast: boolean,
  ): number | 'more' | 'unclosed' {
    const { text, delimiter, quote } = this;
    let from = opening + 1;
    for (;;) {
      const at = text.indexOf(quote, from);
      if (at === -1 || at >= bound) return isLast || text.length >= bound ? 'unclosed' : 'more';
      if (at + 1 === text.length) return isLast ? at + 1 : 'more';
      const next = text[at + 1];
      if (next === delimiter || next === '\n' || next === '\r') return at + 1;
      if (next !== quote) {
        const end = this.afterBlanks(at + 1);
        if (end >= text.length && !isLast) return 'more';
        return this.endsCell(end) || this.isOneCell(opening + 1, at) ? at + 1 : 'unclosed';
      }
      from = at + 2;
    }
  }

  private isBlankCharacter(at: number): boolean {
    const character = this.text[at];
    return character === ' ' || (character === '\t' && this.delimiter !== '\t');
  }

  private afterBlanks(from: number): number {
    let at = from;
    while (this.isBlankCharacter(at)) at += 1;
    return at;
  }

  private endsCell(at: number): boolean {
    const character = this.text[at];
    return (
      character === undefined ||
      character === this.delimiter ||
      character === '\n' ||
      character === '\r'
    );
  }

  /** The position after the blanks that follow a quoted cell. */
  private cutBlanksAfter(closed: number): number {
    const end = this.afterBlanks(closed);
    if (end === closed || !this.endsCell(end)) return closed;
    this.cuts.push(closed, end);
    return end;
  }

  /**
   * The end of a quoted cell with blanks before it, which must be on the same line. Otherwise it isn't quoted,
   * and continues where it began.
   */
  private endOfIndented(from: number): number {
    const { text, quote } = this;
    const opening = this.afterBlanks(from);
    if (text[opening] !== quote) return from;
    let at = opening + 1;
    for (;;) {
      const character = text[at];
      if (character === undefined || character === '\n' || character === '\r') return from;
      if (character === quote && text[at + 1] !== quote) break;
      at += character === quote ? 2 : 1;
    }
    const end = this.afterBlanks(at + 1);
    if (!this.endsCell(end)) return from;
    this.cuts.push(from, opening);
    if (end > at + 1) this.cuts.push(at + 1, end);
    return end;
  }

  /** The record that was found last, without the parts that were cut out. */
  textOf(from: number, to: number): string {
    const { text, cuts } = this;
    let kept = '';
    let rest = from;
    for (let at = 0; at < cuts.length; at += 2) {
      kept += text.slice(rest, cuts[at]);
      rest = cuts[at + 1] ?? rest;
    }
    return kept + text.slice(rest, to);
  }

  private isOneCell(from: number, to: number): boolean {
    const { text, delimiter } = this;
    for (let at = from; at < to; at += 1) {
      const character = text[at];
      if (character === delimiter || character === '\n' || character === '\r') return false;
    }
    return true;
  }
}
