import { sampleOperation } from '../test/support/sample-operation.ts';
import { shards } from '../src/domain/person-id.ts';
import { exportPeople } from '../src/features/exports/export-people.ts';
import type { ExportRequest } from '../src/domain/operations/export-facts.ts';
import { exportFiles } from '../src/features/exports/export-files.ts';
import { type Operation } from '../src/domain/operations/operation.ts';
import { tableNames } from '../src/infra/storage/ensure.ts';
import type { StorageConnection } from '../src/infra/storage/connect.ts';
import type { Storage } from '../src/infra/storage/storage.ts';
import { textFor } from '../src/text/text.ts';
import { withEmbeddedStore } from './embedded-store.ts';
import { keepFigures, median, memoryInUse, rounded } from './figures.ts';
import { fillDirectory, tenant, unkeptPeople } from './sample-directory.ts';

/*
 * Measures how fast people are exported from the embedded store, as shares of a bare scan of the same tables,
 * which is the lower bound. Both are measured alternately, so that a drifting machine affects both.
 */
const rounds = 5;
const everyone: ExportRequest = {
  network: 'All',
  columns: 'all',
  changes: { kind: 'all' },
  format: 'csv',
};

/** Reads all rows of all sixteen tables, page by page, and does nothing with them. @returns how many */
async function bareScan(connection: StorageConnection): Promise<number> {
  let rows = 0;
  for (const shard of shards) {
    const pages = connection
      .table(tableNames.people(shard))
      .listEntities({ queryOptions: { filter: `PartitionKey eq '${tenant}'` } })
      .byPage({ maxPageSize: 1_000 });
    for await (const page of pages) rows += page.length;
  }
  return rows;
}

async function oneExport(
  storage: Pick<Storage, 'people' | 'files'>,
  request: ExportRequest,
  base?: Operation,
): Promise<{ operation: Operation; people: number; bytes: number }> {
  const operation = sampleOperation({ tenant, kind: 'export', state: 'applying', request });
  const settings = {
    delimiter: () => Promise.resolve(',' as const),
    attributes: () => Promise.resolve([]),
  };
  const { counts, bytes, file } = await exportPeople(
    { people: storage.people, files: storage.files, settings },
    {
      operation,
      request,
      base,
      folder: exportFiles.folderOfTry(operation, '0123456789abcdef'),
      text: textFor('en'),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    },
  );
  return { operation: { ...operation, original: file }, people: counts.people, bytes };
}

async function benchSize(
  { storage, connection }: { storage: Storage; connection: StorageConnection },
  people: number,
) {
  await fillDirectory(storage.people, people);
  const { operation: base } = await oneExport(storage, everyone);
  const kinds = {
    'bare scan': async () => ({ people: await bareScan(connection) }),
    csv: () => oneExport(storage, everyone),
    xlsx: () => oneExport(storage, { ...everyone, format: 'xlsx' }),
    'changes since the last, none': () =>
      oneExport(storage, { ...everyone, changes: { kind: 'since-last' } }, base),
  };
  const took = new Map(Object.keys(kinds).map((kind): [string, number[]] => [kind, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, run] of Object.entries(kinds)) {
      const began = performance.now();
      const { people: met } = await run();
      took.get(kind)?.push(performance.now() - began);
      const expected = kind.startsWith('changes') ? 0 : people;
      if (met !== expected) throw new Error(`${kind}: ${met} people instead of ${expected}`);
    }
  }
  const bare = took.get('bare scan') ?? [];
  const figures = Object.fromEntries(
    [...took].map(([kind, times]) => [
      kind,
      {
        seconds: rounded(median(times) / 1000),
        peoplePerSecond: Math.round(people / (median(times) / 1000)),
        shareOfBareScan:
          Math.round(median(times.map((time, round) => (bare[round] ?? 0) / time)) * 100) / 100,
      },
    ]),
  );
  return { people, figures };
}

/** How often an export without a store samples its memory: each sample collects garbage, which is slow. */
const looks = 30;

/**
 * Without a store, to measure the export alone: how fast it would be if reading and storing were free, and its
 * peak memory without garbage.
 */
async function onPaper(people: number) {
  const store = unkeptPeople(people);
  const written = async (request: ExportRequest, onChunk: (bytes: number) => Promise<void>) => {
    const files = {
      async write(_name: string, content: AsyncIterable<Buffer> | Iterable<Buffer>) {
        let bytes = 0;
        for await (const chunk of content) await onChunk((bytes += chunk.length));
        return { bytes };
      },
    };
    return await oneExport({ people: store, files } as unknown as Storage, request);
  };
  const measured = async (request: ExportRequest) => {
    const began = performance.now();
    const { bytes } = await written(request, () => Promise.resolve());
    const seconds = (performance.now() - began) / 1000;

    const before = await memoryInUse();
    let held = 0;
    let nextLook = 0;
    await written(request, async (bytesSoFar) => {
      if (bytesSoFar < nextLook) return;
      nextLook = bytesSoFar + bytes / looks;
      held = Math.max(held, (await memoryInUse()) - before);
    });
    return { heldMB: rounded(held), seconds: rounded(seconds) };
  };
  return {
    people,
    csv: await measured(everyone),
    xlsx: await measured({ ...everyone, format: 'xlsx' }),
  };
}

/** @param sizes numbers of people */
export async function benchExports(sizes: readonly number[]): Promise<void> {
  const results = [];
  for (const people of sizes) {
    const result = await withEmbeddedStore((store) => benchSize(store, people));
    results.push(result);
    console.log(`exports of ${result.people} people`);
    console.table(result.figures);
  }
  const paper = [];
  for (const people of [100_000, 1_000_000]) paper.push(await onPaper(people));
  console.log('without a store');
  console.table(
    paper.map(({ people, csv, xlsx }) => ({
      people,
      ...prefixed('csv', csv),
      ...prefixed('xlsx', xlsx),
    })),
  );
  await keepFigures('exports', { results, paper });
}

function prefixed(name: string, figures: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [`${name} ${key}`, value]),
  );
}
