import type { DirectoryViewDeps } from '../src/features/search/directory-view.ts';

/** The stores of a view that nothing else changes, without a storage: its segments are kept in memory. */
export function paperStores(people: DirectoryViewDeps['people'], kept = new Map<string, Buffer>()) {
  return {
    people,
    segments: {
      read: (_tenant: string, shard: string) => {
        const bytes = kept.get(shard);
        return Promise.resolve(bytes === undefined ? undefined : { bytes, etag: '1' });
      },
      write: (_tenant: string, shard: string, bytes: Buffer) => {
        kept.set(shard, bytes);
        return Promise.resolve({ etag: '1' });
      },
    },
    changes: { since: () => Promise.resolve([]), purge: () => Promise.resolve(0) },
    now: Date.now,
    memoryBytes: Number.POSITIVE_INFINITY,
  };
}
