import { describe, expect, it } from '@jest/globals';
import type { KnownPerson, PeopleStore } from '../../../src/domain/people-store.ts';
import { shards } from '../../../src/domain/person-id.ts';
import { createHashesAhead } from '../../../src/features/imports/hashes-ahead.ts';

const tenant = 'sample-tenant';
const pagesOfShard = 3;

function person(shard: string, place: number): KnownPerson {
  return {
    id: `${shard}${String(place).padStart(31, '0')}`,
    hash: place === 0 ? '' : `h-${place}`,
  };
}

/** A store that counts what it is asked, and answers when it is told to. */
function directory({ inPage = 2, fails = (): boolean => false } = {}) {
  const asked: string[] = [];
  const stopped: string[] = [];
  let isAnswering = Promise.resolve();
  const people = {
    async *scanHashes(_tenant, range, signal) {
      asked.push(range);
      for (let page = 0; page < pagesOfShard; page += 1) {
        await isAnswering;
        if (signal?.aborted === true) stopped.push(range);
        signal?.throwIfAborted();
        if (fails()) throw new Error('the store is away');
        yield Array.from({ length: inPage }, (_, place) => person(range, page * inPage + place));
      }
    },
  } as Partial<PeopleStore> as PeopleStore;
  const stopping = new AbortController();
  return {
    ...{ asked, stopped, stopping },
    ahead: createHashesAhead(people, tenant, stopping.signal),
    withhold: () => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      isAnswering = promise.then(() => undefined);
      return () => resolve(undefined);
    },
  };
}

async function read(people: PeopleStore, range: string, of = tenant) {
  return (await Array.fromAsync(people.scanHashes(of, range))).flat();
}

const everyone = (shard: string, count = 6) =>
  Array.from({ length: count }, (_, place) => person(shard, place));

async function allRead(asked: readonly string[]) {
  while (asked.length < shards.length) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}

describe('hashes that are read while a file is', () => {
  it('are those of the directory, and no shard is read twice', async () => {
    const { ahead, asked } = directory();
    ahead.begin();
    ahead.begin();
    await allRead(asked);
    for (const shard of shards) expect(await read(ahead.people, shard)).toEqual(everyone(shard));
    expect(asked).toEqual(shards);
    await ahead.end();
  });

  it('are given once: a second look sees the directory as it is then', async () => {
    const { ahead, asked } = directory();
    ahead.begin();
    await allRead(asked);
    await read(ahead.people, '3');
    expect(await read(ahead.people, '3')).toEqual(everyone('3'));
    expect(asked.filter((shard) => shard === '3')).toHaveLength(2);
    await ahead.end();
  });

  it('are not those of another organization, or of a part of a shard', async () => {
    const { ahead, asked } = directory();
    ahead.begin();
    await allRead(asked);
    await read(ahead.people, '3', 'other-tenant');
    await read(ahead.people, '3a');
    expect(asked.slice(shards.length)).toEqual(['3', '3a']);
    await ahead.end();
  });

  it('are read again where the store was away, so that nobody counts as new', async () => {
    let isAway = true;
    const { ahead, asked } = directory({ fails: () => isAway });
    ahead.begin();
    await allRead(asked);
    isAway = false;
    expect(await read(ahead.people, '7')).toEqual(everyone('7'));
    await ahead.end();
  });

  it('are not kept of a large directory', async () => {
    const { ahead, asked } = directory({ inPage: 20_000 });
    ahead.begin();
    for (let round = 0; round < 100; round += 1)
      await new Promise((resolve) => setImmediate(resolve));
    await ahead.end();
    expect(asked.length).toBeLessThan(shards.length / 2);
  });

  it('are no longer read when the file is: what is missing is read where it is compared', async () => {
    const { ahead, asked, withhold } = directory();
    const answer = withhold();
    ahead.begin();
    const comparing = read(ahead.people, 'f');
    answer();
    expect(await comparing).toEqual(everyone('f'));
    await ahead.end();
    expect([...asked].sort()).toEqual(['0', '1', 'f']);
  });

  it.each(['the plan’s end', 'the process’s stop'])('stop with %s', async (what) => {
    const { ahead, asked, stopped, stopping, withhold } = directory();
    const answer = withhold();
    ahead.begin();
    if (what === 'the process’s stop') stopping.abort(new Error('stopping'));
    const ending = ahead.end();
    answer();
    await ending;
    expect({ asked, stopped }).toEqual({ asked: ['0', '1'], stopped: ['0', '1'] });
  });
});
