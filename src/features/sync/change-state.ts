import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { SyncState, SyncStateStore } from './ports.ts';

/**
 * Changes how far an organization's sync has come: read, decide, write, or decide anew.
 * @param decide given the state as it is now; without `next` nothing is written
 */
export async function changeSyncState<Result>(
  states: SyncStateStore,
  tenant: string,
  decide: (
    state: SyncState | undefined,
  ) => Promise<{ readonly next?: Omit<SyncState, 'etag'>; readonly result: Result }>,
): Promise<Result> {
  // Held in an object, since a result may be any value.
  const decided = await retryOnConflict('a sync state', async () => {
    const state = await states.read(tenant);
    const { next, result } = await decide(state);
    if (next === undefined) return { result };
    const written = await states.write(tenant, next, state?.etag);
    return written === 'conflict' ? written : { result };
  });
  return decided.result;
}
