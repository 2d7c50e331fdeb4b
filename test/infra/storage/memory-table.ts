import type { TableClient } from '@azure/data-tables';

/** An answer of the service, as the SDK throws it. */
export function refusal(status: number, code: string): Error {
  const error = Object.assign(new Error(code), {
    statusCode: status,
    details: { odataError: { code } },
  });
  error.name = 'RestError';
  return error;
}

type Row = Readonly<Record<string, unknown>> & { readonly rowKey: string };

/** A table in memory, as far as rows of one organization need it. */
export function memoryTable() {
  const rows = new Map<string, Row & { etag: string }>();
  let versions = 0;
  const put = (row: Row) => {
    versions += 1;
    rows.set(row.rowKey, { ...row, etag: `v${versions}` });
    return Promise.resolve({ etag: `v${versions}` });
  };
  const client = {
    createEntity: (row: Row) =>
      rows.has(row.rowKey) ? Promise.reject(refusal(409, 'EntityAlreadyExists')) : put(row),
    updateEntity(row: Row, _mode: string, { etag }: { etag: string }) {
      const there = rows.get(row.rowKey);
      if (there === undefined) return Promise.reject(refusal(404, 'ResourceNotFound'));
      if (there.etag !== etag) return Promise.reject(refusal(412, 'UpdateConditionNotSatisfied'));
      return put(row);
    },
    getEntity(_partition: string, rowKey: string) {
      const there = rows.get(rowKey);
      return there === undefined
        ? Promise.reject(refusal(404, 'ResourceNotFound'))
        : Promise.resolve(there);
    },
    upsertEntity: (row: Row) => put(row),
    deleteEntity(_partition: string, rowKey: string, { etag }: { etag?: string } = {}) {
      const there = rows.get(rowKey);
      if (there === undefined) return Promise.reject(refusal(404, 'ResourceNotFound'));
      if (etag !== undefined && etag !== there.etag)
        return Promise.reject(refusal(412, 'UpdateConditionNotSatisfied'));
      rows.delete(rowKey);
      return Promise.resolve({});
    },
    listEntities: () => ({
      async *byPage() {
        yield await Promise.resolve([...rows.values()]);
      },
    }),
  };
  return {
    client: client as unknown as TableClient,
    rows,
    /** The same table, some of whose requests are answered otherwise. */
    otherwise: (parts: object) => ({ ...client, ...parts }) as unknown as TableClient,
  };
}
