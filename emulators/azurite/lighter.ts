/** Work that Azurite does for nothing, left out. It answers the same, for less of the processor. */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { createRequire, Module } from 'node:module';

/** @param main the path of a server's main.js, which isn't loaded yet */
export function lighten(main: string): void {
  const azurites = createRequire(main);
  // For metadata in an SQL database: the blob server loads it in any case, with an ORM. That isn't installed, nor are the SDK
  // of its telemetry and the clients of databases: `overrides` in package.json.
  if (/\bblob.main\.js$/.test(main)) leaveOut(azurites, './SqlBlobServer.js');
  if (/\btable.main\.js$/.test(main)) {
    lookOnlyInPartition(azurites);
    findRowsByTheirKeys(azurites);
  }
  if (/\bqueue.main\.js$/.test(main)) removeNothingQuickly(azurites);
  keepTemplates(azurites);
  keepKeys(azurites);
}

function leaveOut(azurites: NodeJS.Require, name: string): void {
  const path = azurites.resolve(name);
  const empty = new Module(path);
  empty.loaded = true;
  azurites.cache[path] = empty;
}

/** Each request is compared with the address of each operation, which was parsed anew each time. */
function keepTemplates(azurites: NodeJS.Require): void {
  const parse = azurites('uri-templates') as (template: string) => unknown;
  const parsed = new Map<string, unknown>();
  const kept = (template: string) => {
    if (!parsed.has(template)) parsed.set(template, parse(template));
    return parsed.get(template);
  };
  const module = azurites.cache[azurites.resolve('uri-templates')];
  if (module !== undefined) module.exports = kept;
}

/** Node takes a key's bytes only after two errors, with their stacks, have told it that they are no key object: a tenth of a request. */
function keepKeys(azurites: NodeJS.Require): void {
  const utils = azurites('../common/utils/utils') as {
    computeHMACSHA256: (text: string, key: Buffer) => string;
  };
  const keys = new WeakMap<Buffer, KeyObject>();
  utils.computeHMACSHA256 = (text, bytes) => {
    const key = keys.get(bytes) ?? createSecretKey(bytes);
    keys.set(bytes, key);
    return createHmac('sha256', key).update(text, 'utf8').digest('base64');
  };
}

/**
 * A claim of messages removes the expired ones first, of which there are none. Even so, all messages were copied, their indexes
 * were sorted again, and the file was saved.
 */
function removeNothingQuickly(azurites: NodeJS.Require): void {
  const { Collection } = azurites('lokijs') as {
    Collection: {
      prototype: {
        removeBatchByPositions: (this: unknown, positions: readonly number[]) => unknown;
      };
    };
  };
  const { removeBatchByPositions: remove } = Collection.prototype;
  Collection.prototype.removeBatchByPositions = function (positions) {
    return positions.length === 0 ? undefined : remove.call(this, positions);
  };
}

type Filters = Readonly<Record<string, string>>;
interface Row {
  readonly PartitionKey: string;
  readonly RowKey: string;
}
interface Rows {
  readonly data: readonly Row[];
  readonly binaryIndices: Record<string, unknown>;
  chain(): { find(filter: Filters): unknown };
  findOne: (this: Rows, filter: Filters) => Row | null;
  on(event: 'insert' | 'update' | 'delete', listener: (row: Row) => void): void;
}
interface TableStore {
  getEntityCollection: (this: TableStore, ...given: unknown[]) => Rows;
  queryTableEntities: (
    this: TableStore,
    context: unknown,
    account: string,
    table: string,
    options: { readonly filter?: string },
    ...rest: unknown[]
  ) => Promise<unknown>;
}

/** For a page of one partition, all rows of the table were compared, though it has an index of their partitions. */
function lookOnlyInPartition(azurites: NodeJS.Require): void {
  const { default: store } = azurites('./persistence/LokiTableMetadataStore') as {
    default: { prototype: TableStore };
  };
  const { queryTableEntities: queryAll } = store.prototype;
  store.prototype.queryTableEntities = function (context, account, table, options, ...rest) {
    const PartitionKey = partitionIn(options.filter);
    if (PartitionKey === undefined)
      return queryAll.call(this, context, account, table, options, ...rest);
    const ofPartition = (...given: unknown[]) => {
      const rows = this.getEntityCollection(...given);
      return { chain: () => rows.chain().find({ PartitionKey }) };
    };
    const narrow = Object.create(this, {
      getEntityCollection: { value: ofPartition },
    }) as TableStore;
    return queryAll.call(narrow, context, account, table, options, ...rest);
  };
}

/** The partition that all results of a filter are in; undefined: unknown. */
function partitionIn(filter = ''): string | undefined {
  const [, quoted, more = ''] =
    /^PartitionKey eq '((?:[^']|'')*)'(?: and (.*))?$/s.exec(filter) ?? [];
  // Rows that an “or” outside of parentheses lets through may be anywhere.
  const isSure = !more.includes(' or ') || /^\([^()]*\)$/.test(more);
  return isSure ? quoted?.replaceAll("''", "'") : undefined;
}

/**
 * A row was found by an index of row keys: a sorted array, which each write shifts as a whole. So a write cost as much as the table
 * was long.
 */
function findRowsByTheirKeys(azurites: NodeJS.Require): void {
  const { default: store } = azurites('./persistence/LokiTableMetadataStore') as {
    default: { prototype: TableStore };
  };
  const { getEntityCollection } = store.prototype;
  const prepared = new WeakSet<Rows>();
  store.prototype.getEntityCollection = function (...given) {
    const rows = getEntityCollection.apply(this, given);
    if (!prepared.has(rows)) findByKeys(rows);
    prepared.add(rows);
    return rows;
  };
}

function findByKeys(rows: Rows): void {
  const partitions = new Map<string, Map<string, Row>>();
  const keep = (row: Row) => {
    const partition = partitions.get(row.PartitionKey) ?? new Map<string, Row>();
    partitions.set(row.PartitionKey, partition.set(row.RowKey, row));
  };
  for (const row of rows.data) keep(row);
  rows.on('insert', keep);
  rows.on('update', keep);
  rows.on('delete', (row) => {
    const partition = partitions.get(row.PartitionKey);
    if (partition?.get(row.RowKey) !== row) return;
    partition.delete(row.RowKey);
    if (partition.size === 0) partitions.delete(row.PartitionKey);
  });
  delete rows.binaryIndices.RowKey;
  const { findOne } = rows;
  rows.findOne = (filter) => {
    const { PartitionKey, RowKey, ...others } = filter;
    const isByKeys = PartitionKey !== undefined && RowKey !== undefined;
    if (!isByKeys || Object.keys(others).length > 0) return findOne.call(rows, filter);
    return partitions.get(PartitionKey)?.get(RowKey) ?? null;
  };
}
