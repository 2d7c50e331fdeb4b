import { describe, expect, it } from '@jest/globals';
import type { Operation } from '../../src/domain/operations/operation.ts';
import type { OperationStore, WriteLock, WriteQueue } from '../../src/domain/operations/ports.ts';
import { writeQueuePlace } from '../../src/domain/operations/write-queue-place.ts';
import { clearAbandoned, inWriteOrder } from '../../src/jobs/in-write-order.ts';
import { createLog } from '../../src/log.ts';
import { sampleOperation } from '../support/sample-operation.ts';
import { memoryOperations } from './memory-operations.ts';

const tenant = 'sample';
const now = Date.parse('2026-03-15T12:00:00Z');
const at = (secondsAgo: number) => new Date(now - secondsAgo * 1_000).toISOString();

/** One that waits to write, behind whatever is in front of it. */
async function writing(
  mine: Partial<Operation>,
  {
    before = [],
    line = [],
    isLocked = false,
    fails = false,
    isLate = false,
    isLost = false,
  }: {
    before?: readonly Operation[];
    line?: readonly string[];
    isLocked?: boolean;
    fails?: boolean;
    isLate?: boolean;
    isLost?: boolean;
  } = {},
) {
  const operation = sampleOperation({ tenant, state: 'queued', confirmedAt: at(10), ...mine });
  const records = memoryOperations(operation, ...before);
  const places = new Set(line);
  const did: string[] = [];
  const first = () => [...places].toSorted()[0];
  const lock: WriteLock = {
    lost: new AbortController().signal,
    whileHeld: (work) => work(),
    release: () => Promise.resolve(void did.push('released')),
  };
  const writeQueue: WriteQueue = {
    join: (_of, place) => Promise.resolve(void places.add(place)),
    isFirst: (_of, place) => Promise.resolve(!isLost && first() === place),
    leave: (_of, place) => Promise.resolve(void places.delete(place)),
    waiting: (_of, limit) => Promise.resolve(isLost ? [] : [...places].toSorted().slice(0, limit)),
    acquire: () => Promise.resolve(isLocked ? undefined : lock),
  };
  let reads = 0;
  const operations: OperationStore = {
    ...records.store,
    read(key) {
      reads += 1;
      if (isLate && reads === 2) records.change(key, { state: 'queued' });
      return records.store.read(key);
    },
  };
  const outcome = await inWriteOrder(
    {
      operations,
      writeQueue,
      announce: () => Promise.resolve(),
      logFailure: () => Promise.resolve(''),
      cleanUp: () => Promise.resolve(),
      retrySeconds: () => 1,
      now: () => now,
    },
    {
      key: operation,
      early: ['preview'],
      handling: {
        signal: new AbortController().signal,
        deliveries: 1,
        log: createLog('silent'),
      },
      write() {
        did.push('wrote');
        return fails ? Promise.reject(new Error('odd')) : Promise.resolve('done');
      },
    },
  );
  return { outcome, did, line: [...places], mine: writeQueuePlace(operation), operation, records };
}

describe('the order of writers', () => {
  it.each(['queued', 'applying'] as const)('lets the first one write: %s', async (state) => {
    const { outcome, did, line, mine } = await writing({ state });
    expect(outcome).toBe('done');
    expect(did).toEqual(['wrote', 'released']);
    expect(line).toEqual([mine]);
  });

  it('makes one wait, uncounted, while another holds the lock', async () => {
    const { outcome, did, records, operation } = await writing({ tries: 0 }, { isLocked: true });
    expect(outcome).toEqual({ againInSeconds: 2 });
    expect(did).toEqual([]);
    expect(records.now(operation)?.tries).toBe(0);
  });

  it.each(['queued', 'applying'] as const)(
    'makes one wait behind one that is %s',
    async (state) => {
      const other = sampleOperation({ tenant, state, confirmedAt: at(20) });
      const line = [writeQueuePlace(other)];
      const waits = await writing({}, { before: [other], line });
      expect(waits.outcome).toEqual({ againInSeconds: 2 });
      expect(waits.did).toEqual([]);
      expect(waits.line).toEqual([...line, waits.mine]);
    },
  );

  it('also behind a sync that writes', async () => {
    const sync = sampleOperation({ tenant, kind: 'sync', state: 'applying', confirmedAt: at(20) });
    const waits = await writing({}, { before: [sync], line: [writeQueuePlace(sync)] });
    expect(waits.did).toEqual([]);
  });

  it('passes one that has ended, is nowhere, or has another place by now', async () => {
    const ended = sampleOperation({ tenant, state: 'completed', confirmedAt: at(20) });
    const gone = sampleOperation({ tenant, state: 'queued', confirmedAt: at(20) });
    const later = sampleOperation({ tenant, state: 'queued', confirmedAt: at(5) });
    const former = writeQueuePlace({ ...later, confirmedAt: at(20) });
    for (const [before, place] of [
      [[ended], writeQueuePlace(ended)],
      [[], writeQueuePlace(gone)],
      [[later], former],
    ] as const) {
      const passes = await writing({}, { before, line: [place] });
      expect(passes.did).toEqual(['wrote', 'released']);
      expect(passes.line).toEqual([passes.mine]);
    }
  });

  it('waits a minute for one that is just being confirmed', async () => {
    const confirming = (secondsAgo: number) => {
      const other = sampleOperation({ tenant, state: 'preview', confirmedAt: at(secondsAgo) });
      return writing({ confirmedAt: at(1) }, { before: [other], line: [writeQueuePlace(other)] });
    };
    expect((await confirming(59)).outcome).toEqual({ againInSeconds: 2 });
    expect((await confirming(60)).did).toEqual(['wrote', 'released']);
  });

  it('is cleared daily of places that no one will take, and of no others', async () => {
    const writes = sampleOperation({ tenant, state: 'applying', confirmedAt: at(7_000) });
    const waits = sampleOperation({ tenant, state: 'queued', confirmedAt: at(6_000) });
    const confirming = sampleOperation({ tenant, state: 'preview', confirmedAt: at(59) });
    const ended = sampleOperation({ tenant, state: 'completed', confirmedAt: at(9_000) });
    const never = sampleOperation({ tenant, state: 'preview', confirmedAt: at(60) });
    const staying = [writes, waits, confirming].map(writeQueuePlace);
    const left = new Set([...staying, writeQueuePlace(ended), writeQueuePlace(never)]);
    const deps = {
      operations: memoryOperations(writes, waits, confirming, ended, never).store,
      now: () => now,
      writeQueue: {
        join: () => Promise.resolve(),
        isFirst: () => Promise.resolve(false),
        leave: (_of: string, place: string) => Promise.resolve(void left.delete(place)),
        waiting: () => Promise.resolve([...left]),
        acquire: () => Promise.resolve(undefined),
      },
    };
    expect(await clearAbandoned(deps, tenant)).toBe(2);
    expect([...left]).toEqual(staying);
    expect(await clearAbandoned(deps, tenant)).toBe(0);
  });

  it('asks for no lock where nothing is to be written', async () => {
    const { did, line } = await writing({ state: 'cancelled' });
    expect(did).toEqual([]);
    expect(line).toEqual([]);
  });

  it('lets nothing be written without the lock by one that came to wait only now', async () => {
    const late = await writing({ state: 'planning' }, { isLate: true });
    expect(late.outcome).toEqual({ againInSeconds: 1 });
    expect(late.did).toEqual([]);
  });

  it('makes one wait whose place isn’t to be found', async () => {
    const lost = await writing({}, { isLost: true });
    expect(lost.outcome).toEqual({ againInSeconds: 2 });
  });

  it('gives the lock up when the writing fails', async () => {
    const failing = await writing({}, { fails: true });
    expect(failing.outcome).toEqual({ againInSeconds: 1 });
    expect(failing.did).toEqual(['wrote', 'released']);
  });
});
