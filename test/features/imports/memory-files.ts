import type { FileStore } from '../../../src/domain/operations/ports.ts';

/** Files in memory, and what they hold by name. */
export function memoryFiles(): { kept: Map<string, Buffer>; store: FileStore } {
  const kept = new Map<string, Buffer>();
  const store: FileStore = {
    async write(name, content) {
      const chunks: Buffer[] = [];
      for await (const chunk of content) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      kept.set(name, bytes);
      return { bytes: bytes.length };
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- a stream of what is there already
    async *open(name, fromByte = 0) {
      const bytes = kept.get(name) ?? Buffer.alloc(0);
      for (let at = fromByte; at < bytes.length; at += 4096) yield bytes.subarray(at, at + 4096);
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- names of what is there already
    async *list(prefix) {
      const names = [...kept.keys()].filter((name) => name.startsWith(prefix));
      yield names.map((name) => ({ name, at: '' }));
    },
    exists: (name) => Promise.resolve(kept.has(name)),
    remove: (name) => Promise.resolve(void kept.delete(name)),
    removeAll(prefix) {
      for (const name of kept.keys()) if (name.startsWith(prefix)) kept.delete(name);
      return Promise.resolve();
    },
    link: () => Promise.resolve(''),
  };
  return { kept, store };
}
