import { describe, expect, it } from '@jest/globals';
import { changed } from '../../../../src/domain/changed-person.ts';
import type { PeopleStore, StoredPerson } from '../../../../src/domain/people-store.ts';
import { maxHistoryLength, type FieldChange } from '../../../../src/domain/person.ts';
import type { BeforeImages } from '../../../../src/features/imports/undo/before-image.ts';
import { undoShard, type Undoing } from '../../../../src/features/imports/undo/undo-shard.ts';
import { MemoryStores } from '../../people/memory-stores.ts';
import { admin, tenant } from '../../people/rig.ts';

const quietly = () => Promise.resolve();
const undoes = 'an-import';
const idOf = (number: number) => `a${String(number).padStart(31, '0')}`;
const job: FieldChange = { field: 'jobTitle', before: 'Nurse', after: 'Matron' };
const phone: FieldChange = { field: 'phone', before: '+442079460701', after: '+442079460702' };

/** People whom an import changed. @param changes by person */
function world(...changes: readonly (readonly FieldChange[])[]) {
  const memory = new MemoryStores();
  const { store } = memory.seenThrough(quietly);
  const put = (person: StoredPerson) => memory.people.set(person.id, person);
  for (const [place, made] of changes.entries()) {
    const blank: StoredPerson = {
      ...{ id: idOf(place), etag: 'v1', network: 'Others', source: 'admin', linked: false },
      fields: { firstName: 'Ada', phone: '+442079460700' },
      ...{ addedAt: '2026-01-01', changedAt: '2026-01-01', changedBy: admin, history: [] },
    };
    put({ ...changed(blank, made, admin, '2026-01-02', { operation: undoes }), etag: 'v1' });
  }
  const there = (place: number) => memory.people.get(idOf(place));
  /** As an admin does. */
  const edit = (place: number) => {
    const person = there(place);
    if (person === undefined) throw new Error('there is nobody');
    const change = { field: 'location', before: '', after: 'Basel' } as const;
    put({ ...changed(person, [change], admin, '2026-01-03'), etag: `edited ${Math.random()}` });
  };
  const noted: string[][] = [];
  const counted: number[] = [];
  async function* all() {
    yield await Promise.resolve([...memory.people.values()]);
  }
  return {
    ...{ memory, store, there, put, edit, noted, counted },
    undo: (over: Partial<Undoing> = {}) =>
      undoShard(all(), {
        ...{ tenant, shard: 'a', operation: 'the-undo', undoes, by: admin, people: store },
        imagesOf: () => Promise.resolve(new Map()),
        phones: { write: () => Promise.reject(new Error('no number changes here')) },
        changeFeed: {
          people: (_tenant, ids) => Promise.resolve(void noted.push([...ids])),
          shard: quietly,
        },
        signal: new AbortController().signal,
        now: () => Date.parse('2026-03-01'),
        onProgress: ({ updated, left }) => counted.push(updated + left),
        ...over,
      }),
  };
}

/** The same store, in which somebody is changed by others before each of the first writes. */
const busy = (store: PeopleStore, times: number, other: () => void): PeopleStore => {
  let left = times;
  return {
    ...store,
    write(...given) {
      left -= 1;
      if (left >= 0) other();
      return store.write(...given);
    },
  };
};

describe('the people of a shard are put back', () => {
  it('together, after they are noted for lists', async () => {
    const { undo, there, noted, counted } = world([job], [job]);
    const { counts, left } = await undo();
    expect(counts).toMatchObject({ updated: 2, left: 0 });
    expect(left).toEqual([]);
    expect([there(0), there(1)]).toMatchObject([
      { fields: { jobTitle: 'Nurse' }, changedIn: 'the-undo' },
      { fields: { jobTitle: 'Nurse' }, changedIn: 'the-undo' },
    ]);
    expect(noted).toEqual([[idOf(0), idOf(1)]]);
    expect(counted).toEqual([2]);
  });

  it('and nobody is noted or written where there is nothing to do', async () => {
    const { undo, there, noted } = world([job]);
    await undo();
    const before = there(0);
    expect((await undo()).counts).toMatchObject({ updated: 1 });
    const other = await undo({ operation: 'a-second-undo' });
    expect(other.counts).toMatchObject({ updated: 0, unchanged: 1 });
    expect((await undo({ undoes: 'another', operation: 'x' })).counts.unchanged).toBe(0);
    expect(there(0)).toEqual(before);
    expect(noted).toHaveLength(1);
  });

  it('nobody is written by who only counts or only looks', async () => {
    const { undo, there, noted } = world([job], [phone]);
    const before = [there(0), there(1)];
    expect((await undo({ onlyCount: true })).counts).toMatchObject({ updated: 0, left: 0 });
    expect((await undo({ dryRun: true })).counts).toMatchObject({ updated: 2, left: 0 });
    expect([there(0), there(1)]).toEqual(before);
    expect(noted).toEqual([]);
  });

  it('and who was changed later stays, and is listed', async () => {
    const { undo, there, edit } = world([job], [job]);
    edit(1);
    const { counts, left } = await undo();
    expect(counts).toMatchObject({ updated: 1, left: 1 });
    expect(left).toMatchObject([{ values: [{ field: 'jobTitle' }, { field: 'location' }] }]);
    expect(there(1)?.fields).toMatchObject({ jobTitle: 'Matron', location: 'Basel' });
  });

  it('ends when it is told to', async () => {
    const { undo, there } = world([job]);
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(undo({ signal })).rejects.toThrow('stopped');
    expect(there(0)?.fields.jobTitle).toBe('Matron');
  });
});

describe('who is changed by others meanwhile', () => {
  it.each([1, 2, 3, 5])('is decided again, and the rest with them (%i times)', async (times) => {
    const { undo, store, there, edit } = world([job], [job]);
    const people = busy(store, times, () => edit(0));
    const { counts, left } = await undo({ people });
    expect(counts).toMatchObject({ updated: 1, left: 1 });
    expect(left).toHaveLength(1);
    expect(there(0)?.fields.location).toBe('Basel');
    expect(there(1)?.fields.jobTitle).toBe('Nurse');
  });

  it('is left as they are when that doesn’t end', async () => {
    const { undo, store, there, put } = world([job], [job]);
    const people = busy(store, Infinity, () => {
      const person = there(0);
      if (person !== undefined) put({ ...person, etag: `again ${Math.random()}` });
    });
    const { counts, left } = await undo({ people });
    expect(counts).toMatchObject({ updated: 1, left: 1 });
    expect(left).toMatchObject([{ why: 'busy', values: [{ field: 'jobTitle' }] }]);
  });

  it('and gone is nobody’s matter', async () => {
    const { undo, store, memory } = world([job], [job]);
    const people = busy(store, 1, () => memory.people.delete(idOf(0)));
    expect((await undo({ people })).counts).toMatchObject({ updated: 1, left: 0 });
  });
});

describe('a number that is given back', () => {
  type Phones = Undoing['phones'];
  const asked: Parameters<Phones['write']>[2][] = [];
  const answering = (...answers: readonly ('written' | 'conflict' | 'taken')[]): Phones => ({
    write(_tenant, _by, change) {
      asked.push(change);
      return Promise.resolve(answers[asked.length - 1] ?? 'written');
    },
  });

  it('is claimed for its person alone, and the others are put back too', async () => {
    asked.length = 0;
    const { undo, there, noted } = world([job], [phone], [job]);
    const { counts } = await undo({ phones: answering('conflict', 'written') });
    expect(counts).toMatchObject({ updated: 3, left: 0 });
    expect([there(0), there(2)].map((one) => one?.fields.jobTitle)).toEqual(['Nurse', 'Nurse']);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toMatchObject({
      operation: 'the-undo',
      before: { id: idOf(1), fields: { phone: phone.after } },
      person: { fields: { phone: phone.before } },
      changes: [{ field: 'phone', before: phone.after, after: phone.before }],
    });
    expect(noted).toEqual([[idOf(0)], [idOf(1)], [idOf(1)], [idOf(2)]]);
  });

  it('may be somebody else’s by now: then they stay, and it is told', async () => {
    asked.length = 0;
    const { undo } = world([phone]);
    const { counts, left } = await undo({ phones: answering('taken') });
    expect(counts).toMatchObject({ updated: 0, left: 1 });
    expect(left).toMatchObject([{ why: 'phoneTaken', values: [{ field: 'phone' }] }]);
  });
});

describe('who has a record that no longer tells', () => {
  function forgotten(count: number) {
    const one = world(...Array.from({ length: count }, () => [job]));
    for (const person of one.memory.people.values()) {
      const [entry] = person.history;
      if (entry === undefined) continue;
      const { operation: _operation, ...older } = entry;
      const pairs = Array.from({ length: maxHistoryLength / 2 }, (_, place) => [
        { ...older, operation: `undo ${place}`, undoes: `import ${place}` },
        { ...older, operation: `import ${place}` },
      ]);
      one.put({ ...person, history: pairs.flat(), changedIn: 'undo 0' });
    }
    return one;
  }
  const imagesOf = (ids: ReadonlySet<string>): Promise<BeforeImages> =>
    Promise.resolve(new Map(Array.from(ids, (id) => [id, { changes: [job], written: [job] }])));

  it('is put back by what is known of the operation, however many they are', async () => {
    const { undo, memory, counted } = forgotten(150);
    expect((await undo({ imagesOf })).counts).toMatchObject({ updated: 150, left: 0 });
    const titles = [...memory.people.values()].map(({ fields }) => fields.jobTitle);
    expect(new Set(titles)).toEqual(new Set(['Nurse']));
    expect(counted).toEqual([0, 100, 150]);
  });

  it('stays, if nothing is known of it', async () => {
    const { undo } = forgotten(1);
    expect((await undo()).counts).toMatchObject({ updated: 0, left: 1 });
  });

  it('and is decided no more once it is told to end', async () => {
    const ending = new AbortController();
    const { undo, there } = forgotten(1);
    const looked = undo({
      signal: ending.signal,
      imagesOf(ids) {
        ending.abort(new Error('stopped'));
        return imagesOf(ids);
      },
    });
    await expect(looked).rejects.toThrow('stopped');
    expect(there(0)?.fields.jobTitle).toBe('Matron');
  });
});
