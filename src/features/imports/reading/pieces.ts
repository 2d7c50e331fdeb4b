import { createEventLoopYield } from '../../../lib/yield-to-event-loop.ts';
import type { OpenFile } from './file-facts.ts';

/** Small enough to decode and parse in a few milliseconds, large enough for little overhead. */
const pieceBytes = 32 * 1024;

/**
 * The file in pieces of exactly `size` bytes, the last one shorter. Whatever the sizes from the store or the
 * network, later steps get the same pieces. Yields to the event loop between pieces.
 */
export async function* piecesOf(
  open: OpenFile,
  signal: AbortSignal | undefined,
  size = pieceBytes,
): AsyncGenerator<Buffer> {
  const { yieldIfDue } = createEventLoopYield();
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of open()) {
    let from = 0;
    while (length + chunk.length - from >= size) {
      await yieldIfDue();
      signal?.throwIfAborted();
      const end = from + size - length;
      const last = chunk.subarray(from, end);
      yield waiting.length === 0 ? last : Buffer.concat([...waiting, last]);
      waiting = [];
      length = 0;
      from = end;
    }
    if (from < chunk.length) {
      waiting.push(chunk.subarray(from));
      length += chunk.length - from;
    }
  }
  signal?.throwIfAborted();
  if (length > 0) yield Buffer.concat(waiting);
}
