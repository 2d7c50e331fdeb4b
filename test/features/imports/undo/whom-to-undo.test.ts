import { describe, expect, it } from '@jest/globals';
import type { Operation } from '../../../../src/domain/operations/operation.ts';
import type { FileStore } from '../../../../src/domain/operations/ports.ts';
import type { PeopleStore, StoredPerson } from '../../../../src/domain/people-store.ts';
import type { AskedLine } from '../../../../src/features/imports/asked-line.ts';
import { importFiles } from '../../../../src/features/imports/import-files.ts';
import { toJsonLines } from '../../../../src/features/imports/json-lines.ts';
import {
  isByPlan,
  listedIn,
  mustHavePlan,
} from '../../../../src/features/imports/undo/listed-people.ts';
import {
  isMarkedBy,
  peopleOf,
  peopleWho,
} from '../../../../src/features/imports/undo/people-to-undo.ts';
import { memoryOperations } from '../../../jobs/memory-operations.ts';
import { sampleOperation } from '../../../support/sample-operation.ts';

const tenant = 'sample';
const imported = sampleOperation({ tenant });
const { id } = imported;

function workOf(files: Readonly<Record<string, readonly unknown[]>>): FileStore {
  const reading: Pick<FileStore, 'exists' | 'open'> = {
    exists: (name) => Promise.resolve(files[name] !== undefined),
    open(name) {
      const lines = files[name];
      if (lines === undefined) throw new Error(`${name} isn’t there`);
      return toJsonLines(lines);
    },
  };
  return reading as FileStore;
}

const names = {
  plan: importFiles.plan(imported, 'a'),
  leaving: importFiles.leaving(imported, 'a'),
  asked: importFiles.askedLines(imported),
};

describe('an undo needs to know whom to look at', () => {
  const undo = { of: id, ofAt: '', again: false, removed: 0 };

  it.each(Object.values(names))('and %s is enough', async (name) => {
    await mustHavePlan(workOf({ [name]: [] }), { tenant, undo });
  });

  it('or finds nobody and must not say that it was done', async () => {
    const gone = { code: 'plan-gone' };
    await expect(mustHavePlan(workOf({}), { tenant, undo })).rejects.toMatchObject(gone);
    await expect(mustHavePlan(workOf({}), { tenant })).rejects.toMatchObject(gone);
  });
});

describe('the people whom an operation may have written', () => {
  const root = (facts: Partial<Operation>) => ({
    operation: { ...imported, ...facts },
    isAgain: false,
  });
  const bulk = (people: readonly string[]) => ({ bulk: { what: 'moved', people } as const });

  it('are in the plan of an import, and told by the people’s records of the others', () => {
    expect(isByPlan({ isAgain: false })).toBe(true);
    expect(isByPlan(root({}))).toBe(true);
    expect(isByPlan(root({ kind: 'sync' }))).toBe(false);
    expect(isByPlan(root(bulk([])))).toBe(false);
    expect(isByPlan(root({ restores: {} }))).toBe(false);
  });

  const listed = (
    files: Parameters<typeof workOf>[0],
    facts: Partial<Operation> = {},
    there: readonly Operation[] = [{ ...imported, ...facts }],
  ) => {
    const { store: operations } = memoryOperations(...there);
    return listedIn({ work: workOf(files), operations }, { tenant, id }, root(facts), 'a');
  };

  it('are those of the shard, in order', async () => {
    expect(await listed({}, bulk(['a2', 'b1', 'a1']))).toEqual(['a1', 'a2']);
    const plan = [{ type: 'add', row: { id: 'a3' } }, { id: 'a1' }];
    expect(await listed({ [names.plan]: plan })).toEqual(['a1', 'a3']);
    expect(await listed({})).toEqual([]);
    expect(await listed({}, { kind: 'sync' })).toBeUndefined();
  });

  it('are also those whom it was to delete, if it was', async () => {
    const files = { [names.leaving]: [{ id: 'a2' }], [names.plan]: [{ id: 'a9' }] };
    const preview = { leaving: { people: 1 } } as unknown as NonNullable<Operation['preview']>;
    expect(await listed(files, { mode: 'delete', preview })).toEqual(['a2', 'a9']);
    expect(await listed({}, { mode: 'delete', preview })).toEqual([]);
    expect(await listed(files, { mode: 'everyone', preview })).toEqual(['a9']);
    expect(await listed(files, {}, [])).toEqual(['a9']);
  });

  it('are also those of the shard whom an answer wrote', async () => {
    const preview = { questions: {} } as unknown as NonNullable<Operation['preview']>;
    const line = (n: number, row: string) =>
      ({ n, question: 'likely', key: 'email', row: { id: row, record: n } }) as AskedLine;
    const files = { [names.asked]: [line(1, 'a1'), line(2, 'b1')] };
    const decided = { likely: 'add' } as const;
    expect(await listed(files, { preview, decided })).toEqual(['a1']);
    expect(await listed(files, { decided })).toEqual([]);
    expect(await listed({}, { preview, decided })).toEqual([]);
  });
});

describe('people are read in batches for a transaction', () => {
  const idOf = (number: number) => `a${String(number).padStart(31, '0')}`;
  const all = Array.from({ length: 250 }, (_, number) => ({ id: idOf(number) }) as StoredPerson);
  const never = new AbortController().signal;
  let pages = 0;
  let asked: readonly string[] = [];
  const people = {
    async *scan() {
      for (let from = 0; from < all.length; from += 50) {
        pages += 1;
        yield await Promise.resolve(all.slice(from, from + 50));
      }
    },
    read(_tenant, _shard, ids) {
      asked = ids;
      const found = all.filter((person) => ids.includes(person.id));
      return Promise.resolve(new Map(found.map((person) => [person.id, person])));
    },
  } satisfies Pick<PeopleStore, 'scan' | 'read'> as unknown as PeopleStore;

  async function batches(from: AsyncIterable<readonly StoredPerson[]>) {
    pages = 0;
    asked = [];
    const sizes: number[] = [];
    const found: string[] = [];
    for await (const batch of from) {
      sizes.push(batch.length);
      found.push(...batch.map((person) => person.id));
    }
    return { sizes: sizes.filter((size) => size > 0), found, pages };
  }
  const listed = (ids: readonly string[]) => batches(peopleOf(people, tenant, 'a', ids, never));

  it('few are asked for by name', async () => {
    const ids = all.slice(0, 99).map((person) => person.id);
    expect(await listed([...ids, 'nobody'])).toEqual({ sizes: [99], found: ids, pages: 0 });
    expect(asked).toHaveLength(100);
  });

  it('of more the shard is read, no further than to the last of them', async () => {
    const ids = all.slice(0, 150).map((person) => person.id);
    expect(await listed(ids)).toEqual({ sizes: [100, 50], found: ids, pages: 3 });
    expect(await listed([...ids.slice(0, 149), `${idOf(149)}x`])).toMatchObject({ pages: 4 });
  });

  it('all who fulfil a condition are found, to the end', async () => {
    const who = peopleWho(people, tenant, 'a', (person) => person.id !== idOf(7), never);
    expect(await batches(who)).toMatchObject({ sizes: [100, 100, 49], pages: 5 });
  });
});

describe('a person’s own record names an operation', () => {
  const person = (over: Partial<StoredPerson>) =>
    ({ history: [], ...over }) as unknown as StoredPerson;
  const entry = { at: '', by: { id: '', name: '' }, changes: [] };

  it('that added them, wrote them last or before, or was undone', () => {
    const marks: readonly Partial<StoredPerson>[] = [
      { addedIn: id },
      { changedIn: id },
      { history: [entry, { ...entry, operation: id }] },
      { history: [entry, { ...entry, undoes: id }] },
    ];
    expect(marks.map((mark) => isMarkedBy(id)(person(mark)))).toEqual([true, true, true, true]);
  });

  it('and no other', () => {
    const other = { ...entry, operation: 'another', undoes: 'another' };
    const marked = person({ addedIn: 'another', changedIn: 'another', history: [other] });
    expect(isMarkedBy(id)(marked)).toBe(false);
    expect(isMarkedBy(id)(person({}))).toBe(false);
  });
});
