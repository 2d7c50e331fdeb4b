import type { Frame } from './frames.ts';
import type { Framer } from './frame-records.ts';
import type { OrdinaryLines, OrdinaryRow } from './ordinary-row.ts';

export interface BytesFraming {
  readonly framer: Framer;
  readonly lines: OrdinaryLines;
  readonly decode: (bytes: Buffer) => string;
}

const lineFeed = 10;

/**
 * Cuts bytes of UTF-8 into frames: lines that are ordinary become rows, the others are decoded and framed as text. A
 * record that goes on behind its line is text up to its end. The rows of earlier bytes must have been used.
 */
export function frameBytes(bytes: Buffer, { framer, lines, decode }: BytesFraming): Frame[] {
  const frames: Frame[] = [];
  lines.reuse();
  let rows: OrdinaryRow[] = [];
  const addText = (from: number, end: number) => {
    frames.push(...framer.add(decode(bytes.subarray(from, end)), false));
  };
  /** lines that aren't ordinary begin here */
  let from = 0;
  let at = framer.atLine === undefined ? lineAfter(bytes, 0) : 0;
  while (at < bytes.length) {
    if (from < at) addText(from, at);
    from = at;
    const { atLine } = framer;
    if (atLine === undefined) break;
    for (;;) {
      const row = lines.read(bytes, at, atLine + rows.length);
      if (row === undefined) break;
      rows.push(row);
      framer.passLine();
      at = lines.end;
    }
    if (rows.length > 0) frames.push({ kind: 'ordinary', rows });
    rows = [];
    from = at;
    at = lineAfter(bytes, at);
  }
  if (from < bytes.length) addText(from, bytes.length);
  return frames;
}

/** Where the next line begins; the end of the bytes if that isn't among them. */
function lineAfter(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(lineFeed, from);
  return end === -1 ? bytes.length : end + 1;
}
