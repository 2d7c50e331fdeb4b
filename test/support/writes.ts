import type { StorageConnection } from '../../src/infra/storage/connect.ts';

/**
 * How often something may have changed in a table.
 * @param kinds counts only rows whose keys begin so, before any `|`; absent: all
 */
export type Writes = (table: string, kinds?: readonly string[]) => number;

/**
 * A connection that counts what is sent to each table and may change it. What was read at a count needn't be read
 * again at the same one: a test that looks at everything, time and again, mostly asks for what can't have changed.
 */
export function countWrites(connection: StorageConnection): {
  readonly connection: StorageConnection;
  readonly writes: Writes;
} {
  const counts = new Map<string, number>();
  const countOf = (name: string) => counts.get(name) ?? 0;
  const count = (names: readonly string[]) => {
    for (const name of names) counts.set(name, countOf(name) + 1);
  };
  return {
    connection: {
      ...connection,
      table(name) {
        const client = connection.table(name);
        client.pipeline.addPolicy({
          name: 'countWrites',
          async sendRequest(request, next) {
            if (request.method === 'GET') return next(request);
            const kinds = kindsIn(request.url, request.body);
            const written = [name, ...kinds.map((kind) => `${name} ${kind}`)];
            count(written);
            // Again at its end: a reader may have read before it was carried out.
            return next(request).finally(() => count(written));
          },
        });
        return client;
      },
    },
    writes: (table, kinds) =>
      kinds === undefined
        ? countOf(table)
        : kinds.reduce((all, kind) => all + countOf(`${table} ${kind}`), 0),
  };
}

/** Those of all rows that a request names, in its address, its body or the parts of a transaction. */
function kindsIn(url: string, body: unknown): string[] {
  const keys = `${url}\n${typeof body === 'string' ? body : ''}`.matchAll(
    /RowKey(?:=(?:'|%27)|":")([^'"|%]*)/gu,
  );
  return [...new Set(Array.from(keys, ([, kind = '']) => kind))];
}
