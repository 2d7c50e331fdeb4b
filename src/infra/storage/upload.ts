import { randomBytes } from 'node:crypto';
import type { BlockBlobClient } from '@azure/storage-blob';
import { withStorageErrorsWithin } from './rest-errors.ts';

/** Memory of one upload: a block that is filling and one that is under way; a job may have sixteen open. */
const blockBytes = 1024 * 1024;
const maxBlockMs = 60_000;

/**
 * Streams into a blob, which is there at the end or not at all. The SDK's own `uploadStream` hears an abort only
 * when all has been sent, and waits for ever for an answer.
 */
export async function upload(
  blob: BlockBlobClient,
  chunks: AsyncIterable<Buffer>,
  signal?: AbortSignal,
): Promise<void> {
  const upload = randomBytes(12).toString('hex');
  const ids: string[] = [];
  let underWay: Promise<unknown> = Promise.resolve();
  const stage = async (block: Buffer) => {
    // All ids of a blob have to be of one length.
    const id = Buffer.from(`${upload}${String(ids.length).padStart(8, '0')}`).toString('base64');
    ids.push(id);
    await underWay;
    underWay = withStorageErrorsWithin(
      maxBlockMs,
      (abortSignal) => blob.stageBlock(id, block, block.length, { abortSignal }),
      signal,
    );
    // It is awaited with the next block; until then a failure is no unhandled one.
    underWay.catch(() => undefined);
  };
  let last: Buffer | undefined;
  for await (const block of blocksOf(chunks)) {
    if (last !== undefined) await stage(last);
    last = block;
  }
  const rest = last ?? Buffer.alloc(0);
  if (ids.length > 0) {
    await stage(rest);
    await underWay;
  }
  await withStorageErrorsWithin(
    maxBlockMs,
    (abortSignal) =>
      ids.length === 0
        ? blob.upload(rest, rest.length, { abortSignal })
        : blob.commitBlockList(ids, { abortSignal }),
    signal,
  );
}

async function* blocksOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length;) {
      const part = chunk.subarray(from, from + blockBytes - length);
      parts.push(part);
      length += part.length;
      from += part.length;
      if (length < blockBytes) continue;
      yield Buffer.concat(parts);
      parts = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(parts);
}
