import { shardOf } from '../../../src/domain/person-id.ts';
import type { PeopleStore, PersonWrite, StoredPerson } from '../../../src/domain/people-store.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { PeopleWriters } from '../../../src/features/search/own-writes.ts';
import type {
  ChangeFeedEntry,
  ChangeReader,
  SegmentStore,
} from '../../../src/features/search/ports.ts';

/** Stores in memory with the promises of the real ones, for tests that ask many thousand questions. */
export interface MemoryStores {
  readonly people: { -readonly [Key in 'scan' | 'read']: PeopleStore[Key] };
  readonly segments: SegmentStore;
  readonly changes: ChangeReader;
  readonly now: () => number;
  /** Writes a person as a writer does: first the note, then the row. `undefined` takes the row away. */
  put(id: string, person: Person | undefined): void;
  /** The row without its note: a write within a shard that was noted. */
  putQuietly(id: string, person: Person | undefined): void;
  /** @param clockBehind ms by which the clock of the process that notes is behind */
  note(subject: ChangeFeedEntry['subject'], clockBehind?: number): void;
  pass(milliseconds: number): void;
  /** the stores that an import writes through */
  readonly writers: PeopleWriters;
  /** every kept part's bytes, by `tenant/shard` */
  readonly kept: Map<string, { bytes: Buffer; etag: string }>;
  readonly rows: Map<string, StoredPerson>;
  readonly counts: { scans: number; reads: number; looks: number };
}

export function memoryStores(): MemoryStores {
  let time = Date.UTC(2026, 0, 1);
  let version = 0;
  const rows = new Map<string, StoredPerson>();
  const notes: ChangeFeedEntry[] = [];
  const kept = new Map<string, { bytes: Buffer; etag: string }>();
  const counts = { scans: 0, reads: 0, looks: 0 };
  const nextVersion = () => String((version += 1));

  const putQuietly = (id: string, person: Person | undefined) => {
    if (person === undefined) rows.delete(id);
    else rows.set(id, { ...person, etag: nextVersion() });
  };
  const note = (
    subject: ChangeFeedEntry['subject'],
    clockBehind = 0,
    onKey?: (key: string) => void,
  ) => {
    time += 1;
    const at = time - clockBehind;
    const key = `${String(at)}|${String(notes.length)}`;
    onKey?.(key);
    notes.push({ key, at, subject });
  };

  return {
    now: () => time,
    rows,
    kept,
    counts,
    note,
    putQuietly,
    put(id, person) {
      note({ person: id });
      putQuietly(id, person);
    },
    pass(milliseconds) {
      time += milliseconds;
    },
    writers: {
      changeFeed: {
        people: async (_tenant, ids, onKey) => {
          for (const person of ids) note({ person }, 0, onKey);
          await Promise.resolve();
        },
        shard: async (_tenant, shard, onKey) => {
          note({ shard }, 0, onKey);
          await Promise.resolve();
        },
      },
      people: {
        async write(_tenant: string, _shard: string, writes: readonly PersonWrite[]) {
          await Promise.resolve();
          for (const { person } of writes) putQuietly(person.id, person);
          await Promise.resolve();
          return 'written' as const;
        },
      } as PeopleStore,
    },
    people: {
      async *scan(_tenant, shard) {
        counts.scans += 1;
        const there = [...rows.values()].filter(({ id }) => shardOf(id) === shard);
        for (let from = 0; from < there.length; from += 100) {
          await Promise.resolve();
          yield there.slice(from, from + 100);
        }
      },
      read(_tenant, _shard, ids) {
        counts.reads += ids.length;
        const found = ids.flatMap((id): [string, StoredPerson][] => {
          const row = rows.get(id);
          return row === undefined ? [] : [[id, row]];
        });
        return Promise.resolve(new Map(found));
      },
    },
    segments: {
      read(tenant, shard, unlike) {
        const segment = kept.get(`${tenant}/${shard}`);
        return Promise.resolve(
          segment?.etag === unlike && segment !== undefined ? 'same' : segment,
        );
      },
      write(tenant, shard, bytes, over) {
        if (kept.get(`${tenant}/${shard}`)?.etag !== over) return Promise.resolve('conflict');
        const etag = nextVersion();
        kept.set(`${tenant}/${shard}`, { bytes, etag });
        return Promise.resolve({ etag });
      },
    },
    changes: {
      since(_tenant, from) {
        counts.looks += 1;
        return Promise.resolve(notes.filter(({ at }) => at >= from));
      },
      purge(_tenant, before) {
        const old = notes.filter(({ at }) => at < before).length;
        notes.splice(0, old);
        return Promise.resolve(old);
      },
    },
  };
}
