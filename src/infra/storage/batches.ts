import { randomUUID } from 'node:crypto';
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { RestError, type TableClient } from '@azure/data-tables';
import { AppError } from '../../errors.ts';
import { quoted } from './keys.ts';
import type { StoredRow } from './rows.ts';

/*
 * Reads and writes many rows, as imports, exports and the directory view do. The SDK builds a request with all
 * its headers for each row of a transaction, and a new object for each row it reads, which costs more than the
 * rest of an import. Here only the bodies are written and read; the client's own pipeline still signs, retries,
 * limits the time and is measured.
 */

/** The columns of a row besides its keys: texts and booleans, so that the service has no type to guess. */
export type Columns = Readonly<Record<string, string | boolean>>;

/** A new row, or a replacement of a known version. */
export type RowWrite =
  | { readonly type: 'add'; readonly rowKey: string; readonly columns: Columns }
  | {
      readonly type: 'replace';
      readonly rowKey: string;
      readonly columns: Columns;
      readonly etag: string;
    };

const http = createDefaultHttpClient();
/** connect.ts has verified that plain http goes to this machine only. */
const allowInsecureConnection = true;
const lineEnd = '\r\n';
/** The value that the SDK sends; without etags no metadata is needed. */
const withEtags = 'application/json;odata=minimalmetadata';
const withoutEtags = 'application/json;odata=nometadata';

/** Azure refuses a transaction of more than 4 MiB. The rest is for what goes around the rows. */
const maxBytes = 3.5 * 1024 * 1024;
/** of a character in UTF-8, for each unit of a string */
const mostBytes = 3;

/** A transaction as bytes. */
interface Transaction {
  readonly batch: string;
  readonly body: Buffer;
  /** number of rows */
  readonly writes: number;
}

/**
 * Up to 100 rows of one partition, to be written all or none; rows that are too large for one transaction in several.
 * Once they are bytes, the rows themselves aren't needed while the service is at work.
 */
export function transactionsOf(
  table: TableClient,
  partitionKey: string,
  writes: readonly RowWrite[],
): readonly Transaction[] {
  const address = `${accountOf(table)}/${table.tableName}`;
  const inPartition = {
    address,
    partitionKey,
    keys: `{"PartitionKey":${JSON.stringify(partitionKey)},"RowKey":`,
  };
  const requests = writes.map((write) => requestOf(write, inPartition));
  return inTransactions(requests).map(transactionOf);
}

/**
 * Sends transactions, one after the other.
 * @throws RestError with the service's code and status, as `submitTransaction` does
 */
export async function sendTransactions(
  table: TableClient,
  transactions: readonly Transaction[],
): Promise<void> {
  for (const transaction of transactions) await sendTransaction(table, transaction);
}

/** Mostly one part, which a look at the lengths tells. */
function inTransactions(requests: readonly Texts[]): readonly (readonly Texts[])[] {
  const length = requests.flat().reduce((sum, text) => sum + text.length, 0);
  if (length * mostBytes <= maxBytes) return [requests];
  const parts: Texts[][] = [];
  let bytes = Infinity;
  for (const request of requests) {
    const own = bytesIn(request);
    if (bytes + own > maxBytes) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(request);
    bytes += own;
  }
  return parts;
}

function transactionOf(requests: readonly Texts[]): Transaction {
  const batch = `batch_${randomUUID()}`;
  const changes = `changeset_${randomUUID()}`;
  const opening = `--${changes}${lineEnd}${partHeaders}`;
  const body = bytesOf([
    `--${batch}${lineEnd}content-type: multipart/mixed; boundary=${changes}${lineEnd}${lineEnd}`,
    ...requests.flatMap((request) => [opening, ...request, lineEnd]),
    `--${changes}--${lineEnd}--${batch}--${lineEnd}`,
  ]);
  return { batch, body, writes: requests.length };
}

/** Texts that follow each other. Joined to one text, they would be copied once more before they become bytes. */
type Texts = readonly string[];

function bytesIn(texts: Texts): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function bytesOf(texts: Texts): Buffer {
  const bytes = Buffer.allocUnsafeSlow(bytesIn(texts));
  let end = 0;
  for (const text of texts) end += bytes.write(text, end);
  return bytes;
}

async function sendTransaction(
  table: TableClient,
  { batch, body, writes }: Transaction,
): Promise<void> {
  const response = await table.pipeline.sendRequest(
    http,
    createPipelineRequest({
      url: `${accountOf(table)}/$batch`,
      method: 'POST',
      allowInsecureConnection,
      headers: createHttpHeaders({
        ...versions,
        accept: 'application/json',
        'content-type': `multipart/mixed; boundary=${batch}`,
      }),
      body,
    }),
  );
  if (!isSuccess(response.status)) throw refusal(response, response.status);
  const answers = response.bodyAsText?.match(/^HTTP\/1\.1 \d{3}/gm) ?? [];
  const statuses = answers.map((answer) => Number(answer.slice(-3)));
  const refused = statuses.find((status) => !isSuccess(status));
  if (refused !== undefined) throw refusal(response, refused);
  if (statuses.length !== writes) {
    const note = `${statuses.length} answers to ${writes} writes`;
    throw new AppError('storage-unreachable', {}, { note });
  }
}

const versions = {
  'x-ms-version': '2019-02-02',
  dataserviceversion: '3.0',
  maxdataserviceversion: '3.0;NetFx',
};

function accountOf(table: TableClient): string {
  return table.url.replace(/\/$/, '');
}

const partHeaders = [
  'content-type: application/http',
  'content-transfer-encoding: binary',
  '',
  '',
].join(lineEnd);
const rowHeaders = [
  'content-type: application/json',
  `accept: ${withEtags}`,
  'dataserviceversion: 3.0',
  '',
].join(lineEnd);
const nothingBack = `prefer: return-no-content${lineEnd}${lineEnd}`;

interface InPartition {
  /** the table's */
  readonly address: string;
  readonly partitionKey: string;
  /** how the JSON of each row begins */
  readonly keys: string;
}

function requestOf(write: RowWrite, { address, partitionKey, keys }: InPartition): Texts {
  const { rowKey, columns } = write;
  const body = [keys, JSON.stringify(rowKey), ',', JSON.stringify(columns).slice(1)];
  if (write.type === 'add') {
    return [`POST ${address} HTTP/1.1${lineEnd}${rowHeaders}${nothingBack}`, ...body];
  }
  const row = `${address}(PartitionKey=${inPath(partitionKey)},RowKey=${inPath(rowKey)})`;
  const head = `PUT ${row} HTTP/1.1${lineEnd}${rowHeaders}if-match: ${write.etag}${lineEnd}${lineEnd}`;
  return [head, ...body];
}

function inPath(key: string): string {
  return encodeURIComponent(quoted(key));
}

/**
 * One row, without the SDK's own work for it, which takes longer than the request.
 * @returns undefined when it isn't there
 */
export async function rowAt(
  table: TableClient,
  partitionKey: string,
  rowKey: string,
): Promise<StoredRow | undefined> {
  const response: PipelineResponse & { readonly parsedBody?: Record<string, unknown> } =
    await table.pipeline.sendRequest(
      http,
      createPipelineRequest({
        url: `${accountOf(table)}/${table.tableName}(PartitionKey=${inPath(partitionKey)},RowKey=${inPath(rowKey)})`,
        method: 'GET',
        allowInsecureConnection,
        headers: createHttpHeaders({ ...versions, accept: withEtags }),
      }),
    );
  if (isSuccess(response.status)) {
    const row = response.parsedBody;
    if (row?.RowKey === rowKey) return storedRow(row);
    throw new AppError('storage-unreachable', {}, { note: 'not the row' });
  }
  const error = refusal(response, response.status);
  // A missing table is a 404 as well, but doesn't mean that the row is missing.
  if (response.status === 404 && error.code !== 'TableNotFound') return undefined;
  throw error;
}

interface RawPage {
  readonly value?: readonly (Record<string, unknown> & { readonly RowKey?: unknown })[];
}

export interface PageQuery {
  /** OData */
  readonly filter: string;
  /** absent: all columns and each row's etag; otherwise these columns, without etag */
  readonly select?: readonly string[] | undefined;
  /** at most; the service returns 1,000 at most */
  readonly pageSize: number;
  readonly signal?: AbortSignal | undefined;
}

/** All rows that match, by key, page by page. Columns have the types they were written with: texts and booleans. */
export async function* pagesOfRows(
  table: TableClient,
  { filter, select, pageSize, signal }: PageQuery,
): AsyncGenerator<StoredRow[]> {
  let next: Record<string, string> = {};
  do {
    const query = queryText({
      $filter: filter,
      $top: String(pageSize),
      ...(select !== undefined && { $select: select.join(',') }),
      ...next,
    });
    const response: PipelineResponse & { readonly parsedBody?: RawPage } =
      await table.pipeline.sendRequest(
        http,
        createPipelineRequest({
          url: `${accountOf(table)}/${table.tableName}()?${query}`,
          method: 'GET',
          allowInsecureConnection,
          headers: createHttpHeaders({
            ...versions,
            accept: select === undefined ? withEtags : withoutEtags,
          }),
          ...(signal !== undefined && { abortSignal: signal }),
        }),
      );
    if (!isSuccess(response.status)) throw refusal(response, response.status);
    // Parsed by the client's own policy.
    const rows = response.parsedBody?.value;
    if (rows === undefined) throw new AppError('storage-unreachable', {}, { note: 'no rows' });
    yield rows.map(storedRow);
    next = continuationOf(response);
  } while (Object.keys(next).length > 0);
}

/** Builds a query string; names keep their `$`, as OData requires. */
function queryText(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

/** Adds two columns to the row itself: copying a hundred thousand rows would dominate garbage collection. */
function storedRow(row: Record<string, unknown>): StoredRow {
  row.rowKey = row.RowKey;
  row.etag = row['odata.etag'] ?? '';
  return row as unknown as StoredRow;
}

function continuationOf({ headers }: PipelineResponse): Record<string, string> {
  const partition = headers.get('x-ms-continuation-nextpartitionkey');
  const row = headers.get('x-ms-continuation-nextrowkey');
  return {
    ...(partition !== undefined && { NextPartitionKey: partition }),
    ...(row !== undefined && { NextRowKey: row }),
  };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** An error in the form in which the SDK throws it (rest-errors.ts reads it). */
function refusal(response: PipelineResponse, status: number): RestError {
  const code = /"code"\s*:\s*"([^"]*)"|<(?:m:)?code>([^<]*)</.exec(response.bodyAsText ?? '');
  const said = code?.[1] ?? code?.[2];
  return new RestError('the storage refused', {
    statusCode: status,
    request: response.request,
    ...(said !== undefined && { code: said }),
  });
}
