import { expect, it } from '@jest/globals';
import { createRestoreDeletedJob } from '../../../src/features/people/jobs/restore-deleted-job.ts';
import type { Operation } from '../../../src/domain/operations/operation.ts';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import type { Handling } from '../../../src/jobs/handle-message.ts';
import { Stopped } from '../../../src/jobs/handle-message.ts';
import { createLog } from '../../../src/log.ts';
import { sampleOperation } from '../../support/sample-operation.ts';
import { memoryFiles } from '../imports/memory-files.ts';

const tenant = 'sample';

/** 250 deleted people, of whom `taken` have a number that is someone else's now. */
function rig(taken: readonly string[] = []) {
  let record: Operation = {
    ...sampleOperation({
      tenant,
      state: 'queued',
      restores: { network: 'Others' },
      tries: 0,
      rowsTotal: 250,
    }),
    confirmedAt: new Date().toISOString(),
  };
  const deleted = new Set(Array.from({ length: 250 }, (_, index) => `p${String(index)}`));
  const { kept, store } = memoryFiles();
  const stop = new AbortController();
  const state = { restored: 0, stopAfter: Infinity };
  const announced: string[] = [];
  const job = createRestoreDeletedJob({
    operations: {
      create: () => Promise.resolve('conflict'),
      read: () => Promise.resolve(record),
      update(next) {
        record = { ...next, etag: String(Number(record.etag) + 1) };
        return Promise.resolve(record);
      },
      page: () => Promise.resolve({ operations: [] }),
      starters: () => Promise.resolve([]),
    },
    writeQueue: {
      join: () => Promise.resolve(),
      isFirst: () => Promise.resolve(true),
      leave: () => Promise.resolve(),
      waiting: () => Promise.resolve([]),
      acquire: () =>
        Promise.resolve({
          lost: new AbortController().signal,
          whileHeld: (work) => work(),
          release: () => Promise.resolve(),
        }),
    },
    people: {
      restoreMany(_tenant, _by, ids, within) {
        expect(within?.operation).toBe(record.id);
        state.restored += 1;
        if (state.restored > state.stopAfter) stop.abort(new Stopped('stopping'));
        const free = ids.filter((id) => !taken.includes(id));
        for (const id of free) deleted.delete(id);
        const person = (id: string) => ({ fields: { firstName: id, phone: '' } }) as StoredPerson;
        return Promise.resolve({
          done: free.map(person),
          refused: ids
            .filter((id) => taken.includes(id))
            .map((id) => ({ person: person(id), reason: 'phone-taken' as const })),
          missing: 0,
        });
      },
    },
    changeFeed: { shard: () => Promise.resolve() },
    files: store,
    jobs: { send: () => Promise.resolve() },
    announcer: { moved: () => Promise.resolve(), ended: () => Promise.resolve() },
    deletedUntil(_tenant, _until, filter) {
      expect(filter).toEqual({ network: 'Others' });
      return Promise.resolve([...deleted]);
    },
    mayRestore: () => Promise.resolve(true),
    announce(operation) {
      announced.push(operation.state);
      return Promise.resolve();
    },
    logFailure: () => Promise.resolve(''),
    cleanUp: () => Promise.resolve(),
    retrySeconds: () => 1,
    now: () => Date.now(),
  });
  const handling = (signal = new AbortController().signal): Handling => ({
    deliveries: 1,
    log: createLog('silent'),
    signal,
  });
  const message = { v: 1, type: 'restore-deleted', tenant, operation: record.id } as const;
  return {
    ...{ kept, state, stop, announced, deleted },
    run: (signal?: AbortSignal) => job(message, handling(signal)),
    record: () => record,
  };
}

it('a restoring that a process left goes on with the rest, and counts everyone once', async () => {
  const { run, record, state, stop, deleted } = rig();
  state.stopAfter = 1;
  await expect(run(stop.signal)).rejects.toThrow();
  expect(record().state).toBe('applying');
  expect(deleted.size).toBeLessThan(250);
  state.stopAfter = Infinity;
  await run();
  expect(record().state).toBe('completed');
  expect(deleted.size).toBe(0);
  expect(record().counts.updated).toBe(250);
  // So that it can be undone: the people name it.
  expect(record().restores).toEqual({ network: 'Others', named: true });
});

it('people who stay deleted are in the error log with the reason, and the others come back', async () => {
  const { run, record, kept, announced } = rig(['p7', 'p201']);
  await run();
  expect(record().counts).toMatchObject({ updated: 248, rejected: 2 });
  const log = kept.get(record().errorLog ?? '')?.toString() ?? '';
  expect(log.trim().split('\r\n')).toHaveLength(3);
  expect(log).toContain('p201');
  expect(log).toContain('belongs to someone else');
  expect(announced).toEqual(['completed']);
});
