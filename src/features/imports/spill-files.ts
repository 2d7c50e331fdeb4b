import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromJsonLines } from './json-lines.ts';

/**
 * Records sorted into named partitions while a file is read. The first ones stay in memory, as bytes that the
 * garbage collector doesn't look through; the others go to the local disk, so that memory stays flat whatever
 * the file's size. They belong to one attempt at one job: another attempt starts from the beginning, and
 * `remove` deletes them.
 */
export interface SpillFiles {
  /** Adds a record to a partition; resolves when the disk keeps up. */
  add(partition: string, record: unknown): void | Promise<void>;
  /** The same for a record that is JSON already, in one line. */
  addJson(partition: string, json: string): void | Promise<void>;
  /** A partition's bytes, as JSON lines. Afterwards nothing can be added to it. */
  open(partition: string): AsyncGenerator<Buffer>;
  /**
   * Reads a partition from its beginning, in the order of writing, in batches. Afterwards nothing can be added
   * to it.
   */
  read<T>(partition: string): AsyncGenerator<T[]>;
  /** Nobody will read this partition again. */
  drop(partition: string): void;
  remove(): Promise<void>;
}

/** bytes that are written at a time */
const blockBytes = 32 * 1024;
/** Some 50,000 people. */
const usuallyInMemory = 16 * 1024 * 1024;
/** of a character in UTF-8, for each unit of a string */
const mostBytes = 3;
const lineFeed = 10;

interface Partition {
  /** records that are neither among the first ones nor on the disk yet, up to `at` */
  block: Buffer;
  at: number;
  /** the first records */
  blocks: Buffer[];
  /** the others */
  stream?: WriteStream;
}

/** @param inMemory bytes that stay in memory, of all partitions together */
export async function createSpillFiles(inMemory = usuallyInMemory): Promise<SpillFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-'));
  const partitions = new Map<string, Partition>();
  let kept = 0;
  let failure: Error | undefined;

  function partitionOf(name: string): Partition {
    let partition = partitions.get(name);
    if (partition === undefined) {
      partition = { block: Buffer.alloc(0), at: 0, blocks: [] };
      partitions.set(name, partition);
    }
    return partition;
  }

  function streamTo(name: string): WriteStream {
    const stream = createWriteStream(fileOf(name));
    stream.on('error', (error) => (failure = error));
    return stream;
  }

  const fileOf = (name: string) => join(folder, `${name}.jsonl`);

  function flush(name: string, partition: Partition): void | Promise<void> {
    if (failure !== undefined) throw failure;
    const bytes = partition.block.subarray(0, partition.at);
    partition.block = Buffer.alloc(0);
    partition.at = 0;
    if (bytes.length === 0) return;
    if (partition.stream === undefined && kept + bytes.length <= inMemory) {
      kept += bytes.length;
      partition.blocks.push(bytes);
      return;
    }
    partition.stream ??= streamTo(name);
    if (partition.stream.write(bytes)) return;
    return once(partition.stream, 'drain').then(() => undefined);
  }

  async function* open(name: string): AsyncGenerator<Buffer> {
    const partition = partitions.get(name);
    if (partition === undefined) return;
    await flush(name, partition);
    const { stream } = partition;
    if (stream !== undefined && !stream.writableEnded) {
      stream.end();
      await once(stream, 'close');
    }
    if (failure !== undefined) throw failure;
    yield* partition.blocks;
    if (stream !== undefined) yield* createReadStream(fileOf(name)) as AsyncIterable<Buffer>;
  }

  function addJson(name: string, json: string): void | Promise<void> {
    const partition = partitionOf(name);
    const most = json.length * mostBytes + 1;
    const isFull = partition.at > 0 && partition.at + most > partition.block.length;
    const written = isFull ? flush(name, partition) : undefined;
    if (partition.block.length < partition.at + most) {
      partition.block = Buffer.allocUnsafeSlow(Math.max(blockBytes, most));
    }
    partition.at += partition.block.write(json, partition.at);
    partition.block[partition.at] = lineFeed;
    partition.at += 1;
    return written;
  }

  return {
    add: (name, record) => addJson(name, JSON.stringify(record)),

    addJson,

    open,

    read: <T>(name: string) => fromJsonLines<T>(open(name)),

    drop(name) {
      const partition = partitions.get(name);
      if (partition === undefined) return;
      for (const { length } of partition.blocks) kept -= length;
      partition.blocks = [];
    },

    async remove() {
      for (const { stream } of partitions.values()) stream?.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
