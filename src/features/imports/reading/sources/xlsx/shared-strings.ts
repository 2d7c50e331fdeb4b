import { AppError } from '../../../../../errors.ts';
import { readXml } from '../xml-events.ts';
import { stringText } from './cell-text.ts';

const maxBytes = 256 * 1024 * 1024;
const blockBytes = 1024 * 1024;

/**
 * The texts that a workbook's cells share, often most of its content. Kept as bytes side by side outside the
 * heap, since half a million short strings need several times their size.
 */
export interface SharedStrings {
  /** undefined for an unknown number */
  readonly at: (index: number) => string | undefined;
}

export const noSharedStrings: SharedStrings = { at: () => undefined };

/** @throws AppError file-is-damaged, unpacked-too-large */
export async function readSharedStrings(bytes: AsyncIterable<Buffer>): Promise<SharedStrings> {
  const kept = new PackedStrings();
  let text = '';
  let isReading = false;
  let phonetic = 0;
  const parsing = readXml(bytes, {
    onOpen(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic += 1;
      else if (name === 't') isReading = phonetic === 0;
    },
    onText(part) {
      if (isReading) text += part;
    },
    onClose(name) {
      if (name === 't') isReading = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si') kept.add(stringText(text));
    },
  });
  for await (const _ of parsing);
  return kept;
}

class PackedStrings implements SharedStrings {
  private readonly blocks: Buffer[] = [];
  private block: Buffer = Buffer.alloc(0);
  private used = 0;
  private total = 0;
  /** the block of each string, its start there and its length */
  private places = new Uint32Array(3 * 1024);
  private count = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    this.total += length;
    if (this.total > maxBytes) throw new AppError('unpacked-too-large');
    if (this.used + length > this.block.length) {
      this.block = Buffer.allocUnsafe(Math.max(blockBytes, length));
      this.blocks.push(this.block);
      this.used = 0;
    }
    this.block.write(text, this.used);
    if (3 * this.count === this.places.length) {
      const larger = new Uint32Array(2 * this.places.length);
      larger.set(this.places);
      this.places = larger;
    }
    this.places.set([this.blocks.length - 1, this.used, length], 3 * this.count);
    this.count += 1;
    this.used += length;
  }

  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return undefined;
    const place = 3 * index;
    const start = this.places[place + 1] ?? 0;
    const length = this.places[place + 2] ?? 0;
    return this.blocks[this.places[place] ?? 0]?.toString('utf8', start, start + length) ?? '';
  }
}
