import type { ChangeFeed, PeopleStore, PersonWrite } from '../../domain/people-store.ts';

/** Stores through which people are changed. */
export interface PeopleWriters {
  readonly people: PeopleStore;
  readonly changeFeed: ChangeFeed;
}

/** Takes into a view what this process writes, so that it need not be read again. */
export interface OwnWrites {
  /** An entry of the change feed is about to be written, all of whose writes are told here. */
  entry(key: string): void;
  /**
   * People were written.
   * @param writes undefined: nobody knows which of them were
   * @param sentAt before they were sent, milliseconds since 1970
   */
  wrote(shard: string, writes: readonly PersonWrite[] | undefined, sentAt: number): void;
}

/** The stores, telling a view of each write. Other processes follow the change feed as always. */
export function tellingWriters(
  { people, changeFeed }: PeopleWriters,
  own: OwnWrites,
  now: () => number,
): PeopleWriters {
  const entry = (key: string) => {
    own.entry(key);
  };
  return {
    changeFeed: {
      people: (tenant, ids) => changeFeed.people(tenant, ids, entry),
      shard: (tenant, shard) => changeFeed.shard(tenant, shard, entry),
    },
    people: {
      ...people,
      async write(tenant, shard, writes) {
        const sentAt = now();
        let outcome: 'written' | 'conflict' | undefined;
        try {
          outcome = await people.write(tenant, shard, writes);
          return outcome;
        } finally {
          own.wrote(shard, outcome === 'written' ? writes : undefined, sentAt);
        }
      },
    },
  };
}
