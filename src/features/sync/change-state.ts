import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { SyncState, SyncStateStore } from './ports.ts';

/**
 * Changes the state of an organization's sync: reads, decides and writes, again if it was changed meanwhile.
 * @param decide gets the current state; without `next` nothing is written
 */
export async function changeSyncState<Result>(
  states: SyncStateStore,
  tenant: string,
  decide: (
    state: SyncState | undefined,
  ) => Promise<{ readonly next?: Omit<SyncState, 'etag'>; readonly result: Result }>,
): Promise<Result> {
  // In an object, since a result may be any value.
  const decided = await retryOnConflict('a sync state', async () => {
    const state = await states.read(tenant);
    const { next, result } = await decide(state);
    if (next === undefined) return { result };
    const written = await states.write(tenant, next, state?.etag);
    return written === 'conflict' ? written : { result };
  });
  return decided.result;
}
