import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { createInterface } from 'node:readline';
import type { TableClient, TableEntity, TransactionAction } from '@azure/data-tables';
import { z } from 'zod';
import { shards } from '../../domain/person-id.ts';
import type { Backup, RestoreStore } from '../../features/backups/ports.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import type { StorageConnection } from './connect.ts';
import { containerNames, tableNames } from './ensure.ts';
import { createFileStore } from './files.ts';
import { linkKeys } from './links.ts';
import { codeOf, withStorageErrors } from './rest-errors.ts';
import { acquireLease } from './write-lock.ts';

/**
 * All tables but `changes` and `turns`: the directory view is built again from the people, and what was handled is
 * remembered for a day only. People last: an alias or a claim that leads to nobody yet does less harm than a person whom
 * none leads to.
 */
const backedUp: readonly string[] = [
  tableNames.organizations,
  tableNames.operations,
  tableNames.chats,
  tableNames.memberships,
  tableNames.outbox,
  tableNames.audit,
  ...shards.map(tableNames.people),
];

const pageSize = 1_000;
const maxRows = 100;
/** Below Azure's limit for a transaction, with room for what goes around the rows. */
const maxBytes = 2 * 1024 * 1024;
/** columns that the service sets, and the mark of the last write */
const ofService = ['etag', 'timestamp', 'odata.metadata'];

/** A column with its type, as the SDK returns and takes it. */
type Row = Readonly<Record<string, unknown>> & {
  readonly partitionKey: string;
  readonly rowKey: string;
};

const shape = z.object({
  name: z.string(),
  at: z.string(),
  tables: z.record(z.string(), z.object({ rows: z.int(), hash: z.string() })),
});

/**
 * Backups of tables in the container `backups`: a compressed file of JSON lines for each table, and `manifest.json`, which
 * is written last.
 * @param source where backups are kept; absent: in the same account
 */
export function createBackupStore(
  connection: StorageConnection,
  source: StorageConnection = connection,
): RestoreStore {
  const container = source.blobs.getContainerClient(containerNames.backups);
  const files = createFileStore(container, linkKeys(source));
  const leases = connection.blobs.getContainerClient(containerNames.leases);
  const table = (name: string) => connection.table(name);
  const fileOf = (backup: string, name: string) => `${backup}/${name}.jsonl.gz`;
  const manifestOf = (backup: string) => `${backup}/manifest.json`;
  // Beside the backups of the account that is written, and after all of their days.
  const restoring = createFileStore(
    connection.blobs.getContainerClient(containerNames.backups),
    linkKeys(connection),
  );
  const markOf = (backup: string) => `restoring/${backup}`;

  async function* linesOf(backup: string, name: string): AsyncGenerator<string> {
    const unpacked = createGunzip();
    const reading = pipeline(Readable.from(files.open(fileOf(backup, name))), unpacked);
    // Reported by the loop, which ends with the stream's error.
    reading.catch(() => undefined);
    for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) yield line;
    await reading;
  }

  async function namesOf(): Promise<string[]> {
    const names = new Set<string>();
    try {
      for await (const page of files.list(''))
        for (const { name } of page) names.add(name.split('/', 1)[0] ?? '');
    } catch (error) {
      // Rollcall's first start creates it.
      if (codeOf(error) !== 'ContainerNotFound') throw error;
    }
    return [...names].toSorted();
  }

  async function manifest(name: string): Promise<Backup | undefined> {
    if (!(await files.exists(manifestOf(name)))) return undefined;
    const chunks: Buffer[] = [];
    for await (const chunk of files.open(manifestOf(name))) chunks.push(chunk);
    // One that can't be read must not hide the others, nor keep today's from being made.
    return understood(Buffer.concat(chunks).toString('utf8'));
  }

  return {
    acquire: () => acquireLease(leases, 'backup'),
    async list() {
      const found = await Promise.all((await namesOf()).map(manifest));
      return found.filter((backup) => backup !== undefined);
    },
    async make(name, at, signal) {
      const tables: Record<string, { rows: number; hash: string }> = {};
      for (const one of backedUp) {
        const counted = { rows: 0, hash: createHash('sha256') };
        const packed = createGzip();
        const lines = rowsOf(table(one), signal);
        const packing = pipeline(Readable.from(counting(lines, counted)), packed);
        packing.catch(() => undefined);
        await files.write(fileOf(name, one), packed as AsyncIterable<Buffer>, { signal });
        await packing;
        tables[one] = { rows: counted.rows, hash: counted.hash.digest('hex') };
      }
      const made: Backup = { name, at, tables };
      await files.write(manifestOf(name), [Buffer.from(`${JSON.stringify(made)}\n`)]);
      return made;
    },
    async removeBefore(first) {
      const old = (await namesOf()).filter((name) => name < first);
      // The manifest first: without it, what is left isn't a backup.
      for (const name of old) {
        await files.remove(manifestOf(name));
        await files.removeAll(`${name}/`);
      }
      return old.length;
    },
    async filled() {
      const found = await Promise.all(
        backedUp.map(async (name) => ((await hasRows(table(name))) ? [name] : [])),
      );
      return found.flat();
    },
    async damaged({ name, tables }) {
      const wrong: string[] = [];
      await forEachConcurrent(Object.entries(tables), 4, async ([one, { rows, hash }]) => {
        const found = { rows: 0, hash: createHash('sha256') };
        try {
          for await (const line of linesOf(name, one)) {
            found.rows += 1;
            found.hash.update(`${line}\n`);
          }
        } catch {
          wrong.push(one);
          return;
        }
        if (found.rows !== rows || found.hash.digest('hex') !== hash) wrong.push(one);
      });
      return wrong.toSorted();
    },
    unknownTables: ({ tables }) => Object.keys(tables).filter((one) => !backedUp.includes(one)),
    isUnfinished: ({ name }) => restoring.exists(markOf(name)),
    async restore({ name, tables }, onTable) {
      await restoring.write(markOf(name), []);
      for (const one of Object.keys(tables)) {
        let rows = 0;
        for await (const part of transactionsOf(linesOf(name, one))) {
          await withStorageErrors(() => table(one).submitTransaction(part));
          rows += part.length;
        }
        onTable(one, rows);
      }
      // Of the directory as it was. It is built again from the people.
      const work = createFileStore(
        connection.blobs.getContainerClient(containerNames.work),
        linkKeys(connection),
      );
      const views: string[] = [];
      for await (const page of work.list(''))
        views.push(...page.map((file) => file.name).filter((file) => /^[^/]+\/view\//.test(file)));
      await forEachConcurrent(views, 8, (file) => work.remove(file));
      await restoring.remove(markOf(name));
    },
  };
}

function understood(text: string): Backup | undefined {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Azure may answer with an empty page before one with rows. */
function hasRows(table: TableClient): Promise<boolean> {
  return withStorageErrors(async () => {
    for await (const page of table.listEntities().byPage({ maxPageSize: 1 }))
      if (page.length > 0) return true;
    return false;
  });
}

async function* rowsOf(table: TableClient, signal: AbortSignal): AsyncGenerator<Row> {
  const pages = table
    .listEntities({ disableTypeConversion: true })
    .byPage({ maxPageSize: pageSize });
  for (;;) {
    signal.throwIfAborted();
    const page = await withStorageErrors(() => pages.next());
    if (page.done === true) return;
    yield* page.value as unknown as Row[];
  }
}

async function* counting(
  rows: AsyncIterable<Row>,
  counted: { rows: number; readonly hash: ReturnType<typeof createHash> },
): AsyncGenerator<string> {
  for await (const row of rows) {
    const own = Object.entries(row).filter(([name]) => !ofService.includes(name));
    const line = `${oneLine(Object.fromEntries(own))}\n`;
    counted.rows += 1;
    counted.hash.update(line);
    yield line;
  }
}

/** Also without the separators U+2028 and U+2029, at which a reader of lines would split it. */
function oneLine(row: object): string {
  return JSON.stringify(row)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
}

/** Consecutive rows of one partition, as many as a transaction holds. */
async function* transactionsOf(lines: AsyncIterable<string>): AsyncGenerator<TransactionAction[]> {
  let part: TransactionAction[] = [];
  let partition: string | undefined;
  let bytes = 0;
  for await (const line of lines) {
    const row = JSON.parse(line) as TableEntity;
    const size = Buffer.byteLength(line);
    const isFull = part.length === maxRows || bytes + size > maxBytes;
    if (part.length > 0 && (isFull || row.partitionKey !== partition)) {
      yield part;
      part = [];
      bytes = 0;
    }
    partition = row.partitionKey;
    bytes += size;
    part.push(['upsert', row, 'Replace']);
  }
  if (part.length > 0) yield part;
}
