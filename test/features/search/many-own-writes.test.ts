import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shardOf } from '../../../src/domain/person-id.ts';
import type { Person } from '../../../src/domain/person.ts';
import {
  createDirectoryView,
  type DirectoryView,
  type DirectoryViewDeps,
} from '../../../src/features/search/directory-view.ts';
import { memoryStores, type MemoryStores } from './memory-stores.ts';
import { inOrder } from './naive.ts';
import { personNumber } from './people-for-view.ts';

const tenant = 'sample-tenant';
const query = { network: 'Employee', locale: 'en', size: 200 } as const;
const everyDeletion = { since: 0, page: 0, size: 200 };

/** Numbers of people of one shard, so that a transaction can have many of them. */
const pool = Array.from({ length: 2_000 }, (_, number) => number)
  .filter((number) => shardOf(personNumber(number, {}).id) === '7')
  .slice(0, 40);

/** A view that is in memory, with thirty people of one shard and an import of the same process. */
async function importing(isBusy = () => false, more: Partial<DirectoryViewDeps> = {}) {
  const stores = memoryStores();
  const at = (place: number) => pool[place % pool.length] ?? 0;
  for (let place = 0; place < 30; place += 1) {
    const person = personNumber(at(place), { displayName: `Sample ${place}` });
    stores.putQuietly(person.id, person);
  }
  /** Until it is resolved, the store doesn't answer. */
  let answered: PromiseWithResolvers<undefined> | undefined;
  const { people: raw, changeFeed: rawFeed } = stores.writers;
  const view = createDirectoryView({ ...stores, isBusy, ...more });
  const { people, changeFeed } = view.telling({
    changeFeed: rawFeed,
    people: {
      ...raw,
      async write(...given) {
        const outcome = await raw.write(...given);
        await answered?.promise;
        return outcome;
      },
    },
  });
  stores.pass(10 * 60_000);
  await view.totals(tenant);
  return {
    ...{ stores, view, at },
    write: async (written: readonly Person[]) => {
      await changeFeed.people(
        tenant,
        written.map(({ id }) => id),
      );
      return people.write(
        tenant,
        '7',
        written.map((person) => ({ type: 'add', person })),
      );
    },
    /** As an import does when it has written its last person of a shard. */
    end: () => changeFeed.shard(tenant, '7'),
    withhold: () => {
      answered ??= Promise.withResolvers();
    },
    answer: () => {
      answered?.resolve(undefined);
      answered = undefined;
    },
  };
}

async function seenIn(view: DirectoryView, stores: MemoryStores) {
  let page = await view.page(tenant, query);
  for (let tries = 0; page.updating && tries < 200; tries += 1) {
    stores.pass(1_000);
    await new Promise((resolve) => setTimeout(resolve, 2));
    page = await view.page(tenant, query);
  }
  const { entries, total } = await view.deleted(tenant, everyDeletion);
  return {
    names: page.entries.map(({ name }) => name),
    deleted: entries.map(({ name }) => name).toSorted(),
    totals: [page.total, total],
  };
}

function expected(rows: Iterable<Person>) {
  const all = [...rows];
  const deleted = all.filter(
    ({ deletedAt, mergedInto }) => deletedAt !== undefined && mergedInto === undefined,
  );
  const living = inOrder(all, 'en').map(({ fields }) => fields.displayName);
  return {
    names: living,
    deleted: deleted.map(({ fields }) => fields.displayName).toSorted(),
    totals: [living.length, deleted.length],
  };
}

const steps = [
  ...(['many', 'many', 'many', 'one', 'others', 'many of others', 'look', 'find'] as const),
  ...(['rebuild', 'pass', 'withhold', 'answer', 'end'] as const),
];
const deletedAt = '2025-12-31T10:00:00.000Z';

describe('what a process writes in transactions of many', () => {
  it('is in the next answer and in the next rebuild, and nothing is read for either', async () => {
    const { stores, view, at, write } = await importing();
    const before = { ...stores.counts };
    await write(
      Array.from({ length: 35 }, (_, place) =>
        personNumber(at(place), { displayName: `New ${place}` }),
      ),
    );
    expect(await view.totals(tenant)).toEqual({ Employee: 35, Others: 0 });
    expect((await view.find(tenant, 'new 34', 5, 'en')).entries).toHaveLength(1);
    expect((await view.find(tenant, 'sample', 5, 'en')).entries).toHaveLength(0);
    await view.rebuild(tenant);
    const { scans, reads } = stores.counts;
    expect({ scans, reads }).toEqual({ scans: before.scans, reads: before.reads });
    expect(await seenIn(createDirectoryView(stores), stores)).toEqual(
      expected(stores.rows.values()),
    );
    expect(stores.counts.scans).toBe(before.scans);
  });

  it('is taken in beside an import without anybody asking, so that it takes no memory', async () => {
    let isBusy = true;
    const { stores, view, at, write } = await importing(() => isBusy);
    const { scans } = stores.counts;
    for (let round = 0; round < 210; round += 1) {
      const written = Array.from({ length: 40 }, (_, place) =>
        personNumber(at(place), { displayName: `Round ${round}, ${place}` }),
      );
      await write(written);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(stores.counts.looks).toBeGreaterThan(1);
    isBusy = false;
    expect(await seenIn(view, stores)).toEqual(expected(stores.rows.values()));
    expect(stores.counts.scans).toBe(scans);
  });

  it('is taken in when the import has written its last person of a shard, not by the first question after it', async () => {
    const { stores, view, at, write, end } = await importing(() => true);
    const before = { ...stores.counts };
    await view.duplicates(tenant, []);
    const known = () => view.knownDuplicates(tenant, []) !== undefined;
    await write(Array.from({ length: 40 }, (_, place) => personNumber(at(place), {})));
    // They wait: what was worked out before holds.
    expect(known()).toBe(true);
    await end();
    expect(known()).toBe(false);
    expect(await view.totals(tenant)).toEqual({ Employee: 40, Others: 0 });
    const { scans, reads } = stores.counts;
    expect({ scans, reads }).toEqual({ scans: before.scans, reads: before.reads });
  });

  it('keeps no decision waiting that needs everyone from before it', async () => {
    const { stores, view, at, write } = await importing(() => true, { wholePatienceMs: 500 });
    // Another process has changed someone, who is read for each question: that takes a while, in which the import goes on.
    const readNow = stores.people.read;
    stores.people.read = async (...given) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return readNow(...given);
    };
    stores.put(personNumber(1, {}).id, personNumber(1, {}));
    const running = { isRunning: true };
    const writing = (async () => {
      for (let round = 0; running.isRunning; round += 1) {
        await write(
          Array.from({ length: 40 }, (_, place) =>
            personNumber(at(place), { displayName: `Round ${round}, ${place}` }),
          ),
        );
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 20));
    try {
      expect((await view.matchIndex(tenant)).people).toBe(41);
    } finally {
      running.isRunning = false;
      await writing;
    }
    expect(stores.rows.size).toBe(41);
  });

  it('stays right beside single changes, writes of others, late answers, readings and rebuilds', async () => {
    const step = fc.record({
      step: fc.constantFrom(...steps),
      from: fc.nat(39),
      as: fc.constantFrom('living', 'living', 'deleted', 'merged'),
      isAwaited: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (all) => {
        const { stores, view, at, write, end, withhold, answer } = await importing();
        let version = 0;
        const running: Promise<unknown>[] = [];
        for (const { step, from, as, isAwaited } of all) {
          version += 1;
          const state = {
            living: {},
            deleted: { deletedAt },
            merged: { deletedAt, mergedInto: 'f'.repeat(32) },
          }[as];
          const named = (place: number) =>
            personNumber(at(place), { displayName: `Version ${version}, ${place}` }, state);
          const many = Array.from({ length: 25 }, (_, place) => named(from + place));
          const begun = {
            many: () => write(many),
            one: () => write([named(from)]),
            others: () => stores.put(named(from).id, named(from)),
            'many of others': () => {
              stores.note({ shard: '7' });
              for (const person of many) stores.putQuietly(person.id, person);
              stores.note({ shard: '7' });
            },
            look: () => view.totals(tenant),
            find: () => view.find(tenant, 'version', 20, 'en'),
            rebuild: () => view.rebuild(tenant),
            pass: () => stores.pass(3_000),
            withhold,
            answer,
            end,
          };
          const ended = Promise.resolve(begun[step]());
          running.push(ended);
          if (!isAwaited) continue;
          // A write may wait for an answer that is withheld.
          if (step === 'many' || step === 'one') await new Promise(setImmediate);
          else await ended;
        }
        answer();
        await Promise.all(running);
        expect(await seenIn(view, stores)).toEqual(expected(stores.rows.values()));
        await view.rebuild(tenant);
        expect(await seenIn(view, stores)).toEqual(expected(stores.rows.values()));
        expect(await seenIn(createDirectoryView(stores), stores)).toEqual(
          expected(stores.rows.values()),
        );
      }),
      { numRuns: 60 },
    );
  });
});
