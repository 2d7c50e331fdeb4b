import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { OpenFile } from '../file-facts.ts';

/** An archive's directory is read in small steps, so this much is requested at once. */
const blockBytes = 64 * 1024;

/**
 * Gives a library parts of a stored file by position. Only for a few parts: each one that doesn't follow the
 * last is a request to the store.
 */
export class StoredBytes extends RandomAccessReader {
  private readonly open: OpenFile;
  private block: { readonly start: number; readonly bytes: Buffer } | undefined;

  constructor(open: OpenFile) {
    super();
    this.open = open;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.range(start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytes?: number) => void,
  ): void {
    this.fill(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset, 0, length);
        callback(null, Math.min(length, bytes.length));
      },
      (error: unknown) => callback(error as Error),
    );
  }

  private async fill(position: number, length: number): Promise<Buffer> {
    const held = this.block;
    if (held !== undefined && position >= held.start) {
      const bytes = held.bytes.subarray(position - held.start);
      if (bytes.length >= length) return bytes;
    }
    const chunks: Buffer[] = [];
    const end = position + Math.max(length, blockBytes);
    for await (const chunk of this.range(position, end)) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    this.block = { start: position, bytes };
    return bytes;
  }

  private async *range(start: number, end: number): AsyncGenerator<Buffer> {
    let at = start;
    for await (const chunk of this.open(start)) {
      yield chunk.subarray(0, end - at);
      at += chunk.length;
      if (at >= end) return;
    }
  }
}
