import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromJsonLines } from './json-lines.ts';

/**
 * A spill: records sorted into named piles on the local disk while a file is read, so that memory stays flat
 * whatever the file's size. It belongs to one try of one job: another try starts anew, and `remove` takes it away.
 */
export interface Spill {
  /** Adds a record to a pile; resolves when the disk keeps up. */
  add(pile: string, record: unknown): void | Promise<void>;
  /** A pile's bytes, as JSON lines. After this nothing is added to it. */
  open(pile: string): AsyncGenerator<Buffer>;
  /** Reads a pile from its beginning, in the order it was written, in batches. After this nothing is added to it. */
  read<T>(pile: string): AsyncGenerator<T[]>;
  remove(): Promise<void>;
}

const bufferedCharacters = 16 * 1024;

export async function createSpill(): Promise<Spill> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-'));
  const piles = new Map<string, { stream: WriteStream; text: string }>();
  let failure: Error | undefined;

  function pileOf(name: string) {
    let pile = piles.get(name);
    if (pile === undefined) {
      const stream = createWriteStream(join(folder, `${name}.jsonl`));
      stream.on('error', (error) => (failure = error));
      pile = { stream, text: '' };
      piles.set(name, pile);
    }
    return pile;
  }

  async function flush(pile: { stream: WriteStream; text: string }): Promise<void> {
    if (failure !== undefined) throw failure;
    const { text, stream } = pile;
    pile.text = '';
    if (text !== '' && !stream.write(text)) await once(stream, 'drain');
  }

  async function* open(name: string): AsyncGenerator<Buffer> {
    const pile = piles.get(name);
    if (pile === undefined) return;
    await flush(pile);
    if (!pile.stream.writableEnded) {
      pile.stream.end();
      await once(pile.stream, 'close');
    }
    if (failure !== undefined) throw failure;
    yield* createReadStream(join(folder, `${name}.jsonl`)) as AsyncIterable<Buffer>;
  }

  return {
    add(name, record) {
      const pile = pileOf(name);
      pile.text += `${JSON.stringify(record)}\n`;
      return pile.text.length >= bufferedCharacters ? flush(pile) : undefined;
    },

    open,

    read: <T>(name: string) => fromJsonLines<T>(open(name)),

    async remove() {
      for (const { stream } of piles.values()) stream.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
