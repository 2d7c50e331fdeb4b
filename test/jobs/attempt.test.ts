import { describe, expect, it } from '@jest/globals';
import type { Operation } from '../../src/domain/operations/operation.ts';
import type { OperationStore } from '../../src/domain/operations/ports.ts';
import { AppError } from '../../src/errors.ts';
import { attempt, type Attempt, type AttemptDeps } from '../../src/jobs/attempt.ts';
import { Stopped, type Outcome } from '../../src/jobs/handle-message.ts';
import { createLog } from '../../src/log.ts';
import { sampleOperation } from '../support/sample-operation.ts';
import { memoryOperations } from './memory-operations.ts';

const now = Date.parse('2026-03-15T12:00:00Z');

/** One attempt at an operation, and what it did. */
function rig(facts: Partial<Operation>, over: Partial<Attempt & AttemptDeps> = {}) {
  const operation = sampleOperation({ tenant: 'sample', state: 'queued', tries: 0, ...facts });
  const records = memoryOperations(operation);
  const did: string[] = [];
  const stop = new AbortController();
  const deps: AttemptDeps = {
    operations: records.store,
    announce: ({ state }) => Promise.resolve(void did.push(`announced ${state}`)),
    logFailure: (_of, { code }) => {
      did.push(`logged ${code}`);
      return Promise.resolve('error-log.csv');
    },
    cleanUp: ({ state }) => Promise.resolve(void did.push(`cleaned ${state}`)),
    retrySeconds: (tries) => 10 * tries,
    now: () => now,
    ...over,
  };
  const observer = {
    rows: () => undefined,
    failed: (tries: number, isLast: boolean) => void did.push(`failed ${tries} ${isLast}`),
  };
  const log = createLog('silent');
  const job: Attempt = {
    key: operation,
    ready: ['queued', 'applying'],
    early: ['preview'],
    handling: { signal: stop.signal, deliveries: 1, log, observer },
    work({ tries }) {
      did.push(`worked ${tries}`);
      return Promise.resolve<Outcome>('done');
    },
    ...over,
  };
  return {
    run: () => attempt(deps, job),
    did,
    stop,
    record: () => records.now(operation),
    records,
    operation,
  };
}

const failing = (error: Error) => ({ work: () => Promise.reject<Outcome>(error) });

describe('an attempt at a job', () => {
  it('is counted before it begins, with what else is noted', async () => {
    const { run, did, record } = rig({ tries: 2 }, { noted: () => ({ rowsTotal: 7 }) });
    expect(await run()).toBe('done');
    expect(did).toEqual(['worked 3']);
    expect(record()).toMatchObject({ tries: 3, rowsTotal: 7, state: 'queued' });
  });

  it('waits for its record, though not for ever', async () => {
    const handling = { signal: new AbortController().signal, log: createLog('silent') };
    const early = (deliveries: number) =>
      rig({ state: 'preview' }, { handling: { ...handling, deliveries } });
    const first = early(19);
    expect(await first.run()).toEqual({ againInSeconds: 1 });
    expect(await early(20).run()).toBe('done');
    expect(first.did).toEqual([]);
    const nowhere = rig({}, { key: { tenant: 'sample', kind: 'import', id: 'nowhere' } });
    expect(await nowhere.run()).toEqual({ againInSeconds: 1 });
  });

  it('of an operation that has ended only finishes what its end left', async () => {
    const { run, did } = rig({ state: 'cancelled' });
    expect(await run()).toBe('done');
    expect(did).toEqual(['announced cancelled', 'cleaned cancelled']);
  });

  it('does nothing where another job has the work', async () => {
    const { run, did, record } = rig({ state: 'planning' });
    expect(await run()).toBe('done');
    expect(did).toEqual([]);
    expect(record()?.tries).toBe(0);
  });

  it('waits, uncounted, while another runs', async () => {
    const { run, did, record } = rig({}, { busySeconds: () => 9 });
    expect(await run()).toEqual({ againInSeconds: 9 });
    expect(did).toEqual([]);
    expect(record()?.tries).toBe(0);
  });

  it('comes back at once if the operation has moved on, or become another’s, before it was counted', async () => {
    const moved = rig({});
    let reads = 0;
    const { store } = moved.records;
    const operations: OperationStore = {
      ...store,
      read(key) {
        reads += 1;
        if (reads === 2) moved.records.change(key, { state: 'cancelled' });
        return store.read(key);
      },
    };
    const between = rig({}, { operations, key: moved.operation });
    expect(await between.run()).toEqual({ againInSeconds: 0 });
    expect(moved.record()?.tries).toBe(0);

    let asked = 0;
    const taken = rig({}, { busySeconds: () => ((asked += 1) === 1 ? undefined : 9) });
    expect(await taken.run()).toEqual({ againInSeconds: 0 });
    expect(taken.record()?.tries).toBe(0);
  });

  it('that fails is tried again after a while that grows', async () => {
    const { run, did, record } = rig({ tries: 3 }, failing(new AppError('busy')));
    expect(await run()).toEqual({ againInSeconds: 40 });
    expect(did).toEqual(['failed 4 false']);
    expect(record()).toMatchObject({ state: 'queued', tries: 4 });
  });

  it('that fails a fifth time without progress is the last', async () => {
    const { run, did, record } = rig({ tries: 4 }, failing(new Error('odd')));
    expect(await run()).toBe('done');
    expect(did).toEqual(['failed 5 true', 'logged given-up', 'announced failed', 'cleaned failed']);
    expect(record()).toMatchObject({
      state: 'failed',
      errorLog: 'error-log.csv',
      endedAt: '2026-03-15T12:00:00.000Z',
      failure: { code: 'given-up', details: { tries: 5 } },
    });
  });

  it('after five that killed their process isn’t begun', async () => {
    const { run, did, record } = rig({ tries: 5 });
    expect(await run()).toBe('done');
    expect(did).toEqual(['failed 5 true', 'logged given-up', 'announced failed', 'cleaned failed']);
    expect(record()?.state).toBe('failed');
  });

  it('counts progress that was made meanwhile', async () => {
    const one = rig({ tries: 4 }, {});
    const again = rig(
      {},
      {
        operations: one.records.store,
        key: one.operation,
        work() {
          one.records.change(one.operation, { tries: 1 });
          return Promise.reject(new AppError('busy'));
        },
      },
    );
    expect(await again.run()).toEqual({ againInSeconds: 10 });
  });

  it('that can’t succeed ends at once, with what was done', async () => {
    const { run, did, record } = rig(
      {},
      { ...failing(new AppError('plan-gone')), reconcile: () => Promise.resolve({ rowsDone: 3 }) },
    );
    expect(await run()).toBe('done');
    expect(did).toEqual([
      'failed 1 true',
      'logged plan-gone',
      'announced failed',
      'cleaned failed',
    ]);
    expect(record()).toMatchObject({ rowsDone: 3, failure: { code: 'plan-gone' } });
  });

  it('that fails after the operation has ended leaves its end alone', async () => {
    const one = rig({});
    const again = rig(
      {},
      {
        operations: one.records.store,
        key: one.operation,
        reconcile: () => Promise.reject(new Error('asked in vain')),
        work() {
          one.records.change(one.operation, { state: 'completed', errorLog: 'own.csv' });
          return Promise.reject(new AppError('plan-gone'));
        },
      },
    );
    expect(await again.run()).toBe('done');
    expect(again.did).toEqual(['failed 1 true', 'announced completed', 'cleaned completed']);
    expect(one.record()).toMatchObject({ state: 'completed', errorLog: 'own.csv' });
    expect(one.record()?.failure).toBeUndefined();
  });

  it('that fails while another runs leaves the operation to that one', async () => {
    let asked = 0;
    const { run, did, record } = rig(
      { tries: 4 },
      {
        ...failing(new Error('odd')),
        busySeconds: () => ((asked += 1) > 2 ? 9 : undefined),
      },
    );
    expect(await run()).toEqual({ againInSeconds: 9 });
    expect(did).toEqual(['failed 5 false']);
    expect(record()?.state).toBe('queued');
  });

  it.each([
    { reason: 'stopping', tries: 0 },
    { reason: 'claim-lost', tries: 1 },
  ] as const)('that ends as $reason counts as $tries', async ({ reason, tries }) => {
    const one = rig({});
    const stopped = rig(
      {},
      {
        operations: one.records.store,
        key: one.operation,
        work() {
          stopped.stop.abort(new Stopped(reason));
          return Promise.reject(new Error('aborted'));
        },
      },
    );
    await expect(stopped.run()).rejects.toBeInstanceOf(Stopped);
    expect(one.record()?.tries).toBe(tries);
    expect(stopped.did).toEqual([]);
  });

  it('that is stopped by itself, and not by a signal, failed', async () => {
    const { run, record } = rig({}, failing(new Stopped('stopping')));
    await expect(run()).rejects.toBeInstanceOf(Stopped);
    expect(record()?.tries).toBe(0);
  });

  it('that made progress before it was stopped isn’t counted less than none', async () => {
    const one = rig({});
    const stopped = rig(
      {},
      {
        operations: one.records.store,
        key: one.operation,
        work() {
          one.records.change(one.operation, { tries: 0 });
          stopped.stop.abort(new Stopped('stopping'));
          return Promise.reject(new Error('aborted'));
        },
      },
    );
    await expect(stopped.run()).rejects.toBeInstanceOf(Stopped);
    expect(one.record()?.tries).toBe(0);
  });

  it.each([
    { error: new AppError('plan-gone'), tries: 0, outcome: 'done' },
    { error: new AppError('busy'), tries: 1, outcome: { againInSeconds: 20 } },
    { error: new AppError('busy'), tries: 4, outcome: 'done' },
  ])('whose record is gone ends without a word: $error.message, $tries', async (given) => {
    const { error, tries, outcome } = given;
    const one = rig({ tries });
    const again = rig(
      {},
      {
        operations: one.records.store,
        key: one.operation,
        busySeconds: ({ tries: counted }) => (counted < 0 ? 9 : undefined),
        work() {
          one.records.lose(one.operation);
          return Promise.reject(error);
        },
      },
    );
    expect(await again.run()).toEqual(outcome);
    expect(again.did.filter((what) => !what.startsWith('failed'))).toEqual([]);
  });

  it('whose record goes while its failure is written ends without a word', async () => {
    const one = rig({});
    const again = rig(
      {},
      {
        ...failing(new AppError('plan-gone')),
        operations: one.records.store,
        key: one.operation,
        logFailure() {
          one.records.lose(one.operation);
          return Promise.resolve('error-log.csv');
        },
      },
    );
    expect(await again.run()).toBe('done');
    expect(again.did).toEqual(['failed 1 true']);
  });
});
