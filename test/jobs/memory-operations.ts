import type { Operation, OperationKey } from '../../src/domain/operations/operation.ts';
import type { OperationStore } from '../../src/domain/operations/ports.ts';

/** Records in memory; each write is a version of its own. */
export function memoryOperations(...there: readonly Operation[]) {
  const keyOf = ({ tenant, kind, id }: OperationKey) => `${tenant}|${kind}|${id}`;
  const records = new Map(there.map((one) => [keyOf(one), { ...one, etag: 'v0' }]));
  let versions = 0;
  const put = (one: Omit<Operation, 'etag'>): Operation => {
    versions += 1;
    const written = { ...one, etag: `v${versions}` };
    records.set(keyOf(written), written);
    return written;
  };
  const store: OperationStore = {
    create: (one) => Promise.resolve(records.has(keyOf(one)) ? 'conflict' : put(one)),
    read: (key) => Promise.resolve(records.get(keyOf(key))),
    update: (one) =>
      Promise.resolve(records.get(keyOf(one))?.etag === one.etag ? put(one) : 'conflict'),
    page(tenant, kind, size) {
      const all = [...records.values()].filter((one) => one.tenant === tenant && one.kind === kind);
      const inOrder = all.toSorted((one, other) => (one.id < other.id ? -1 : 1));
      return Promise.resolve({ operations: inOrder.slice(0, size) });
    },
    starters: () => Promise.resolve([]),
  };
  return {
    store,
    now: (key: OperationKey): Operation | undefined => records.get(keyOf(key)),
    lose: (key: OperationKey): void => void records.delete(keyOf(key)),
    /** As another process would. */
    change(key: OperationKey, facts: Partial<Operation>): void {
      const before = records.get(keyOf(key));
      if (before !== undefined) put({ ...before, ...facts });
    },
  };
}
