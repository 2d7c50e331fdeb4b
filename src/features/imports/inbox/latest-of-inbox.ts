import type { Operation } from '../../../domain/operations/operation.ts';
import type { OperationStore } from '../../../domain/operations/ports.ts';

/** Number of imports searched: one that is in progress is among the newest. */
const newest = 100;

/** The newest import of a file that came through the inbox. */
export async function latestOfInbox(
  store: OperationStore,
  tenant: string,
): Promise<Operation | undefined> {
  const { operations } = await store.page(tenant, 'import', newest);
  return operations.find(({ inbox }) => inbox !== undefined);
}
