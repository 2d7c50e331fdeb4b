import { describe, expect, it } from '@jest/globals';
import { changed } from '../../../../src/domain/changed-person.ts';
import type { Operation } from '../../../../src/domain/operations/operation.ts';
import type { FileStore } from '../../../../src/domain/operations/ports.ts';
import type { StoredPerson } from '../../../../src/domain/people-store.ts';
import { shards } from '../../../../src/domain/person-id.ts';
import { maxHistoryLength, type FieldChange } from '../../../../src/domain/person.ts';
import { importFiles } from '../../../../src/features/imports/import-files.ts';
import {
  undoFromTheStart,
  undoImport,
  undoneSoFar,
  type UndoCheckpoint,
  type UndoDeps,
  type UndoRun,
} from '../../../../src/features/imports/undo/flow.ts';
import { nobodyYet } from '../../../../src/features/imports/undo/undo-shard.ts';
import { memoryOperations } from '../../../jobs/memory-operations.ts';
import { sampleOperation } from '../../../support/sample-operation.ts';
import { MemoryStores } from '../../people/memory-stores.ts';
import { admin } from '../../people/rig.ts';

const tenant = 'sample';
const job: FieldChange = { field: 'jobTitle', before: 'Nurse', after: 'Matron' };
const idIn = (shard: string) => shard.padEnd(32, '0');

/** An operation that wrote somebody in some shards, and its undo. */
function world({ of: facts = {}, undo = {}, inShards = ['a', 'b'] }: WorldFacts = {}) {
  const memory = new MemoryStores();
  const { store: people } = memory.seenThrough(() => Promise.resolve());
  const of = sampleOperation({ tenant, ...facts });
  const begun = sampleOperation({
    ...{ tenant, kind: of.kind, rowsTotal: inShards.length },
    undo: { of: of.id, ofAt: of.at, again: false, removed: 0 },
    ...undo,
  });
  const files = new Map<string, Buffer>();
  const put = (name: string, lines: readonly unknown[]) =>
    files.set(name, Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
  for (const shard of inShards) {
    const blank: StoredPerson = {
      ...{ id: idIn(shard), etag: 'v1', network: 'Others', source: 'admin', linked: false },
      fields: { firstName: 'Ada' },
      ...{ addedAt: '2026-01-01', changedAt: '2026-01-01', changedBy: admin, history: [] },
    };
    const made = changed(blank, [job], admin, '2026-01-02', { operation: of.id });
    memory.people.set(blank.id, { ...made, etag: 'v1' });
    put(importFiles.plan(of, shard), [{ id: blank.id }]);
  }
  const noted: string[] = [];
  const told: { done: number; underWay: number }[] = [];
  const work: Pick<FileStore, 'exists' | 'open' | 'write'> = {
    exists: (name) => Promise.resolve(files.has(name)),
    async *open(name) {
      const content = files.get(name);
      if (content === undefined) throw new Error(`${name} isn’t there`);
      yield await Promise.resolve(content);
    },
    async write(name, content) {
      files.set(name, Buffer.concat(await Array.fromAsync(content)));
      return { bytes: 0 };
    },
  };
  const deps: UndoDeps = {
    ...{ work: work as FileStore, people, operations: memoryOperations(of, begun).store },
    changeFeed: {
      people: (_tenant, ids) => Promise.resolve(void noted.push(...ids)),
      shard: (_tenant, shard) => Promise.resolve(void noted.push(`all of ${shard}`)),
    },
    phones: { write: () => Promise.reject(new Error('no number changes here')) },
    concurrency: 1,
  };
  const run = (over: Partial<UndoRun & UndoDeps> = {}) =>
    undoImport(
      { ...deps, ...over },
      {
        ...{ operation: begun, by: admin, from: undoFromTheStart },
        ...{ signal: new AbortController().signal, now: () => Date.parse('2026-03-01') },
        onProgress: ({ shards: done }, { updated }) =>
          told.push({ done: Object.keys(done).length, underWay: updated }),
        ...over,
      },
    );
  const title = (shard: string) => memory.people.get(idIn(shard))?.fields.jobTitle;
  return { memory, files, put, noted, told, of, begun, run, title };
}

interface WorldFacts {
  /** of the operation that is undone, and of the undo */
  readonly of?: Partial<Operation>;
  readonly undo?: Partial<Operation>;
  readonly inShards?: readonly string[];
}

const updatedIn = ({ shards: done }: UndoCheckpoint) =>
  Object.entries(done).flatMap(([shard, { updated }]) => (updated > 0 ? [shard] : []));

describe('an undo goes through the shards', () => {
  it('and tells after each of them, and between', async () => {
    const { run, title, told, begun, noted } = world();
    const done = await run();
    expect(Object.keys(done.shards)).toHaveLength(shards.length);
    expect(updatedIn(done)).toEqual(['a', 'b']);
    expect([title('a'), title('b')]).toEqual(['Nurse', 'Nurse']);
    expect(undoneSoFar(begun, done)).toMatchObject({ counts: { updated: 2 }, rowsDone: 2 });
    const before = shards.indexOf('a');
    expect(told.slice(before, before + 2)).toEqual([
      { done: before, underWay: 1 },
      { done: before + 1, underWay: 0 },
    ]);
    expect(told.at(-1)).toEqual({ done: shards.length, underWay: 0 });
    expect(noted).toEqual([idIn('a'), idIn('b')]);
  });

  it('once: those that an earlier attempt has finished aren’t looked at again', async () => {
    const { run, title, files } = world();
    const others = shards.filter((shard) => shard !== 'b').map((shard) => [shard, nobodyYet]);
    const from = { shards: Object.fromEntries(others) as UndoCheckpoint['shards'] };
    expect(updatedIn(await run({ from }))).toEqual(['b']);
    expect([title('a'), title('b')]).toEqual(['Matron', 'Nurse']);
    // Something that was there at the beginning may be gone by then.
    files.clear();
    await run({ from });
  });

  it('of an import only where its plan is there: it would find nobody, and say that it was done', async () => {
    const { run, files, title } = world();
    files.clear();
    await expect(run()).rejects.toMatchObject({ code: 'plan-gone' });
    expect(title('a')).toBe('Matron');
    await run({ onlyCount: true });
  });

  it('until it is told to end', async () => {
    const { run, title } = world();
    const ending = new AbortController();
    const ended = run({
      signal: ending.signal,
      onProgress: (_done, { updated }) => {
        if (updated > 0) ending.abort(new Error('stopped'));
      },
    });
    await expect(ended).rejects.toThrow('stopped');
    expect([title('a'), title('b')]).toEqual(['Nurse', 'Matron']);
  });

  it('and no further after a failure in one of them', async () => {
    const { run, title, memory } = world({ inShards: ['0', '1', '2', '3'] });
    const { store } = memory.seenThrough(() => Promise.resolve());
    const people = {
      ...store,
      async read(...given: Parameters<typeof store.read>) {
        if (given[1] === '0') throw new Error('no answer');
        for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
        return store.read(...given);
      },
    };
    await expect(run({ people, concurrency: 2 })).rejects.toThrow('no answer');
    expect(['1', '2', '3'].map(title)).toEqual(['Matron', 'Matron', 'Matron']);
  });

  it('needs to be told what it undoes', async () => {
    const { run, begun } = world();
    const { undo: _undo, ...operation } = begun;
    const counting = run({ operation, onlyCount: true });
    await expect(counting).rejects.toMatchObject({ code: 'unexpected' });
  });
});

describe('an undo keeps', () => {
  const linesOf = (buffer: Buffer | undefined) => buffer?.toString().trim().split('\n');

  it('whom it may change, so that it can be undone itself, and whom it left', async () => {
    const { run, files, memory, begun } = world();
    const person = memory.people.get(idIn('b'));
    const change = { field: 'location', before: '', after: 'Basel' } as const;
    if (person !== undefined)
      memory.people.set(person.id, { ...changed(person, [change], admin, '2026'), etag: 'v2' });
    await run();
    expect(linesOf(files.get(importFiles.plan(begun, 'a')))).toEqual([`{"id":"${idIn('a')}"}`]);
    expect(files.has(importFiles.plan(begun, 'c'))).toBe(false);
    expect(files.has(importFiles.left(begun, 'a'))).toBe(false);
    expect(linesOf(files.get(importFiles.left(begun, 'b')))).toHaveLength(1);
  });

  it.each([{ onlyCount: true }, { dryRun: true }])(
    'nothing of what it only looks at',
    async (how) => {
      const { run, files, title } = world();
      const before = [...files.keys()];
      const { shards: done } = await run(how);
      expect(done.a?.updated).toBe('dryRun' in how ? 1 : 0);
      expect([...files.keys()]).toEqual(before);
      expect(title('a')).toBe('Matron');
    },
  );

  it('no list of what the people’s own records tell', async () => {
    for (const facts of [{ kind: 'sync' }, { restores: {} }] as const) {
      const { run, files, title, begun } = world({ of: facts });
      files.clear();
      expect(updatedIn(await run())).toEqual(['a', 'b']);
      expect(title('a')).toBe('Nurse');
      expect(files.has(importFiles.plan(begun, 'a'))).toBe(false);
    }
    const { run, files } = world({
      of: { bulk: { what: 'moved', network: 'Others', people: [idIn('a')] } },
    });
    files.clear();
    expect(updatedIn(await run())).toEqual(['a']);
    expect(files.size).toBe(0);
  });

  it('one note for lists before and after a shard of many', async () => {
    const { run, noted } = world({ undo: { rowsTotal: 1_000_000 }, inShards: ['a'] });
    await run();
    expect(noted).toEqual(['all of a', 'all of a']);
    noted.length = 0;
    await run({ dryRun: true });
    expect(noted).toEqual([]);
  });
});

describe('what an operation did to people whose record no longer tells', () => {
  /** Others have changed them so often that the operation's own change is gone. */
  function forgotten(facts: WorldFacts) {
    const one = world({ inShards: ['a'], ...facts });
    for (const person of one.memory.people.values()) {
      const [entry] = person.history;
      if (entry === undefined) continue;
      const pairs = Array.from({ length: maxHistoryLength / 2 }, (_, place) => [
        { ...entry, operation: `undo ${place}`, undoes: `import ${place}` },
        { ...entry, operation: `import ${place}` },
      ]);
      const { history: _history, ...kept } = person;
      const history = pairs.flat();
      one.memory.people.set(person.id, { ...kept, history, changedIn: 'undo 0', addedIn: '' });
    }
    return one;
  }
  const before = { fields: { jobTitle: 'Nurse' }, network: 'Others', changedAt: 'earlier' };
  const planned = (id: string, jobTitle: string) => [
    { type: 'update', row: { id, fields: { jobTitle } }, before },
  ];

  it('is in the plan of an import', async () => {
    const { run, title, put, of } = forgotten({ of: { network: 'Others' } });
    put(importFiles.plan(of, 'a'), planned(idIn('a'), 'Matron'));
    await run();
    expect(title('a')).toBe('Nurse');
  });

  it('is the opposite for the undo of an undo', async () => {
    const root = sampleOperation({ tenant, network: 'Others' });
    const undo = { of: root.id, ofAt: root.at, again: false, removed: 0 };
    const { run, title, put, of } = forgotten({ of: { undo } });
    put(importFiles.plan(root, 'a'), [
      {
        type: 'update',
        row: { id: idIn('a'), fields: { jobTitle: 'Nurse' } },
        before: { ...before, fields: { jobTitle: 'Matron' } },
      },
    ]);
    await run({ operations: memoryOperations(root, of).store });
    expect(title('a')).toBe('Nurse');
  });

  it('is nowhere when the record of the operation is gone: they stay', async () => {
    const { run, title, put, of } = forgotten({});
    put(importFiles.plan(of, 'a'), planned(idIn('a'), 'Matron'));
    await run({ operations: memoryOperations().store });
    expect(title('a')).toBe('Matron');
  });

  it('is in the log of a sync, if there is one', async () => {
    const marked = (one: ReturnType<typeof forgotten>) => {
      const person = one.memory.people.get(idIn('a'));
      if (person !== undefined)
        one.memory.people.set(person.id, { ...person, changedIn: one.of.id });
      return one;
    };
    const image = new Map([[idIn('a'), { changes: [job], written: [job] }]]);
    const { run, title } = marked(forgotten({ of: { kind: 'sync' } }));
    await run({ imagesOfSync: () => Promise.resolve(image) });
    expect(title('a')).toBe('Nurse');
    const without = marked(forgotten({ of: { kind: 'sync' } }));
    expect((await without.run()).shards.a).toEqual({ ...nobodyYet, left: 1 });
    expect(without.title('a')).toBe('Matron');
  });

  it('is what a bulk change was for', async () => {
    const bulk = { what: 'moved', network: 'Others', people: [idIn('a')] } as const;
    const { run, memory } = forgotten({ of: { bulk } });
    await run();
    expect(memory.people.get(idIn('a'))?.network).toBe('Employee');
  });
});

it('an operation that isn’t an undo has no facts of one', () => {
  const counted = { ...nobodyYet, back: 1, removed: 2, left: 3, unchanged: 4 };
  const done = { shards: { a: counted } };
  const { undo: _undo, ...plain } = sampleOperation({ tenant });
  expect(undoneSoFar(plain, done, counted)).toEqual({
    counts: { added: 2, updated: 0, unchanged: 8, rejected: 6 },
    rowsDone: 20,
  });
  const undo = { of: '', ofAt: '', again: false, removed: 0 };
  expect(undoneSoFar({ ...plain, undo }, done).undo).toEqual({ ...undo, removed: 2 });
});
