import type { BrokenLine, TextFrame } from './frames.ts';

/**
 * Number of records passed on together. csv-parse takes longest for rows of differing lengths, some 50 µs each,
 * and the event loop gets its turn between these portions.
 */
const maxTogether = 500;

/** Collects frames: records of a kind that follow each other are one. */
export class FrameList {
  private readonly frames: TextFrame[] = [];
  private open: 'plain' | 'quoted' | 'blank' | undefined;
  private rows: string[] = [];
  private lines: number[] = [];
  /** the quoted records, or the blank lines */
  private text = '';

  addPlain(row: string, line: number): void {
    if (this.open !== 'plain' || this.lines.length === maxTogether) this.begin('plain');
    this.rows.push(row);
    this.lines.push(line);
  }

  addQuoted(text: string, line: number): void {
    if (this.open !== 'quoted' || this.lines.length === maxTogether) this.begin('quoted');
    this.text += text;
    this.lines.push(line);
  }

  addBlank(text: string): void {
    if (this.open !== 'blank') this.begin('blank');
    this.text += text;
  }

  addBroken(line: BrokenLine): void {
    this.begin(undefined);
    this.frames.push(line);
  }

  end(): TextFrame[] {
    this.begin(undefined);
    return this.frames;
  }

  private begin(kind: FrameList['open']): void {
    const { rows, lines, text } = this;
    if (this.open === 'plain') this.frames.push({ kind: 'plain', rows, lines });
    if (this.open === 'quoted') this.frames.push({ kind: 'quoted', text, lines });
    if (this.open === 'blank') this.frames.push({ kind: 'blank', text });
    this.open = kind;
    this.rows = [];
    this.lines = [];
    this.text = '';
  }
}
