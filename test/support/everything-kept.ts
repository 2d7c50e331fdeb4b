/** Everything that is kept of an organization: in tables for good, and in files that jobs keep for themselves. */
import { shards } from '../../src/domain/person-id.ts';
import type { StorageConnection } from '../../src/infra/storage/connect.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import { tableNames } from '../../src/infra/storage/ensure.ts';

/** @returns each row and file, as its place and its text */
export async function everythingKept(
  storage: Storage,
  connection: StorageConnection,
  tenant: string,
): Promise<string[]> {
  const { people: peopleIn, audit, operations, organizations, memberships } = tableNames;
  const found: string[] = [];
  const tables = [...shards.map(peopleIn), audit, operations, organizations, memberships];
  for (const table of tables) {
    for await (const row of connection.table(table).listEntities()) {
      found.push(`${table} ${JSON.stringify(row)}`);
    }
  }
  for await (const page of storage.work.list(`${tenant}/`)) {
    for (const { name } of page) {
      if (name.includes('/view/')) continue;
      const chunks = [];
      for await (const chunk of storage.work.open(name)) chunks.push(chunk);
      found.push(`${name} ${Buffer.concat(chunks).toString()}`);
    }
  }
  return found;
}
