import { describe, expect, it } from '@jest/globals';
import { auditRequest } from '../../../src/domain/operations/export-facts.ts';
import type { Operation } from '../../../src/domain/operations/operation.ts';
import type { FileStore } from '../../../src/domain/operations/ports.ts';
import { exportAudit } from '../../../src/features/exports/export-audit.ts';
import { textFor } from '../../../src/text/text.ts';

const pages = 50;
const inPage = 1_000;

/** A store that keeps only sizes, and an audit that says how many of its pages are in memory. */
function world() {
  const removed: string[] = [];
  const memory = { read: 0, written: 0, most: 0 };
  async function* auditFile(_tenant: string, _text: unknown, onEntries: (entries: number) => void) {
    for (let page = 0; page < pages; page += 1) {
      await Promise.resolve();
      memory.read += 1;
      memory.most = Math.max(memory.most, memory.read - memory.written);
      onEntries(inPage);
      yield Buffer.alloc(10);
    }
  }
  const files = {
    async write(_name: string, content: AsyncIterable<Buffer>) {
      let bytes = 0;
      for await (const chunk of content) {
        bytes += chunk.length;
        memory.written += 1;
      }
      return { bytes };
    },
    removeAll(folder: string) {
      removed.push(folder);
      return Promise.resolve();
    },
  } as unknown as FileStore;
  return { files, auditFile, memory, removed };
}

const run = (onProgress: (entries: number) => void, signal = new AbortController().signal) => ({
  operation: { tenant: 't' } as Operation,
  ...{ request: auditRequest, folder: 't/1/a/', text: textFor('en'), signal, onProgress },
});

describe('an audit of many entries', () => {
  it('is streamed, says how far it is, and counts entries', async () => {
    const { memory, removed, ...deps } = world();
    const seen: number[] = [];
    const exported = await exportAudit(
      deps,
      run((entries) => seen.push(entries)),
    );
    expect(exported).toMatchObject({ counts: { people: 0, entries: pages * inPage }, damaged: 0 });
    expect(exported.bytes).toBe(pages * 10);
    expect(seen).toHaveLength(pages);
    expect(seen.at(-1)).toBe(pages * inPage);
    expect(memory.most).toBeLessThanOrEqual(3);
    expect(removed).toEqual([]);
  });

  it('leaves nothing behind when its admin cancels', async () => {
    const { memory, removed, ...deps } = world();
    const cancelled = new AbortController();
    const reason = new Error('cancelled');
    const exporting = exportAudit(
      deps,
      run(() => cancelled.abort(reason), cancelled.signal),
    );
    await expect(exporting).rejects.toBe(reason);
    expect(memory.read).toBeLessThan(pages / 2);
    expect(removed).toEqual(['t/1/a/']);
  });
});
