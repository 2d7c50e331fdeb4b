/**
 * Limits that Azure documents and the emulator doesn't enforce. A request over one of them is refused here with Azure's own
 * code.
 * https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
 * https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
 */

/** Azure's codes. */
export type Refusal =
  | 'RequestBodyTooLarge'
  | 'InvalidInput'
  | 'KeyValueTooLarge'
  | 'PropertyNameInvalid'
  | 'PropertyNameTooLong'
  | 'PropertyValueTooLarge'
  | 'TooManyProperties'
  | 'EntityTooLarge'
  | 'CommandsInBatchActOnDifferentPartitions'
  | 'InvalidDuplicateRow'
  | 'OutOfRangeInput'
  | 'InvalidHeaderValue'
  | 'UnsupportedQueryParameter';

const maxBatchBytes = 4 * 1024 * 1024;
const maxBatchOperations = 100;
const maxEntityBytes = 1024 * 1024;
const maxKeyBytes = 1024;
const maxProperties = 252;
const maxPropertyBytes = 64 * 1024;
/** Versions of the services' protocol that Azure has published; the newest here is that of the SDKs in use. */
const versions = /^20(?:19|2[0-6])-\d\d-\d\d$/;

/** @returns why the version can't be used */
export function refusedVersion(version: string | undefined): Refusal | undefined {
  return version !== undefined && versions.test(version) ? undefined : 'InvalidHeaderValue';
}

type Row = Readonly<Record<string, unknown>>;

/** A row as it is written, over `PartitionKey` and `RowKey`. */
export function refusedRow(row: Row): Refusal | undefined {
  for (const name of ['PartitionKey', 'RowKey']) {
    const refused = refusedKey(row[name]);
    if (refused !== undefined) return refused;
  }
  const own = Object.entries(row).filter(
    ([name]) => !name.includes('odata.') && !['PartitionKey', 'RowKey', 'Timestamp'].includes(name),
  );
  if (own.length > maxProperties) return 'TooManyProperties';
  let bytes = 0;
  for (const [name, value] of own) {
    if (name.length > 255) return 'PropertyNameTooLong';
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) return 'PropertyNameInvalid';
    const size = typeof value === 'string' ? value.length * 2 : 8;
    if (size > maxPropertyBytes) return 'PropertyValueTooLarge';
    bytes += name.length * 2 + size + 8;
  }
  return bytes > maxEntityBytes ? 'EntityTooLarge' : undefined;
}

export function refusedKey(key: unknown): Refusal | undefined {
  if (key === undefined) return undefined;
  if (typeof key !== 'string') return 'InvalidInput';
  if (Buffer.byteLength(key, 'utf16le') > maxKeyBytes) return 'KeyValueTooLarge';
  return /[/\\#?\p{Cc}]/u.test(key) ? 'OutOfRangeInput' : undefined;
}

/** One request in a transaction. */
export interface BatchPart {
  readonly method: string;
  /** with its keys, if it names a row */
  readonly address: string;
  readonly body: string;
}

/** The requests in the body of a transaction. */
export function partsOfBatch(body: string): BatchPart[] {
  return body.split(/^--changeset[^\r\n]*$/mu).flatMap((text): BatchPart[] => {
    const [, method, address] =
      /^(POST|PUT|PATCH|MERGE|DELETE|GET) (\S+) HTTP\/1\.1/mu.exec(text) ?? [];
    if (method === undefined || address === undefined) return [];
    const start = text.indexOf('{');
    const json = start === -1 ? '' : text.slice(start, text.lastIndexOf('}') + 1);
    return [{ method, address, body: json }];
  });
}

export function refusedBatch(body: string): Refusal | undefined {
  if (Buffer.byteLength(body) > maxBatchBytes) return 'RequestBodyTooLarge';
  const parts = partsOfBatch(body);
  if (parts.length === 0 || parts.length > maxBatchOperations) return 'InvalidInput';
  const partitions = new Set<string>();
  const rows = new Set<string>();
  for (const part of parts) {
    const row = {
      ...keysOf(part.address),
      ...(part.body === '' ? {} : (JSON.parse(part.body) as Row)),
    };
    const refused = refusedRow(row);
    if (refused !== undefined) return refused;
    const { PartitionKey: partition, RowKey: key } = row as {
      PartitionKey?: string;
      RowKey?: string;
    };
    if (partition === undefined || key === undefined) return 'InvalidInput';
    partitions.add(partition);
    if (rows.has(key)) return 'InvalidDuplicateRow';
    rows.add(key);
  }
  return partitions.size > 1 ? 'CommandsInBatchActOnDifferentPartitions' : undefined;
}

/** The keys in `table(PartitionKey='…',RowKey='…')`. */
export function keysOf(address: string): Row {
  const found = /\(PartitionKey='((?:[^']|'')*)',RowKey='((?:[^']|'')*)'\)/u.exec(
    decodeURIComponent(address),
  );
  if (found === null) return {};
  const [, partition = '', row = ''] = found;
  return { PartitionKey: partition.replaceAll("''", "'"), RowKey: row.replaceAll("''", "'") };
}

/** Azure names a column that a query selects and a row lacks; the emulator leaves it out. */
export function withNulls(answer: string, selected: readonly string[]): string {
  if (selected.length === 0) return answer;
  const body = JSON.parse(answer) as { value?: Row[] } & Row;
  const filled = (row: Row): Row => ({
    ...Object.fromEntries(selected.map((name) => [name, null])),
    ...row,
  });
  return JSON.stringify(
    body.value === undefined ? filled(body) : { ...body, value: body.value.map(filled) },
  );
}
