import { setTimeout as pause } from 'node:timers/promises';
import { personIdFromPhone, shardOf, shards } from '../../src/domain/person-id.ts';
import { fromTheStart } from '../../src/features/imports/apply-checkpoint.ts';
import { applyImport } from '../../src/features/imports/apply-import.ts';
import { importFiles } from '../../src/features/imports/import-files.ts';
import type { Target } from '../../src/features/imports/plan-line.ts';
import { planImport, type Plan } from '../../src/features/imports/plan-import.ts';
import { noCounts, operationId, type Operation } from '../../src/domain/operations/operation.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import { textFor } from '../../src/text/text.ts';
import { createDirectoryView } from '../../src/features/search/directory-view.ts';
import { exportOnce } from './export-once.ts';
import { sampleFile } from './sample-files.ts';
import { samplePeople } from '../../scripts/sample-people.ts';

const tenant = '00000000-0000-0000-0000-0000000c0de5';
const by = { id: 'sample-admin', name: 'Sample Admin' };
const target: Target = { network: 'Employee', mayMove: true, required: [] };
const lookUps = 2_000;

export interface WorkerCpu {
  readonly rows: number;
  /** microseconds of this process's CPU, for each row, change, person, or look-up */
  readonly microseconds: Readonly<
    Record<'plan' | 'planOfSame' | 'apply' | 'export' | 'refresh' | 'scan' | 'lookUp', number>
  >;
  /** bytes for each row of the file, line of the plan, person in an export and its roster, person in the view's parts */
  readonly bytes: Readonly<
    Record<'file' | 'planOfNew' | 'planOfChanged' | 'export' | 'roster' | 'view', number>
  >;
}

/** What a worker's own processor does for a row or person: the store has processes of its own. */
export async function measureWorker(storage: Storage, rows: number): Promise<WorkerCpu> {
  const deps = { ...storage, changeFeed: storage.changes, concurrency: 4 };
  let number = 0;
  const begin = async (file: string): Promise<Operation> => {
    number += 1;
    const key = {
      tenant,
      kind: 'import',
      id: operationId(Date.now() + number, '0123456789abcdef'),
    } as const;
    const original = importFiles.original(key);
    await storage.files.write(original, [Buffer.from(file)]);
    const at = new Date().toISOString();
    const none = { counts: noCounts, rowsDone: 0, tries: 0, etag: '' };
    return {
      ...{ ...key, ...none, state: 'planning', at, by, locale: 'en', original },
      ...{ fileName: 'people.csv', fileBytes: file.length, network: 'Employee' },
    };
  };
  const signal = new AbortController().signal;
  const plan = (operation: Operation) =>
    planImport(deps, { operation, target, text: textFor('en'), signal, onRows: () => undefined });
  const apply = (operation: Operation, { counts }: Plan) =>
    applyImport(
      deps,
      {
        operation: { ...operation, counts, planned: counts },
        ...{ target, by, signal },
        now: () => new Date().toISOString(),
      },
      fromTheStart,
      () => undefined,
    );

  const file = sampleFile(rows, 0, 5);
  const first = await begin(file);
  const planNew = await cpuOf(() => plan(first));
  const applied = await cpuOf(() => apply(first, planNew.result));
  const same = await cpuOf(async () => plan(await begin(file)));
  const changed = Math.floor(rows / 10);
  const other = await begin(sampleFile(rows, changed, 5));
  const planned = await plan(other);
  const view = createDirectoryView({
    people: storage.people,
    segments: storage.segments,
    changes: storage.changes,
    now: () => Date.now(),
  });
  const refresh = await cpuOf(() => view.rebuild(tenant));
  const scan = await cpuOf(async () => {
    for (const shard of shards) for await (const _ of storage.people.scan(tenant, shard));
  });
  const ids = await idsOf(storage, rows);
  const reads = await cpuOf(async () => {
    for (const id of ids) await storage.people.read(tenant, shardOf(id), [id]);
  });
  const exported = await cpuOf(() => exportOnce(storage, tenant));
  const each = (microseconds: number, times = rows) => Math.round(microseconds / times);
  return {
    rows,
    microseconds: {
      plan: each(planNew.microseconds),
      planOfSame: each(same.microseconds),
      apply: each(applied.microseconds),
      export: each(exported.microseconds),
      refresh: each(refresh.microseconds),
      scan: each(scan.microseconds),
      lookUp: each(reads.microseconds, ids.length),
    },
    bytes: {
      file: each(file.length),
      planOfNew: each(await bytesOf(storage, importFiles.work(first))),
      planOfChanged: each(await bytesOf(storage, importFiles.work(other)), planned.counts.updated),
      export: each(exported.result.fileBytes),
      roster: each(exported.result.rosterBytes),
      view: each(await viewBytes(storage)),
    },
  };
}

async function cpuOf<Result>(work: () => Promise<Result>) {
  await pause(200);
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, microseconds: user + system };
}

async function idsOf(storage: Storage, rows: number): Promise<string[]> {
  const { identitySecret } = await storage.organizations.facts(tenant);
  const people = samplePeople({ count: Math.min(rows, lookUps), seed: 5 });
  return Array.from(people, ([phone = '']) => personIdFromPhone(identitySecret, tenant, phone));
}

async function bytesOf({ work }: Storage, folder: string): Promise<number> {
  let bytes = 0;
  for await (const page of work.list(folder)) {
    for (const { name } of page) for await (const chunk of work.open(name)) bytes += chunk.length;
  }
  return bytes;
}

async function viewBytes({ segments }: Storage): Promise<number> {
  let bytes = 0;
  for (const shard of shards) {
    const part = await segments.read(tenant, shard);
    if (part !== undefined && part !== 'same') bytes += part.bytes.length;
  }
  return bytes;
}
