import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromJsonLines } from './json-lines.ts';

/**
 * Records sorted into named spill files on the local disk while a file is read, so that memory stays flat
 * whatever the file's size. They belong to one attempt at one job: another attempt starts from the beginning,
 * and `remove` deletes them.
 */
export interface SpillFiles {
  /** Adds a record to a partition; resolves when the disk keeps up. */
  add(partition: string, record: unknown): void | Promise<void>;
  /** A partition's bytes, as JSON lines. Afterwards nothing can be added to it. */
  open(partition: string): AsyncGenerator<Buffer>;
  /**
   * Reads a partition from its beginning, in the order of writing, in batches. Afterwards nothing can be added
   * to it.
   */
  read<T>(partition: string): AsyncGenerator<T[]>;
  remove(): Promise<void>;
}

const bufferedCharacters = 16 * 1024;

export async function createSpillFiles(): Promise<SpillFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-'));
  const partitions = new Map<string, { stream: WriteStream; text: string }>();
  let failure: Error | undefined;

  function partitionOf(name: string) {
    let partition = partitions.get(name);
    if (partition === undefined) {
      const stream = createWriteStream(join(folder, `${name}.jsonl`));
      stream.on('error', (error) => (failure = error));
      partition = { stream, text: '' };
      partitions.set(name, partition);
    }
    return partition;
  }

  async function flush(partition: { stream: WriteStream; text: string }): Promise<void> {
    if (failure !== undefined) throw failure;
    const { text, stream } = partition;
    partition.text = '';
    if (text !== '' && !stream.write(text)) await once(stream, 'drain');
  }

  async function* open(name: string): AsyncGenerator<Buffer> {
    const partition = partitions.get(name);
    if (partition === undefined) return;
    await flush(partition);
    if (!partition.stream.writableEnded) {
      partition.stream.end();
      await once(partition.stream, 'close');
    }
    if (failure !== undefined) throw failure;
    yield* createReadStream(join(folder, `${name}.jsonl`)) as AsyncIterable<Buffer>;
  }

  return {
    add(name, record) {
      const partition = partitionOf(name);
      partition.text += `${JSON.stringify(record)}\n`;
      return partition.text.length >= bufferedCharacters ? flush(partition) : undefined;
    },

    open,

    read: <T>(name: string) => fromJsonLines<T>(open(name)),

    async remove() {
      for (const { stream } of partitions.values()) stream.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
