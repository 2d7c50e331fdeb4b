import type { BlockBlobClient } from '@azure/storage-blob';
import { describe, expect, it } from '@jest/globals';
import { createFence, withFence } from '../../../src/lib/fence.ts';
import { upload } from '../../../src/infra/storage/upload.ts';

const mark = 'a'.repeat(24);
const blockBytes = 1024 * 1024;

/** A blob that keeps what is sent to it. */
function blob(
  over: Partial<Record<'stageBlock' | 'commitBlockList' | 'upload', () => Promise<unknown>>> = {},
) {
  const staged = new Map<string, Buffer>();
  const did: string[] = [];
  let content: Buffer | undefined;
  let metadata: unknown;
  const client = {
    async stageBlock(id: string, block: Buffer, length: number) {
      did.push(`staged ${length}`);
      await over.stageBlock?.();
      staged.set(id, Buffer.from(block.subarray(0, length)));
    },
    async commitBlockList(ids: readonly string[], options: { metadata: unknown }) {
      did.push(`committed ${ids.length}`);
      await over.commitBlockList?.();
      content = Buffer.concat(ids.map((id) => staged.get(id) ?? Buffer.alloc(0)));
      ({ metadata } = options);
    },
    async upload(rest: Buffer, length: number, options: { metadata: unknown }) {
      did.push(`uploaded ${length}`);
      await over.upload?.();
      content = Buffer.from(rest.subarray(0, length));
      ({ metadata } = options);
    },
  };
  return {
    client: client as unknown as BlockBlobClient,
    did,
    ids: () => [...staged.keys()],
    content: () => content,
    metadata: () => metadata,
  };
}

async function* chunksOf(bytes: Buffer, size: number) {
  for (let from = 0; from < bytes.length; from += size) {
    yield await Promise.resolve(bytes.subarray(from, from + size));
  }
}

/** Bytes none of whose blocks is like another. */
function sample(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 1_000) bytes.writeUInt32LE(at, at);
  return bytes;
}

describe('what is streamed into a blob', () => {
  it.each([
    { length: 0, did: ['uploaded 0'] },
    { length: 10, did: ['uploaded 10'] },
    { length: blockBytes, did: [`uploaded ${blockBytes}`] },
    {
      length: blockBytes + 1,
      did: [`staged ${blockBytes}`, 'staged 1', 'committed 2'],
    },
    {
      length: 5 * blockBytes,
      did: [...Array.from({ length: 5 }, () => `staged ${blockBytes}`), 'committed 5'],
    },
  ])('arrives byte for byte: $length', async ({ length, did }) => {
    const bytes = sample(length);
    const one = blob();
    await upload(one.client, chunksOf(bytes, 300_000), mark);
    expect(one.content()?.equals(bytes)).toBe(true);
    expect(one.did).toEqual(did);
    expect(one.metadata()).toEqual({ mark });
    const lengths = new Set(one.ids().map((id) => Buffer.from(id, 'base64').length));
    expect([...lengths]).toEqual(length > blockBytes ? [32] : []);
  });

  it('sends one block at a time, so that its memory may be used again', async () => {
    let atOnce = 0;
    let most = 0;
    const one = blob({
      async stageBlock() {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setTimeout(resolve, 5));
        atOnce -= 1;
      },
    });
    const bytes = sample(4 * blockBytes + 7);
    await upload(one.client, chunksOf(bytes, 3 * blockBytes), mark);
    expect(most).toBe(1);
    expect(one.content()?.equals(bytes)).toBe(true);
  });

  it('leaves no blob if a block fails, or the source does', async () => {
    const failing = blob({ stageBlock: () => Promise.reject(new Error('no room')) });
    const bytes = sample(3 * blockBytes);
    await expect(upload(failing.client, chunksOf(bytes, 100_000), mark)).rejects.toThrow('no room');
    expect(failing.content()).toBeUndefined();

    async function* broken() {
      yield* chunksOf(bytes, 100_000);
      throw new Error('broke off');
    }
    const broke = blob();
    await expect(upload(broke.client, broken(), mark)).rejects.toThrow('broke off');
    expect(broke.content()).toBeUndefined();
  });

  it('leaves no blob if the last block fails', async () => {
    let blocks = 0;
    const one = blob({
      stageBlock: () =>
        (blocks += 1) === 2 ? Promise.reject(new Error('no room')) : Promise.resolve(),
    });
    await expect(
      upload(one.client, chunksOf(sample(blockBytes + 5), 100_000), mark),
    ).rejects.toThrow('no room');
    expect(one.content()).toBeUndefined();
  });

  it('doesn’t replace what a successor wrote', async () => {
    const lost = createFence({
      heldMs: 20,
      since: performance.now(),
      reason: () => new Error('lost'),
    });
    const one = blob();
    async function* slow() {
      yield await Promise.resolve(sample(10));
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await expect(withFence(lost, () => upload(one.client, slow(), mark))).rejects.toThrow('lost');
    expect(one.did).toEqual([]);
  });

  it('is given up when its job is', async () => {
    const stop = new AbortController();
    const one = blob({
      stageBlock() {
        stop.abort(new Error('stopped'));
        return Promise.reject(new Error('aborted'));
      },
    });
    const sent = upload(one.client, chunksOf(sample(3 * blockBytes), 100_000), mark, stop.signal);
    await expect(sent).rejects.toThrow('stopped');
    const small = blob({ upload: () => Promise.reject(new Error('aborted')) });
    await expect(upload(small.client, chunksOf(sample(9), 9), mark, stop.signal)).rejects.toThrow(
      'stopped',
    );
  });
});
