import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { AppError } from '../../../../src/errors.ts';
import { createExportCleanUp } from '../../../../src/features/exports/clean-up-export.ts';
import type { ExportFlowDeps } from '../../../../src/features/exports/flow.ts';
import { createArchiveSource } from '../../../../src/app/archive.ts';
import { createExportPeopleJob } from '../../../../src/features/exports/jobs/export-people-job.ts';
import type { Handling, Outcome } from '../../../../src/jobs/handle-message.ts';
import { createLog } from '../../../../src/log.ts';
import type { PeopleContents } from '../../../../src/domain/people-store.ts';
import {
  noCounts,
  operationId,
  type Operation,
} from '../../../../src/domain/operations/operation.ts';
import type { Storage } from '../../../../src/infra/storage/storage.ts';
import { samplePerson } from '../../../infra/storage/sample-people.ts';
import { openTestStorage } from '../../../support/storage.ts';

const log = createLog('silent');
const by = { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sample Admin' };
let storage: Storage;
let tenants = 0;

beforeAll(async () => {
  ({ storage } = await openTestStorage());
});

/** An organization of three people, and an export of all of them that waits for its job. */
async function queued(): Promise<Operation> {
  tenants += 1;
  const tenant = `export-copies-${String(tenants)}`;
  const writes = [1, 2, 3].map((number) => {
    const { id, ...person } = samplePerson(number);
    return { type: 'add' as const, person: { ...person, id: `5${id.slice(1)}` } };
  });
  await storage.people.write(tenant, '5', writes);
  const created = await storage.operations.create({
    tenant,
    kind: 'export',
    id: operationId(Date.now(), '0123456789abcdef'),
    state: 'queued',
    at: new Date().toISOString(),
    by,
    locale: 'en',
    fileName: 'people.csv',
    fileBytes: 0,
    request: { network: 'All', columns: 'all', changes: { kind: 'all' }, format: 'csv' },
    counts: noCounts,
    rowsDone: 0,
    tries: 0,
    original: '',
  });
  if (created === 'conflict') throw new Error('there already');
  return created;
}

interface Worker {
  readonly announced: readonly Operation[];
  readonly run: (operation: Operation, handling?: Partial<Handling>) => Promise<Outcome>;
}

function worker(over: Partial<ExportFlowDeps> = {}): Worker {
  const announced: Operation[] = [];
  const { files, exportMemory: memory } = storage;
  const nothing = () => Promise.resolve();
  const audit = { intend: nothing, record: nothing } as unknown as Parameters<
    typeof createExportCleanUp
  >[0]['audit'];
  const job = createExportPeopleJob({
    operations: storage.operations,
    people: storage.people,
    archive: createArchiveSource(storage, () => Date.now()),
    auditFile: () => Readable.from([]),
    files,
    memory,
    schedules: storage.schedules,
    settings: { delimiter: () => Promise.resolve(','), attributes: () => Promise.resolve([]) },
    announcer: { moved: nothing, ended: nothing },
    announce(operation) {
      announced.push(operation);
      return Promise.resolve();
    },
    async logFailure({ tenant, id }) {
      const name = `${tenant}/${id}/ffff/error-log.csv`;
      await files.write(name, [Buffer.from('why')]);
      return name;
    },
    cleanUp: createExportCleanUp({ files, memory, audit, schedules: { completed: nothing } }),
    retrySeconds: () => 7,
    now: () => Date.now(),
    standingOf: () => Promise.resolve({ role: 'tenant-admin' }),
    ...over,
  });
  return {
    announced,
    run: ({ tenant, id: operation }, handling = {}) =>
      job(
        { v: 1, type: 'export-people', tenant, operation },
        { signal: new AbortController().signal, deliveries: 1, log, ...handling },
      ),
  };
}

/** People who are read only when they may be, and who say when they are being read. */
function held(): {
  readonly people: PeopleContents;
  readonly reading: Promise<undefined>;
  readonly letGo: () => void;
} {
  const reading = Promise.withResolvers<undefined>();
  const free = Promise.withResolvers<undefined>();
  return {
    reading: reading.promise,
    letGo: () => free.resolve(undefined),
    people: {
      async *scanContents(...given) {
        reading.resolve(undefined);
        await free.promise;
        yield* storage.people.scanContents(...given);
      },
    },
  };
}

const hour = 3_600_000;
/** A worker whose clock is another one sees no run of others as fresh, so both write. */
const anotherClock = { now: () => Date.now() + hour };

async function recordOf(operation: Operation): Promise<Operation> {
  const found = await storage.operations.read(operation);
  if (found === undefined) throw new Error('gone');
  return found;
}

async function namesOf({ tenant, id }: Operation): Promise<string[]> {
  return (await Array.fromAsync(storage.files.list(`${tenant}/${id}/`)))
    .flat()
    .map(({ name }) => name);
}

async function expectWhole(operation: Operation): Promise<void> {
  const record = await recordOf(operation);
  expect(record).toMatchObject({ state: 'completed', exported: { people: 3 } });
  const content = Buffer.concat(await Array.fromAsync(storage.files.open(record.original)));
  expect(parse(content, { bom: true, columns: true })).toHaveLength(3);
  const folder = record.original.replace(/[^/]+$/u, '');
  expect(await namesOf(operation)).toEqual([`${folder}export.csv`, `${folder}roster.txt`]);
}

describe('an export whose job is handed out twice', () => {
  it.each([
    ['the slower one finishes', undefined],
    ['the slower one is stopped', new Error('stopped')],
  ])(
    'keeps the file that its record names when %s after the other has completed it',
    async (_what, stop) => {
      const operation = await queued();
      const { people, reading, letGo } = held();
      const slow = worker({ people });
      const stopping = new AbortController();
      const slower = slow.run(operation, { signal: stopping.signal }).catch(() => 'stopped');
      await reading;
      await worker(anotherClock).run(operation);
      await expectWhole(operation);
      if (stop !== undefined) stopping.abort(stop);
      letGo();
      await slower;
      await expectWhole(operation);
    },
  );

  it('keeps it also when both write their last byte before either has told so', async () => {
    const operation = await queued();
    const first = held();
    const second = held();
    const runs = [
      worker({ people: first.people }).run(operation),
      worker({ people: second.people, ...anotherClock }).run(operation),
    ];
    await Promise.all([first.reading, second.reading]);
    first.letGo();
    second.letGo();
    expect(await Promise.all(runs)).toEqual(['done', 'done']);
    await expectWhole(operation);
  });

  it('is computed once: the copy waits and is no try, and is told when there is nothing to do', async () => {
    const operation = await queued();
    const { people, reading, letGo } = held();
    const running = worker({ people }).run(operation);
    await reading;
    const copy = worker();
    expect(await copy.run(operation)).toEqual({ againInSeconds: 5 });
    expect(await recordOf(operation)).toMatchObject({ state: 'applying', tries: 1 });
    letGo();
    expect(await running).toBe('done');
    expect(await copy.run(operation)).toBe('done');
    await expectWhole(operation);
  });

  it('doesn’t wait for a run that failed, was stopped or hasn’t been heard of', async () => {
    const operation = await queued();
    const away: PeopleContents = {
      // eslint-disable-next-line require-yield -- it breaks before the first page
      async *scanContents() {
        await Promise.resolve();
        throw new AppError('storage-unreachable');
      },
    };
    expect(await worker({ people: away }).run(operation)).toEqual({ againInSeconds: 7 });
    const { people, reading } = held();
    void worker({ people, now: () => Date.now() - 15_000 }).run(operation);
    await reading;
    expect(await worker().run(operation)).toBe('done');
    await expectWhole(operation);
  });

  it('isn’t given up while another try may still succeed', async () => {
    const operation = await queued();
    const { people, reading, letGo } = held();
    const first = await storage.operations.update({ ...operation, tries: 4 });
    expect(first).not.toBe('conflict');
    const running = worker({ people }).run(operation);
    await reading;
    expect(await worker().run(operation)).toEqual({ againInSeconds: 5 });
    letGo();
    await running;
    await expectWhole(operation);
  });
});

describe('an export whose record others keep changing', () => {
  it('isn’t taken for cancelled', async () => {
    const operation = await queued();
    let conflicts = 0;
    const update: typeof storage.operations.update = (wanted) => {
      // All notes of progress meet a conflict, the count of the try and the end don't.
      if (wanted.state !== 'applying') return storage.operations.update(wanted);
      conflicts += 1;
      return Promise.resolve('conflict');
    };
    expect(await worker({ operations: { ...storage.operations, update } }).run(operation)).toBe(
      'done',
    );
    expect(conflicts).toBeGreaterThan(0);
    await expectWhole(operation);
  });

  it('isn’t told as ended before it has: its job comes again', async () => {
    const operation = await queued();
    let written: string | undefined;
    const update: typeof storage.operations.update = (wanted) => {
      if (wanted.state !== 'completed') return storage.operations.update(wanted);
      written = wanted.original;
      return Promise.resolve('conflict');
    };
    const { run, announced } = worker({ operations: { ...storage.operations, update } });
    expect(await run(operation)).toEqual({ againInSeconds: 1 });
    expect(announced).toEqual([]);
    // It may yet turn out that the record names it.
    expect(await storage.files.exists(written ?? '')).toBe(true);
    await worker(anotherClock).run(operation);
    await expectWhole(operation);
  });
});

describe('an export that comes to nothing', () => {
  it('leaves no file when it was cancelled in the last moment, not even of who could not be read', async () => {
    const operation = await queued();
    const people: PeopleContents = {
      async *scanContents(tenant, shard, ...more) {
        if (shard === '0') yield [{ id: '0'.repeat(32), damaged: true }];
        if (shard === 'f') {
          const latest = await recordOf(operation);
          await storage.operations.update({ ...latest, cancelAsked: true });
        }
        yield* storage.people.scanContents(tenant, shard, ...more);
      },
    };
    await worker({ people }).run(operation);
    expect(await recordOf(operation)).toMatchObject({ state: 'cancelled' });
    expect((await recordOf(operation)).errorLog).toBeUndefined();
    expect(await namesOf(operation)).toEqual([]);
  });

  it('leaves the log of its failure and nothing else', async () => {
    const operation = await queued();
    const { tenant, id } = operation;
    await storage.files.write(`${tenant}/${id}/0123/roster.txt`, [Buffer.from('of a dead try')]);
    await worker({ standingOf: () => Promise.resolve({ role: 'member' }) }).run(operation);
    const { state, errorLog } = await recordOf(operation);
    expect(state).toBe('failed');
    expect(await namesOf(operation)).toEqual([errorLog]);
  });
});
