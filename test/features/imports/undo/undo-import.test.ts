import { sampleOperation } from '../../../support/sample-operation.ts';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { changed } from '../../../../src/domain/changed-person.ts';
import { shardOf, shards } from '../../../../src/domain/person-id.ts';
import type { PeopleStore, StoredPerson } from '../../../../src/domain/people-store.ts';
import { maxHistoryLength } from '../../../../src/domain/person.ts';
import { fromTheStart } from '../../../../src/features/imports/apply-checkpoint.ts';
import { applyImport } from '../../../../src/features/imports/apply-import.ts';
import { importFiles } from '../../../../src/features/imports/import-files.ts';
import { planImport } from '../../../../src/features/imports/flow.ts';
import { reconcileImport } from '../../../../src/features/imports/reconcile-import.ts';
import {
  undoFromTheStart,
  undoImport,
  undoneSoFar,
  type UndoCheckpoint,
} from '../../../../src/features/imports/undo/flow.ts';
import { type Operation } from '../../../../src/domain/operations/operation.ts';
import type { Storage } from '../../../../src/infra/storage/storage.ts';
import { textFor } from '../../../../src/text/text.ts';
import { openTestStorage } from '../../../support/storage.ts';

const by = { id: 'admin-1', name: 'Tara' };
const never = new AbortController().signal;

class Died extends Error {}

/** Some in each shard. */
const people = 160;
const half = people / 2;
const phoneOf = (index: number) => `+44207946${String(1000 + index)}`;
const file = (first: string, count = people) =>
  `Phone,First name\n${Array.from({ length: count }, (_, index) => `${phoneOf(index)},${first} ${index}\n`).join('')}`;

describe('an import and its undo, when the process dies in the middle', () => {
  let storage: Storage;
  let tenant: string;
  let count = 0;
  beforeAll(async () => {
    ({ storage } = await openTestStorage());
  });
  beforeEach(() => {
    count += 1;
    tenant = `undo-${count}`;
  });

  const operation = (facts: Partial<Operation> = {}) =>
    sampleOperation({ tenant, by, state: 'applying', ...facts });

  const target = { network: 'Employee', mayMove: true, required: [] } as const;

  async function planned(csv: string): Promise<Operation> {
    const begun = operation();
    await storage.files.write(begun.original, [Buffer.from(csv)]);
    const text = textFor('en');
    const run = { operation: begun, target, text, signal: never, onRows: () => undefined };
    const { counts } = await planImport(storage, run);
    return { ...begun, counts, planned: counts };
  }

  const apply = (begun: Operation, deps: { people: PeopleStore } = storage, from = fromTheStart) =>
    applyImport(
      { ...storage, ...deps, changeFeed: storage.changes, concurrency: 1 },
      {
        operation: begun,
        target,
        by,
        signal: never,
        now: () => new Date().toISOString(),
      },
      from,
      () => undefined,
    );

  async function imported(csv: string): Promise<Operation> {
    const begun = await planned(csv);
    await apply(begun);
    return begun;
  }

  const undoOf = (of: Operation): Operation =>
    operation({ rowsTotal: people, undo: { of: of.id, ofAt: of.at, again: false, removed: 0 } });

  async function undo(
    begun: Operation,
    given: { people?: PeopleStore; from?: UndoCheckpoint; onlyCount?: boolean } = {},
  ) {
    const { people: store = storage.people, from = undoFromTheStart, ...rest } = given;
    const checkpoint = await undoImport(
      {
        work: storage.work,
        people: store,
        changeFeed: storage.changes,
        operations: storage.operations,
        // None of these imports changes a phone number.
        phones: { write: () => Promise.reject(new Error('no phone changes here')) },
        concurrency: 1,
      },
      {
        operation: begun,
        by,
        from,
        signal: never,
        now: () => Date.now(),
        onProgress: () => undefined,
        ...rest,
      },
    );
    return undoneSoFar(begun, checkpoint);
  }

  /** A store whose process dies after so many transactions: the last one is written, and nobody learns of it. */
  function dyingAfter(writes: number): PeopleStore {
    let left = writes;
    return {
      ...storage.people,
      async write(...given) {
        const outcome = await storage.people.write(...given);
        left -= 1;
        if (left <= 0) throw new Died();
        return outcome;
      },
    };
  }

  async function everyone(): Promise<StoredPerson[]> {
    const all: StoredPerson[] = [];
    for (const shard of shards) {
      for await (const page of storage.people.scan(tenant, shard)) all.push(...page);
    }
    return all;
  }

  const namesOf = async () =>
    (await everyone())
      .filter(({ deletedAt }) => deletedAt === undefined)
      .map(({ fields }) => fields.firstName?.split(' ')[0])
      .reduce<Record<string, number>>(
        (sum, name = '') => ({ ...sum, [name]: (sum[name] ?? 0) + 1 }),
        {},
      );

  it.each([1, 7, 16])(
    'an undo begun anew after %i transactions comes to the same',
    async (writes) => {
      await imported(file('Early', half));
      const second = await imported(file('Late'));
      const begun = undoOf(second);
      await expect(undo(begun, { people: dyingAfter(writes) })).rejects.toThrow(Died);
      const so = await undo(begun);
      expect(so.counts).toEqual({ added: 0, updated: half, unchanged: 0, rejected: 0 });
      expect(so.undo?.removed).toBe(half);
      expect(await namesOf()).toEqual({ Early: half });
      const entries = (await everyone()).map(
        ({ history }) => history.filter((entry) => entry.operation === begun.id).length,
      );
      expect(entries.every((each) => each === 1)).toBe(true);
    },
  );

  it('an undo that is cancelled after a death counts exactly whom it put back', async () => {
    const first = await imported(file('Early'));
    const begun = undoOf(first);
    await expect(undo(begun, { people: dyingAfter(5) })).rejects.toThrow(Died);
    const so = await undo(begun, { onlyCount: true });
    const here = (await everyone()).filter(({ deletedAt }) => deletedAt === undefined).length;
    expect(here).toBeGreaterThan(0);
    expect(so.undo?.removed).toBe(people - here);
  });

  it('an import that is cancelled after a death counts exactly whom it wrote, and lists every other row', async () => {
    const begun = await planned(file('Early'));
    await expect(apply(begun, { people: dyingAfter(5) })).rejects.toThrow(Died);
    const { checkpoint, late } = await reconcileImport(storage, begun);
    const written = await everyone();
    expect(checkpoint.added).toBe(written.length);
    const notApplied = [...late.inOrder()];
    expect(notApplied).toHaveLength(people - written.length);
    expect(new Set(notApplied.map(({ reason }) => reason))).toEqual(new Set(['not-applied']));
    const lines = notApplied.map(({ line }) => line);
    const missing = Array.from({ length: people }, (_, index) => index).filter(
      (index) => !written.some(({ fields }) => fields.phone === phoneOf(index)),
    );
    expect(lines).toEqual(missing.map((index) => index + 2));
  });

  it('an import that goes on after a death overwrites nobody whom an admin changed meanwhile', async () => {
    const begun = await planned(file('Early', 20));
    await expect(apply(begun, { people: dyingAfter(3) })).rejects.toThrow(Died);
    const [person] = await everyone();
    if (person === undefined) throw new Error('nobody was written');
    const change = {
      field: 'firstName',
      before: person.fields.firstName ?? '',
      after: 'Edited',
    } as const;
    const edited = changed(
      person,
      [change],
      { id: 'admin-2', name: 'Omar' },
      new Date().toISOString(),
    );
    await storage.people.write(tenant, shardOf(person.id), [
      { type: 'update', person: edited, etag: person.etag },
    ]);
    const done = await apply(begun);
    expect(done).toMatchObject({ added: 20, updated: 0 });
    expect(await namesOf()).toEqual({ Early: 19, Edited: 1 });
  });

  it('leaves somebody alone whose record no longer tells what the import changed', async () => {
    const first = await imported(file('Early', 1));
    for (let change = 0; change < maxHistoryLength; change += 1)
      await imported(file(`Change${change}`, 1));
    const so = await undo(undoOf(first));
    expect(so.counts.rejected).toBe(1);
    expect(await namesOf()).toEqual({ [`Change${maxHistoryLength - 1}`]: 1 });
  });

  /** Records that an undo follows to what it undoes. */
  async function recorded(...all: Operation[]): Promise<void> {
    for (const { etag: _etag, ...record } of all) await storage.operations.create(record);
  }

  /** An import and its undo on top of everything, so many times. */
  async function turnedBackAndForth(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      const second = await imported(file(`Wrong${time}`, 1));
      await undo(undoOf(second));
    }
  }

  it('puts somebody back who had been changed 25 times before the import', async () => {
    for (let change = 0; change < 25; change += 1) await imported(file(`Change${change}`, 1));
    const wrong = await imported(file('Wrong', 1));
    expect((await undo(undoOf(wrong))).counts).toMatchObject({ updated: 1, rejected: 0 });
    expect(await namesOf()).toEqual({ Change24: 1 });
  });

  it('leaves somebody who was changed 25 times after it, and lists what the import had changed', async () => {
    await imported(file('Early', 1));
    const wrong = await imported(file('Wrong', 1));
    for (let change = 0; change < 25; change += 1) await imported(file(`Change${change}`, 1));
    await recorded(wrong);
    const begun = undoOf(wrong);
    expect((await undo(begun)).counts).toMatchObject({ updated: 0, rejected: 1 });
    expect(await namesOf()).toEqual({ Change24: 1 });
    const [person] = await everyone();
    const chunks: Buffer[] = [];
    const left = importFiles.left(begun, shardOf(person?.id ?? ''));
    for await (const chunk of storage.work.open(left)) chunks.push(chunk);
    expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({
      values: [{ field: 'firstName', before: 'Early 0', written: 'Wrong 0', now: 'Change24 0' }],
    });
  });

  it('puts somebody back, and again, when 22 later changes came to nothing', async () => {
    await imported(file('Early', 1));
    const wrong = await imported(file('Wrong', 1));
    await turnedBackAndForth(11);
    const first = undoOf(wrong);
    await recorded(wrong, first);
    expect((await undo(first)).counts).toMatchObject({ updated: 1, rejected: 0 });
    expect(await namesOf()).toEqual({ Early: 1 });

    await turnedBackAndForth(11);
    const again = undoOf(first);
    await recorded(again);
    expect((await undo(again)).counts).toMatchObject({ updated: 1, rejected: 0 });
    expect(await namesOf()).toEqual({ Wrong: 1 });
  });

  it.each([1, 5])(
    'an undo of a sync begun anew after %i transactions comes to the same',
    async (writes) => {
      await imported(file('Early', 40));
      const sync = operation({ kind: 'sync', state: 'completed', fileName: 'Microsoft Entra' });
      await recorded(sync);
      for (const person of await everyone()) {
        const change = {
          field: 'firstName',
          before: person.fields.firstName ?? '',
          after: 'Synced',
        } as const;
        const at = new Date().toISOString();
        const { source, linked } = person;
        const made = changed(person, [change], by, at, { operation: sync.id });
        const [entry] = made.history;
        const history = entry && [{ ...entry, accountBefore: { source, linked } }];
        const synced = { ...made, source: 'entra', linked: true, history: history ?? [] } as const;
        await storage.people.write(tenant, shardOf(person.id), [
          { type: 'update', person: synced, etag: person.etag },
        ]);
      }
      const begun: Operation = { ...undoOf(sync), kind: 'sync' };
      await expect(undo(begun, { people: dyingAfter(writes) })).rejects.toThrow(Died);
      expect((await undo(begun)).counts).toMatchObject({ updated: 40, rejected: 0 });
      expect(await namesOf()).toEqual({ Early: 40 });
      for (const { source, linked, history } of await everyone()) {
        expect({ source, linked }).toEqual({ source: 'admin', linked: false });
        expect(history.filter(({ undoes }) => undoes === sync.id)).toHaveLength(1);
      }
    },
  );

  it('counts nobody twice whom a stopped undo has put back already', async () => {
    const first = await imported(file('Early'));
    const stopped = undoOf(first);
    await expect(undo(stopped, { people: dyingAfter(4) })).rejects.toThrow(Died);
    const { undo: facts } = await undo(stopped, { onlyCount: true });
    const so = await undo(undoOf(first));
    expect(so.counts.unchanged).toBe(facts?.removed);
    expect((so.undo?.removed ?? 0) + so.counts.unchanged).toBe(people);
    expect(await namesOf()).toEqual({});
  });
});
