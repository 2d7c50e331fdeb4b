/** Everything in a storage account, as JSON, and back: rows with their types, blobs byte for byte. */
import { shards } from '../../src/domain/person-id.ts';
import type { StorageConnection } from '../../src/infra/storage/connect.ts';
import { containerNames, tableNames } from '../../src/infra/storage/ensure.ts';

export interface KeptAccount {
  readonly rows: readonly KeptRow[];
  readonly blobs: readonly {
    readonly container: string;
    readonly name: string;
    readonly base64: string;
  }[];
}

interface KeptRow {
  readonly table: string;
  readonly partitionKey: string;
  readonly rowKey: string;
  /** as the service has them: a value, or a value with its type */
  readonly columns: Readonly<Record<string, unknown>>;
}

const { people, ...others } = tableNames;
const tables = [...shards.map(people), ...Object.values(others)];

export async function keepAccount(connection: StorageConnection): Promise<KeptAccount> {
  const rows: KeptRow[] = [];
  for (const table of tables) {
    const found = connection.table(table).listEntities({ disableTypeConversion: true });
    for await (const { partitionKey, rowKey, etag: _etag, timestamp: _at, ...columns } of found) {
      rows.push({
        table,
        partitionKey: textOf(partitionKey),
        rowKey: textOf(rowKey),
        columns: Object.fromEntries(
          Object.entries(columns).filter(([name]) => !name.startsWith('odata.')),
        ),
      });
    }
  }
  const blobs = [];
  for (const container of Object.values(containerNames)) {
    const client = connection.blobs.getContainerClient(container);
    for await (const { name } of client.listBlobsFlat()) {
      const bytes = await client.getBlobClient(name).downloadToBuffer();
      blobs.push({ container, name, base64: bytes.toString('base64') });
    }
  }
  return { rows, blobs };
}

/** Without type conversion the keys come with their type too. */
function textOf(key: unknown): string {
  return typeof key === 'string' ? key : String((key as { value?: unknown }).value);
}

export async function bringAccount(
  connection: StorageConnection,
  { rows, blobs }: KeptAccount,
): Promise<void> {
  for (const { table, partitionKey, rowKey, columns } of rows) {
    await connection.table(table).upsertEntity({ ...columns, partitionKey, rowKey }, 'Replace', {});
  }
  for (const { container, name, base64 } of blobs) {
    const bytes = Buffer.from(base64, 'base64');
    await connection.blobs
      .getContainerClient(container)
      .getBlockBlobClient(name)
      .upload(bytes, bytes.length);
  }
}
