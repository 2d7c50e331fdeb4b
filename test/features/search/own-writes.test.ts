import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shardOf } from '../../../src/domain/person-id.ts';
import type { Person } from '../../../src/domain/person.ts';
import { createDirectoryView } from '../../../src/features/search/directory-view.ts';
import { viewed } from '../../../src/features/search/entry.ts';
import { find } from '../../../src/features/search/find.ts';
import { rootOrder } from '../../../src/features/search/order.ts';
import { parseSearch } from '../../../src/features/search/search.ts';
import { buildSegment } from '../../../src/features/search/segment.ts';
import { createShardView } from '../../../src/features/search/shard-view.ts';
import { createEventLoopYield } from '../../../src/lib/yield-to-event-loop.ts';
import { memoryStores } from './memory-stores.ts';
import { personNumber } from './people-for-view.ts';

const tenant = 'sample-tenant';
const query = { network: 'Employee', locale: 'en', size: 200 } as const;

/** A view of a directory of 40 that is in memory, and an import of the same process. */
async function importing() {
  const stores = memoryStores();
  for (let number = 0; number < 40; number += 1) {
    const person = personNumber(number, { displayName: `Sample ${number}` });
    stores.putQuietly(person.id, person);
  }
  const view = createDirectoryView(stores);
  await view.rebuild(tenant);
  stores.pass(10 * 60_000);
  await view.totals(tenant);
  const { people, changeFeed } = view.telling(stores.writers);
  const write = (person: Person) =>
    people.write(tenant, shardOf(person.id), [{ type: 'add', person }]);
  const names = async () => {
    let page = await view.page(tenant, query);
    while (page.updating) page = await view.page(tenant, query);
    return page.entries.map(({ name }) => name);
  };
  return { stores, view, changeFeed, write, names };
}

const named = (number: number, displayName: string) => personNumber(number, { displayName });

describe('what an import of the same process writes', () => {
  it('is in the next answer, and nothing is read for it', async () => {
    const { stores, view, changeFeed, write, names } = await importing();
    const added = [100, 101, 102].map((number) => named(number, `Added ${number}`));
    for (const { id } of added) await changeFeed.shard(tenant, shardOf(id));
    const before = { ...stores.counts };
    for (const person of added) await write(person);
    await changeFeed.people(tenant, [named(3, '').id]);
    await write(named(3, 'Renamed 3'));
    expect((await view.find(tenant, 'added 101', 5, 'en')).entries).toHaveLength(1);
    expect(await names()).toEqual(expect.arrayContaining(['Added 100', 'Renamed 3']));
    expect(await names()).not.toContain('Sample 3');
    expect(await view.totals(tenant)).toEqual({ Employee: 43, Others: 0 });
    for (const { id } of added) await changeFeed.shard(tenant, shardOf(id));
    expect(await names()).toHaveLength(43);
    expect(stores.counts).toMatchObject({ scans: before.scans, reads: before.reads });
  });

  it.each(['sample', 'sa'])('takes nobody from a search for “%s” that has begun', async (text) => {
    const people = Array.from({ length: 40 }, (_, number) => named(number, `Sample ${number}`));
    const eventLoop = createEventLoopYield();
    const viewedPeople = people.flatMap((person) => viewed(person) ?? []);
    const shard = createShardView(await buildSegment(viewedPeople, 0, eventLoop));
    let written = 0;
    const importing = {
      ...eventLoop,
      isDue: () => true,
      yieldIfDue() {
        written += 1;
        shard.wrote(named(written % 40, 'Somebody else'), written, written);
        return Promise.resolve();
      },
    };
    const search = parseSearch(text);
    if (search === undefined) throw new Error('nothing to search');
    const rest = { wanted: 100, order: rootOrder, isStale: () => false };
    const found = await find([shard], { search, ...rest, eventLoop: importing });
    expect(new Set(found.map(({ id }) => id)).size).toBe(40);
    expect(found).toHaveLength(40);
    expect(written).toBeGreaterThan(0);
  });

  it('is read again where the store did not say whether it wrote', async () => {
    const { stores, view, names } = await importing();
    const { people } = stores.writers;
    const failing = {
      ...people,
      async write(...given: Parameters<typeof people.write>) {
        await people.write(...given);
        throw new Error('a lost answer');
      },
    };
    const { people: told, changeFeed } = view.telling({ ...stores.writers, people: failing });
    const person = named(110, 'Written after all');
    await changeFeed.shard(tenant, shardOf(person.id));
    const writes = [{ type: 'add', person }] as const;
    await expect(told.write(tenant, shardOf(person.id), writes)).rejects.toThrow('a lost answer');
    expect(await names()).toContain('Written after all');
  });

  it('stays right beside writes of others, readings and rebuilds at the same time', async () => {
    const steps = fc.tuple(
      fc.constantFrom('own', 'own', 'others', 'look', 'wait', 'rebuild', 'pass'),
      fc.nat(5),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 25 }), async (all) => {
        const { stores, view, changeFeed, write, names } = await importing();
        let version = 0;
        let running: Promise<unknown>[] = [];
        for (const [step, number, isAwaited] of all) {
          version += 1;
          const person = named(number, `Version ${String(version).padStart(3, '0')}`);
          const begun = {
            own: async () => {
              await changeFeed.people(tenant, [person.id]);
              await write(person);
            },
            others: () => {
              stores.put(person.id, person);
              return Promise.resolve();
            },
            look: () => view.totals(tenant),
            wait: () => Promise.all(running),
            rebuild: () => view.rebuild(tenant),
            pass: () => {
              stores.pass(5_000);
              return Promise.resolve();
            },
          }[step]();
          running.push(begun);
          if (isAwaited || step === 'wait') {
            await begun;
            running = step === 'wait' ? [] : running;
          }
        }
        await Promise.all(running);
        const there = [...stores.rows.values()].map(({ fields }) => fields.displayName);
        expect((await names()).toSorted()).toEqual(there.toSorted());
      }),
      { numRuns: 150 },
    );
  });
});
