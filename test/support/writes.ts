import type { StorageConnection } from '../../src/infra/storage/connect.ts';

/** How often something may have changed in a table. */
export type Writes = (table: string) => number;

/**
 * A connection that counts what is sent to each table and may change it. What was read at a count needn't be read
 * again at the same one: a test that looks at everything, time and again, mostly asks for what can't have changed.
 */
export function countWrites(connection: StorageConnection): {
  readonly connection: StorageConnection;
  readonly writes: Writes;
} {
  const counts = new Map<string, number>();
  const count = (table: string) => counts.set(table, (counts.get(table) ?? 0) + 1);
  return {
    connection: {
      ...connection,
      table(name) {
        const client = connection.table(name);
        client.pipeline.addPolicy({
          name: 'countWrites',
          async sendRequest(request, next) {
            if (request.method === 'GET') return next(request);
            count(name);
            // Again at its end: a reader may have read before it was carried out.
            return next(request).finally(() => count(name));
          },
        });
        return client;
      },
    },
    writes: (table) => counts.get(table) ?? 0,
  };
}
