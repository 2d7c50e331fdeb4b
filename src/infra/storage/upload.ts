import type { BlockBlobClient } from '@azure/storage-blob';
import { assertHeld } from '../../lib/fence.ts';
import { withStorageErrorsWithin } from './rest-errors.ts';

/** Memory of one upload: one block being filled and one being sent; a job may have sixteen uploads open. */
const blockBytes = 1024 * 1024;
const maxBlockMs = 60_000;

/**
 * Streams into a blob that is complete at the end or doesn't exist. The SDK's own `uploadStream` reacts to an
 * abort only after everything has been sent, and has no timeout.
 * @param mark of this upload, 24 characters: the blob has it as metadata
 */
export async function upload(
  blob: BlockBlobClient,
  chunks: AsyncIterable<Buffer>,
  mark: string,
  signal?: AbortSignal,
): Promise<void> {
  const ids: string[] = [];
  let pendingBlock: Promise<unknown> = Promise.resolve();
  const stage = async (block: Buffer) => {
    // All block ids of a blob must have the same length.
    const id = Buffer.from(`${mark}${String(ids.length).padStart(8, '0')}`).toString('base64');
    ids.push(id);
    await pendingBlock;
    pendingBlock = withStorageErrorsWithin(
      maxBlockMs,
      (abortSignal) => blob.stageBlock(id, block, block.length, { abortSignal }),
      signal,
    );
    // Awaited with the next block; until then a failure must not be an unhandled one.
    pendingBlock.catch(() => undefined);
  };
  let last: Buffer | undefined;
  for await (const block of blocksOf(chunks)) {
    if (last !== undefined) await stage(last);
    last = block;
  }
  const rest = last ?? Buffer.alloc(0);
  if (ids.length > 0) {
    await stage(rest);
    await pendingBlock;
  }
  const metadata = { mark };
  await withStorageErrorsWithin(
    maxBlockMs,
    (abortSignal) => {
      // A job that was paused for too long must not replace what its successor wrote.
      assertHeld();
      return ids.length === 0
        ? blob.upload(rest, rest.length, { abortSignal, metadata })
        : blob.commitBlockList(ids, { abortSignal, metadata });
    },
    signal,
  );
}

/** One is filled, one waits for the one that is sent. */
const blocksInUse = 3;

/**
 * Blocks of one size, the last one shorter. Their memory is used again: memory outside of the heap that comes and goes
 * makes the garbage collector look through the whole heap, for a large plan every second.
 */
async function* blocksOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const blocks: Buffer[] = [];
  let filled = 0;
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length;) {
      const part = chunk.subarray(from, from + blockBytes - length);
      parts.push(part);
      length += part.length;
      from += part.length;
      if (length < blockBytes) continue;
      const block = (blocks[filled % blocksInUse] ??= Buffer.allocUnsafeSlow(blockBytes));
      let at = 0;
      for (const each of parts) at += each.copy(block, at);
      filled += 1;
      yield block;
      parts = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(parts);
}
