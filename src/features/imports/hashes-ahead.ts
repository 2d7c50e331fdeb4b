import type { KnownPerson, PeopleStore } from '../../domain/people-store.ts';
import { shards } from '../../domain/person-id.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';

/** More people than this aren't kept: some six megabytes. */
const mostKept = 100_000;
const scansAtOnce = 2;

/**
 * Reads ids and hashes of a directory while an import's file is still being read. That takes the time of this process, and
 * the directory that of the store, so neither waits for the other.
 *
 * Rows are then compared with a directory that is as old as the reading of the file, some seconds. A person who is written in that
 * time is found by their version when the plan is applied.
 */
export interface HashesAhead {
  /** the store, which gives what was read ahead, each shard once */
  readonly people: PeopleStore;
  /** Begins to read ahead, if it hasn't begun. */
  begin(): void;
  /** Ends it; what is on its way is awaited. */
  end(): Promise<void>;
}

/** A shard's pages as bytes: so many objects would be copied by each garbage collection. */
type Pages = readonly Buffer[];

export function createHashesAhead(
  people: PeopleStore,
  tenant: string,
  signal: AbortSignal,
): HashesAhead {
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  const ahead = new Map<string, Promise<Pages | undefined>>();
  let kept = 0;
  /** Someone compares: whatever hasn't begun is no longer ahead. */
  let isOver = false;
  let reading: Promise<void> | undefined;

  /** @returns undefined when the store doesn't answer: the next reader of the shard asks again, and gets the error */
  async function pagesOf(shard: string): Promise<Pages | undefined> {
    const pages: Buffer[] = [];
    try {
      for await (const page of people.scanHashes(tenant, shard, either)) {
        kept += page.length;
        pages.push(packed(page));
      }
      return pages;
    } catch {
      return undefined;
    }
  }

  const readShard = async (shard: string) => {
    if (isOver || ended.signal.aborted || kept >= mostKept) return;
    const pages = pagesOf(shard);
    ahead.set(shard, pages);
    await pages;
  };

  return {
    people: Object.assign(Object.create(people) as PeopleStore, {
      async *scanHashes(...[of, range, given]: Parameters<PeopleStore['scanHashes']>) {
        isOver = true;
        const pages = of === tenant ? await ahead.get(range) : undefined;
        ahead.delete(range);
        if (pages === undefined) yield* people.scanHashes(of, range, given);
        else for (const page of pages) yield unpacked(page);
      },
    }),
    begin() {
      reading ??= forEachConcurrent(shards, scansAtOnce, readShard);
    },
    async end() {
      ended.abort();
      await reading;
    },
  };
}

function packed(page: readonly KnownPerson[]): Buffer {
  return Buffer.from(page.map(({ id, hash }) => `${id} ${hash}`).join('\n'), 'latin1');
}

function unpacked(page: Buffer): KnownPerson[] {
  if (page.length === 0) return [];
  return page
    .toString('latin1')
    .split('\n')
    .map((line) => {
      const [id = '', hash = ''] = line.split(' ');
      return { id, hash };
    });
}
