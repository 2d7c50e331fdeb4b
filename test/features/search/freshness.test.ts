import { describe, expect, it } from '@jest/globals';
import { shardOf, shards } from '../../../src/domain/person-id.ts';
import {
  createDirectoryView,
  type BrowsePage,
  type DirectoryView,
} from '../../../src/features/search/directory-view.ts';
import { eventually } from '../../support/eventually.ts';
import { memoryStores } from './memory-stores.ts';
import { personNumber } from './people-for-view.ts';

const tenant = 'sample-tenant';
const query = { network: 'Employee', locale: 'en', size: 100 } as const;
const minute = 60_000;
const day = 24 * 60 * minute;

/** The next answer that is whole: on a busy machine one may say that it is still updating. */
async function wholePage(view: DirectoryView): Promise<BrowsePage> {
  for (;;) {
    const page = await view.page(tenant, query);
    if (!page.updating) return page;
  }
}

/** A directory of 40, its parts made and kept, and a view that has them loaded. */
async function opened() {
  const stores = memoryStores();
  const people = Array.from({ length: 40 }, (_, number) =>
    personNumber(number, { displayName: `Sample ${number}` }),
  );
  for (const person of people) stores.putQuietly(person.id, person);
  const view = createDirectoryView(stores);
  await view.rebuild(tenant);
  stores.pass(10 * minute);
  await view.totals(tenant);
  const names = async (of = view) => (await wholePage(of)).entries.map(({ name }) => name);
  const at = (number: number) => {
    const person = people[number];
    if (person === undefined) throw new Error('no such sample person');
    return person;
  };
  const renamed = (number: number, displayName: string) => ({
    ...at(number),
    fields: { displayName },
  });
  return { stores, view, people, names, at, renamed };
}

describe('what was changed a moment ago is in the next answer', () => {
  it('when someone is added, renamed, deleted, restored and purged', async () => {
    const { stores, view, names, at, renamed } = await opened();
    stores.put(at(3).id, renamed(3, 'Renamed Sample'));
    const added = personNumber(99, { displayName: 'Added Sample' });
    stores.put(added.id, added);
    expect(await names()).toEqual(expect.arrayContaining(['Renamed Sample', 'Added Sample']));
    expect(await names()).not.toContain('Sample 3');
    stores.put(added.id, { ...added, deletedAt: '2026-01-03T00:00:00.000Z' });
    expect(await names()).not.toContain('Added Sample');
    expect((await view.find(tenant, 'added', 5, 'en')).entries).toEqual([]);
    stores.put(added.id, added);
    expect(await names()).toContain('Added Sample');
    stores.put(added.id, undefined);
    expect(await view.totals(tenant)).toEqual({ Employee: 40, Others: 0 });
  });

  it('even when the row is written long after its note', async () => {
    const { stores, names, at, renamed } = await opened();
    stores.note({ person: at(5).id });
    for (let second = 0; second < 80; second += 10) {
      expect(await names()).toContain('Sample 5');
      stores.pass(10_000);
    }
    stores.putQuietly(at(5).id, renamed(5, 'Late Sample'));
    expect(await names()).toContain('Late Sample');
  });

  it('even when the parts were made between the note and the write', async () => {
    const { stores, view, names, at, renamed } = await opened();
    stores.note({ person: at(5).id });
    stores.pass(30_000);
    await view.rebuild(tenant);
    stores.putQuietly(at(5).id, renamed(5, 'Late Sample'));
    expect(await names(createDirectoryView(stores))).toContain('Late Sample');
    expect(await names()).toContain('Late Sample');
  });

  it('by a process whose clock is a minute behind', async () => {
    const { stores, names, at, renamed } = await opened();
    await names();
    stores.note({ person: at(5).id }, minute);
    stores.putQuietly(at(5).id, renamed(5, 'Renamed Sample'));
    stores.note({ shard: shardOf(at(6).id) }, minute);
    stores.putQuietly(at(6).id, renamed(6, 'Imported Sample'));
    expect(await names()).toEqual(expect.arrayContaining(['Renamed Sample', 'Imported Sample']));
  });

  it('even when nobody asked until long after', async () => {
    const { stores, names, at, renamed } = await opened();
    stores.note({ person: at(5).id });
    expect(await names()).toContain('Sample 5');
    stores.putQuietly(at(5).id, renamed(5, 'Late Sample'));
    stores.pass(5 * day);
    expect(await names()).toContain('Late Sample');
  });

  it('in a process that starts later, from parts that others kept', async () => {
    const { stores, names, at, renamed } = await opened();
    stores.put(at(3).id, renamed(3, 'Renamed Sample'));
    stores.pass(3 * day);
    const scans = stores.counts.scans;
    expect(await names(createDirectoryView(stores))).toContain('Renamed Sample');
    expect(stores.counts.scans).toBe(scans);
  });

  it('when more people were changed one by one than are worth reading one by one', async () => {
    const { stores, view, names } = await opened();
    for (let number = 100; number < 3_100; number += 1) {
      const person = personNumber(
        number,
        { displayName: `Added ${number}` },
        { network: 'Others' },
      );
      stores.put(person.id, person);
    }
    await eventually(async () =>
      expect(await view.totals(tenant)).toEqual({ Employee: 40, Others: 3_000 }),
    );
    expect(stores.counts.reads).toBeLessThan(1_000);
    expect(await names()).toHaveLength(40);
  });
});

describe('an answer costs one look at the notes', () => {
  it('and reads nobody when nothing was changed', async () => {
    const { stores, view } = await opened();
    const { scans, reads, looks } = { ...stores.counts };
    await view.page(tenant, query);
    await view.find(tenant, 'sample', 10, 'en');
    expect(stores.counts).toEqual({ scans, reads, looks: looks + 2 });
  });

  it('also when a card asks for several things at once', async () => {
    const { stores, view } = await opened();
    const { looks } = stores.counts;
    await Promise.all([
      view.page(tenant, query),
      view.totals(tenant),
      view.values(tenant, 'Employee', 'department'),
    ]);
    expect(stores.counts.looks).toBe(looks + 1);
  });

  it('and stops reading people again when their writers must have ended', async () => {
    const { stores, view, at, renamed } = await opened();
    stores.put(at(1).id, renamed(1, 'Renamed Sample'));
    await view.totals(tenant);
    const readsOfNext = async () => {
      const { reads } = stores.counts;
      await view.totals(tenant);
      return stores.counts.reads - reads;
    };
    expect(await readsOfNext()).toBe(1);
    stores.pass(2 * minute);
    expect(await readsOfNext()).toBe(1);
    expect(await readsOfNext()).toBe(0);
    // This one's row says that the write has been seen.
    stores.note({ person: at(2).id });
    const changedAt = new Date(stores.now()).toISOString();
    stores.putQuietly(at(2).id, { ...renamed(2, 'Renamed too'), changedAt });
    expect(await readsOfNext()).toBe(1);
    stores.pass(11_000);
    expect(await readsOfNext()).toBe(1);
    expect(await readsOfNext()).toBe(0);
  });
});

describe('while an import writes', () => {
  it('what it has written of a shard is seen once its end is noted', async () => {
    const { stores, names, at, renamed } = await opened();
    const shard = shardOf(at(7).id);
    stores.note({ shard });
    await names();
    stores.putQuietly(at(7).id, renamed(7, 'Imported Sample'));
    stores.note({ shard });
    expect(await names()).toContain('Imported Sample');
  });

  it('its shards are not read for each question', async () => {
    const { stores, view, at } = await opened();
    stores.note({ shard: shardOf(at(7).id) });
    await view.totals(tenant);
    const { scans } = stores.counts;
    for (let question = 0; question < 20; question += 1) {
      stores.pass(200);
      expect((await view.page(tenant, query)).updating).toBe(false);
    }
    expect(stores.counts.scans).toBe(scans);
  });

  it('what it writes after the note is seen in the end, though no other note comes', async () => {
    const { stores, names, at, renamed } = await opened();
    stores.note({ shard: shardOf(at(7).id) });
    await names();
    stores.pass(50_000);
    stores.putQuietly(at(7).id, renamed(7, 'Imported Sample'));
    stores.pass(50_000);
    await eventually(async () => expect(await names()).toContain('Imported Sample'));
    stores.pass(10 * minute);
    const { scans } = stores.counts;
    await names();
    await names();
    expect(stores.counts.scans).toBe(scans);
  });

  it('a question is answered with what is known, and says so, when reading takes too long', async () => {
    const { stores, at } = await opened();
    const shard = shardOf(at(7).id);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let isHeld = false;
    const slow: typeof stores.people = {
      read: (...args) => stores.people.read(...args),
      async *scan(...args) {
        if (isHeld) await held;
        yield* stores.people.scan(...args);
      },
    };
    const view = createDirectoryView({ ...stores, people: slow });
    await view.totals(tenant);
    isHeld = true;
    stores.note({ shard });
    const page = await view.page(tenant, query);
    expect(page.updating).toBe(true);
    expect(page.total).toBe(40);
    letGo();
    expect((await wholePage(view)).total).toBe(40);
  });

  it('a decision goes by what is there now, though its shard has just been read for long', async () => {
    const { stores, at } = await opened();
    const shard = shardOf(at(7).id);
    const slow: typeof stores.people = {
      read: (...args) => stores.people.read(...args),
      async *scan(...args) {
        stores.pass(500);
        yield* stores.people.scan(...args);
      },
    };
    const view = createDirectoryView({ ...stores, people: slow });
    await view.totals(tenant);
    for (const round of [1, 2]) {
      const { scans } = stores.counts;
      stores.note({ shard });
      await view.matchIndex(tenant);
      expect([round, stores.counts.scans - scans]).toEqual([round, 1]);
    }
  });

  it('what is done to everyone waits until everyone is there, and is refused rather than done to a part', async () => {
    const { stores, at } = await opened();
    const gate: { closed?: Promise<void> } = {};
    const people: typeof stores.people = {
      read: (...args) => stores.people.read(...args),
      async *scan(...args) {
        await gate.closed;
        yield* stores.people.scan(...args);
      },
    };
    const impatient = createDirectoryView({ ...stores, people, wholePatienceMs: 50 });
    // A worker that imports at the same time waits as well.
    const patient = createDirectoryView({ ...stores, people, isBusy: () => true });
    await Promise.all([impatient.totals(tenant), patient.totals(tenant)]);
    const deleted = at(7);
    stores.putQuietly(deleted.id, { ...deleted, deletedAt: '2026-01-03T00:00:00.000Z' });
    let letGo: () => void = () => undefined;
    gate.closed = new Promise<void>((resolve) => (letGo = resolve));
    stores.note({ shard: shardOf(deleted.id) });
    for (const answer of [
      () => impatient.allDeleted(tenant, { since: 0 }),
      () => Array.fromAsync(impatient.everyone(tenant, { network: 'Employee' })),
      () => impatient.matchIndex(tenant),
    ])
      await expect(answer()).rejects.toMatchObject({ code: 'too-slow' });
    const waiting = patient.allDeleted(tenant, { since: 0 });
    setTimeout(letGo, 20);
    expect(await waiting).toEqual([deleted.id]);
  });

  it('a person who was edited before it is seen as it writes them', async () => {
    const { stores, names, at, renamed } = await opened();
    stores.put(at(7).id, renamed(7, 'Edited Sample'));
    await names();
    stores.pass(5 * minute);
    await names();
    stores.note({ shard: shardOf(at(7).id) });
    stores.putQuietly(at(7).id, renamed(7, 'Imported Sample'));
    expect(await names()).toContain('Imported Sample');
  });

  it('a person who is edited meanwhile is seen as they were edited', async () => {
    const { stores, names, at, renamed } = await opened();
    stores.put(at(7).id, renamed(7, 'Edited Sample'));
    await names();
    stores.note({ shard: shardOf(at(7).id) });
    stores.putQuietly(at(7).id, renamed(7, 'Imported Sample'));
    expect(await names()).toContain('Imported Sample');
    stores.put(at(7).id, renamed(7, 'Edited again'));
    expect(await names()).toContain('Edited again');
  });
});

describe('while an import is under way in the same process', () => {
  it('a question is answered at once with what is known, and reads little', async () => {
    const { stores, at, renamed } = await opened();
    let isBusy = true;
    const view = createDirectoryView({ ...stores, isBusy: () => isBusy });
    await view.totals(tenant);
    const { scans } = stores.counts;
    for (const shard of shards) stores.note({ shard });
    stores.putQuietly(at(7).id, renamed(7, 'Imported Sample'));
    expect((await view.page(tenant, query)).updating).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stores.counts.scans - scans).toBeLessThanOrEqual(2);
    isBusy = false;
    const page = await wholePage(view);
    expect(page.entries.map(({ name }) => name)).toContain('Imported Sample');
  });

  it('a rebuild waits for its end', async () => {
    const { stores } = await opened();
    let isBusy = true;
    const view = createDirectoryView({ ...stores, isBusy: () => isBusy });
    const { scans } = stores.counts;
    const rebuilt = view.rebuild(tenant);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(stores.counts.scans).toBe(scans);
    isBusy = false;
    await rebuilt;
    expect(stores.counts.scans).toBe(scans + shards.length);
  });
});

describe('a rebuild', () => {
  it('reads no shard that a question has just read, or is reading', async () => {
    const { stores, at, renamed, names } = await opened();
    let letGo: () => void = () => undefined;
    const gate: { closed?: Promise<void> } = {};
    const view = createDirectoryView({
      ...stores,
      people: {
        read: (...args) => stores.people.read(...args),
        async *scan(...args) {
          await gate.closed;
          yield* stores.people.scan(...args);
        },
      },
    });
    await view.totals(tenant);
    for (const shard of shards) stores.note({ shard });
    stores.putQuietly(at(7).id, renamed(7, 'Imported Sample'));
    stores.pass(1);
    const { scans } = stores.counts;
    gate.closed = new Promise<void>((resolve) => (letGo = resolve));
    const rebuilt = view.rebuild(tenant);
    stores.pass(1);
    const asked = names(view);
    await new Promise((resolve) => setTimeout(resolve, 20));
    letGo();
    expect(await asked).toContain('Imported Sample');
    await rebuilt;
    expect(stores.counts.scans - scans).toBe(shards.length);
    expect(await names(createDirectoryView(stores))).toContain('Imported Sample');
  });
});

describe('parts that are kept', () => {
  it('are made anew where one is missing, damaged, cut short or of another make', async () => {
    const { stores, names } = await opened();
    const segments = [...stores.kept];
    const damages: ((bytes: Buffer) => Buffer)[] = [
      () => Buffer.alloc(0),
      () => Buffer.from('no part'),
      (bytes) => bytes.subarray(0, bytes.length - 9),
      (bytes) => Buffer.from(bytes.map((byte, index) => (index === 40 ? byte ^ 255 : byte))),
      (bytes) => Buffer.from(bytes.map((byte, index) => (index === 3 ? 57 : byte))),
    ];
    damages.forEach((damage, index) => {
      const [key, segment] = segments[index] ?? [];
      if (key !== undefined && segment !== undefined)
        stores.kept.set(key, { ...segment, bytes: damage(segment.bytes) });
    });
    stores.kept.delete(segments.at(-1)?.[0] ?? '');
    expect(await names(createDirectoryView(stores))).toHaveLength(40);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { scans } = stores.counts;
    expect(await names(createDirectoryView(stores))).toHaveLength(40);
    expect(stores.counts.scans).toBe(scans);
  });

  it('are kept anew by the first who had to read a shard again, so that the next needn’t', async () => {
    const { stores, names, at, renamed } = await opened();
    stores.note({ shard: shardOf(at(7).id) });
    stores.putQuietly(at(7).id, renamed(7, 'Imported Sample'));
    stores.pass(60 * minute);
    expect(await names(createDirectoryView(stores))).toContain('Imported Sample');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { scans } = stores.counts;
    expect(await names(createDirectoryView(stores))).toContain('Imported Sample');
    expect(stores.counts.scans).toBe(scans);
  });

  it('are not trusted when they are so old that notes may be gone', async () => {
    const { stores, view, names, at, renamed } = await opened();
    stores.put(at(2).id, renamed(2, 'Renamed Sample'));
    stores.pass(8 * day);
    await stores.changes.purge(tenant, stores.now() - 7 * day);
    expect(await names(createDirectoryView(stores))).toContain('Renamed Sample');
    expect(await names(view)).toContain('Renamed Sample');
  });

  it('may be written by two processes at once', async () => {
    const { stores, at, renamed, names } = await opened();
    stores.put(at(2).id, renamed(2, 'Renamed Sample'));
    stores.pass(10 * minute);
    const [one, other] = [createDirectoryView(stores), createDirectoryView(stores)];
    await Promise.all([one.rebuild(tenant), other.rebuild(tenant), one.rebuild(tenant)]);
    expect(await names(createDirectoryView(stores))).toContain('Renamed Sample');
  });

  it('take along the notes of a week ago, and leave the newer ones to those who look', async () => {
    const { stores, view, at, renamed } = await opened();
    stores.put(at(2).id, renamed(2, 'Renamed Sample'));
    stores.pass(8 * day);
    stores.put(at(3).id, renamed(3, 'Renamed too'));
    await view.rebuild(tenant);
    expect(await stores.changes.since(tenant, 0)).toHaveLength(1);
  });

  it('are dropped from memory, the least used organization first, and come back when asked for', async () => {
    const stores = memoryStores();
    const person = personNumber(1, { displayName: 'Sample' });
    stores.putQuietly(person.id, person);
    const view = createDirectoryView({ ...stores, memoryBytes: 1 });
    for (const organization of ['one', 'two', 'one']) {
      expect(await view.totals(organization)).toEqual({ Employee: 1, Others: 0 });
    }
  });
});
