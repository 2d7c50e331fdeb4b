import { mkdtemp, open as openFile, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../errors.ts';
import { fromJsonLines } from './json-lines.ts';

/**
 * Records sorted into named partitions while a file is read. The first ones stay in memory, as bytes that the
 * garbage collector doesn't look through; the others go to one file on the local disk, so that memory stays flat
 * whatever the size of the import. They belong to one attempt at one job: another attempt starts from the
 * beginning, and `remove` deletes them.
 */
export interface SpillFiles {
  /** Adds a record to a partition, as JSON in one line; resolves when the disk keeps up. */
  add(partition: string, record: unknown): void | Promise<void>;
  /** Adds bytes as they are. */
  addBytes(partition: string, ...parts: readonly Uint8Array[]): void | Promise<void>;
  /** Adds the length of a text and its rest in bytes (32 bits, little endian), then `head`, then the text and its rest. */
  addFramed(
    partition: string,
    head: Uint8Array,
    text: string,
    ...rest: readonly Uint8Array[]
  ): void | Promise<void>;
  /** A partition's bytes. Afterwards nothing can be added to it. */
  open(partition: string): AsyncGenerator<Buffer>;
  /** The same in one piece; `into` if it is large enough for them. */
  readWhole(partition: string, into?: Buffer): Promise<Buffer>;
  /**
   * Reads a partition of JSON lines from its beginning, in the order of writing, in batches. Afterwards nothing can be
   * added to it.
   */
  read<T>(partition: string): AsyncGenerator<T[]>;
  /** Nobody will read this partition again. */
  drop(partition: string): void;
  remove(): Promise<void>;
}

/** bytes of a partition that are written at a time */
const blockBytes = 32 * 1024;
/** Some 12,000 people. */
const usuallyInMemory = 4 * 1024 * 1024;
/** of a character in UTF-8, for each unit of a string */
const mostBytes = 3;
const lengthBytes = 4;
const lineFeed = Buffer.from('\n');
const nothing = Buffer.alloc(0);

/** A full block. Without bytes it is in the file, from `position` on. */
interface Block {
  bytes: Buffer | undefined;
  readonly length: number;
  /** undefined: it stays in memory */
  readonly position?: number;
}

interface Partition {
  /** records that aren't in a full block yet, up to `at` */
  block: Buffer;
  at: number;
  blocks: Block[];
}

/** @param inMemory bytes that stay in memory, of all partitions together */
export function createSpillFiles(inMemory = usuallyInMemory): SpillFiles {
  const partitions = new Map<string, Partition>();
  const unused = createBlockPool();
  const file = createOverflow((bytes) => unused.give(bytes));
  let kept = 0;

  function partitionOf(name: string): Partition {
    let partition = partitions.get(name);
    if (partition === undefined) {
      partition = { block: nothing, at: 0, blocks: [] };
      partitions.set(name, partition);
    }
    return partition;
  }

  function flush(partition: Partition): void {
    const bytes = partition.block.subarray(0, partition.at);
    partition.block = nothing;
    partition.at = 0;
    if (bytes.length === 0) return;
    if (kept + bytes.length > inMemory) {
      partition.blocks.push(file.add(bytes));
      return;
    }
    kept += bytes.length;
    partition.blocks.push({ bytes, length: bytes.length });
  }

  /** The partition, with room for so many bytes more. */
  function withRoom(name: string, most: number): Partition {
    const partition = partitionOf(name);
    if (partition.at + most <= partition.block.length) return partition;
    flush(partition);
    partition.block = unused.take(most);
    return partition;
  }

  function addBytes(name: string, ...parts: readonly Uint8Array[]): void | Promise<void> {
    let length = 0;
    for (const part of parts) length += part.length;
    const partition = withRoom(name, length);
    for (const part of parts) {
      partition.block.set(part, partition.at);
      partition.at += part.length;
    }
    return file.isBehind();
  }

  function blocksOf(name: string): readonly Block[] {
    const partition = partitions.get(name);
    if (partition === undefined) return [];
    flush(partition);
    return partition.blocks;
  }

  async function* open(name: string): AsyncGenerator<Buffer> {
    for (const block of blocksOf(name))
      yield block.bytes ?? (await file.read(block, Buffer.allocUnsafeSlow(block.length)));
  }

  return {
    add(name, record) {
      const json = JSON.stringify(record);
      const partition = withRoom(name, json.length * mostBytes + 1);
      partition.at += partition.block.write(json, partition.at);
      return addBytes(name, lineFeed);
    },

    addBytes,

    addFramed(name, head, text, ...rest) {
      const before = lengthBytes + head.length;
      let most = before + text.length * mostBytes;
      for (const { length } of rest) most += length;
      const partition = withRoom(name, most);
      const { block, at } = partition;
      let end = at + before;
      end += block.write(text, end);
      for (const part of rest) {
        block.set(part, end);
        end += part.length;
      }
      block.writeUInt32LE(end - at - before, at);
      block.set(head, at + lengthBytes);
      partition.at = end;
      return file.isBehind();
    },

    open,

    async readWhole(name, into = nothing) {
      const blocks = blocksOf(name);
      const size = blocks.reduce((sum, { length }) => sum + length, 0);
      const whole = size <= into.length ? into.subarray(0, size) : Buffer.allocUnsafeSlow(size);
      let at = 0;
      for (const block of blocks) {
        const place = whole.subarray(at, at + block.length);
        if (block.bytes === undefined) await file.read(block, place);
        else place.set(block.bytes);
        at += block.length;
      }
      return whole;
    },

    read: <T>(name: string) => fromJsonLines<T>(open(name)),

    drop(name) {
      const partition = partitions.get(name);
      if (partition === undefined) return;
      for (const { length, position, bytes } of partition.blocks) {
        if (position !== undefined || bytes === undefined) continue;
        kept -= length;
        unused.give(bytes);
      }
      partition.blocks = [];
    },

    remove: () => file.remove(),
  };
}

/**
 * Blocks are used again: memory outside of the heap that comes and goes makes the garbage collector look through the
 * whole heap, many times for a large file.
 */
function createBlockPool() {
  const unused: ArrayBufferLike[] = [];
  return {
    take(most: number): Buffer {
      if (most > blockBytes) return Buffer.allocUnsafeSlow(most);
      const block = unused.pop();
      return block === undefined ? Buffer.allocUnsafeSlow(blockBytes) : Buffer.from(block);
    },
    give({ buffer }: Buffer): void {
      if (buffer.byteLength === blockBytes) unused.push(buffer);
    },
  };
}

/** bytes that are written by one call */
const writtenAtOnce = 1024 * 1024;
/** bytes that wait to be written before more are accepted */
const mostWaiting = 4 * 1024 * 1024;

interface Overflow {
  /** Takes a block over. */
  add(bytes: Buffer): Block;
  /** A promise while too much waits to be written. @throws why the disk can't be written */
  isBehind(): void | Promise<void>;
  /** Reads a block that has no bytes any more. */
  read(block: Block, into: Buffer): Promise<Buffer>;
  remove(): Promise<void>;
}

/** Blocks one after the other in a file, which is made when there is a first one. */
function createOverflow(onWritten: (bytes: Buffer) => void): Overflow {
  let folder: Promise<string> | undefined;
  let file: Promise<FileHandle> | undefined;
  let size = 0;
  let waiting: Block[] = [];
  let waitingBytes = 0;
  let writing: Promise<void> | undefined;
  let failure: Error | undefined;

  async function make(): Promise<FileHandle> {
    folder = mkdtemp(join(tmpdir(), 'rollcall-'));
    return openFile(join(await folder, 'records'), 'wx+', 0o600);
  }

  const opened = () => (file ??= make());

  async function writeAll(): Promise<void> {
    const handle = await opened();
    while (waitingBytes >= writtenAtOnce) {
      const blocks = waiting;
      const bytes = waitingBytes;
      waiting = [];
      waitingBytes = 0;
      const buffers = blocks.flatMap((block) => block.bytes ?? []);
      const { bytesWritten } = await handle.writev(buffers, blocks[0]?.position);
      if (bytesWritten !== bytes) throw new AppError('unexpected', {}, { note: 'disk is full' });
      for (const block of blocks) {
        if (block.bytes !== undefined) onWritten(block.bytes);
        block.bytes = undefined;
      }
    }
  }

  function write(): Promise<void> {
    writing ??= writeAll()
      .catch((error: unknown) => (failure = error as Error))
      .then(() => (writing = undefined));
    return writing;
  }

  return {
    add(bytes) {
      const block = { bytes, length: bytes.length, position: size };
      size += bytes.length;
      waiting.push(block);
      waitingBytes += bytes.length;
      if (waitingBytes >= writtenAtOnce) void write();
      return block;
    },

    isBehind() {
      if (failure !== undefined) throw failure;
      return waitingBytes > mostWaiting ? write() : undefined;
    },

    async read({ length, position = 0 }, into) {
      const handle = await opened();
      for (let at = 0; at < length;) {
        const { bytesRead } = await handle.read(into, at, length - at, position + at);
        if (bytesRead === 0) throw new AppError('unexpected', {}, { note: 'a block is missing' });
        at += bytesRead;
      }
      return into;
    },

    async remove() {
      if (file === undefined) return;
      await writing;
      // A failure to make it was told when it was needed.
      const [made, handle] = await Promise.allSettled([folder, file]);
      if (handle.status === 'fulfilled') await handle.value.close();
      if (made.status === 'rejected' || made.value === undefined) return;
      await rm(made.value, { recursive: true, force: true });
    },
  };
}
