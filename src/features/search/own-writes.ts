import type { ChangeFeed, PeopleStore, PersonWrite } from '../../domain/people-store.ts';
import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import { deletedEntry } from './deleted.ts';
import { viewed } from './entry.ts';
import type { Newer } from './merge-segments.ts';
import { packSegment } from './segment.ts';

/** Stores through which people are changed. */
export interface PeopleWriters {
  readonly people: PeopleStore;
  readonly changeFeed: ChangeFeed;
}

/** Takes into a view what this process writes, so that it need not be read again. */
export interface OwnWrites {
  /** An entry of the change feed is about to be written, all of whose writes are told here. */
  entry(key: string): void;
  /** People are about to be written. */
  sending(shard: string, ids: readonly string[]): OwnWrite;
  /** Takes in the people who were written in a shard: many writes to it begin or end. */
  takeIn(shard: string): Promise<void>;
}

/** One of them is to be called when the store has answered. */
interface OwnWrite {
  written(people: readonly PersonWrite[] | Newer): void;
  /** None of them, or some. */
  conflict(): void;
  /** Nobody knows which of them were written, or still will be. */
  unknown(): void;
}

/** Fewer people are kept as they are: they appear without taking in their shard's others. */
const few = 20;

/**
 * The stores, telling the views of each write. Other processes follow the change feed as always.
 * @param ownOf undefined: nothing is in memory that could be told
 */
export function tellingWriters(
  { people, changeFeed }: PeopleWriters,
  ownOf: (tenant: string) => OwnWrites | undefined,
): PeopleWriters {
  const entryOf = (tenant: string) => {
    const own = ownOf(tenant);
    return own === undefined ? undefined : (key: string) => own.entry(key);
  };
  return {
    changeFeed: {
      people: (tenant, ids) => changeFeed.people(tenant, ids, entryOf(tenant)),
      async shard(tenant, shard) {
        await changeFeed.shard(tenant, shard, entryOf(tenant));
        // An import then ends with a view that has them: the first question after it doesn't wait for all shards.
        await ownOf(tenant)?.takeIn(shard);
      },
    },
    people: {
      ...people,
      // Not an async function, which would keep the people in memory until the store has answered.
      write(tenant, shard, writes) {
        const sending = ownOf(tenant)?.sending(
          shard,
          writes.map(({ person }) => person.id),
        );
        if (sending === undefined) return people.write(tenant, shard, writes);
        const told = writes.length > few ? newerOf(writes) : writes;
        return tell(sending, people.write(tenant, shard, writes), told);
      },
    },
  };
}

async function tell(
  sending: OwnWrite,
  writing: ReturnType<PeopleStore['write']>,
  told: readonly PersonWrite[] | Promise<Newer>,
): ReturnType<PeopleStore['write']> {
  let outcome: 'written' | 'conflict' | undefined;
  try {
    outcome = await writing;
    return outcome;
  } finally {
    if (outcome === 'written') sending.written(await told);
    else if (outcome === 'conflict') sending.conflict();
    else sending.unknown();
  }
}

async function newerOf(writes: readonly PersonWrite[]): Promise<Newer> {
  const people = writes.map(({ person }) => person);
  const listed = people.flatMap((person) => viewed(person) ?? []);
  const deleted = people.flatMap((person) => deletedEntry(person) ?? []);
  const gone = people.filter(
    (person) => person.deletedAt !== undefined && deletedEntry(person) === undefined,
  );
  return {
    segment: await packSegment(listed, 0, createEventLoopYield(), deleted),
    gone: gone.map(({ id }) => id),
  };
}
