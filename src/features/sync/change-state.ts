import { AppError } from '../../errors.ts';
import type { SyncState, SyncStateStore } from './ports.ts';

/** How often a change is decided anew because the state was changed in between. */
const rounds = 20;

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
  for (let round = 0; round < rounds; round += 1) {
    const state = await states.read(tenant);
    const { next, result } = await decide(state);
    if (next === undefined) return result;
    if ((await states.write(tenant, next, state?.etag)) !== 'conflict') return result;
  }
  throw new AppError('storage-unreachable', {}, { note: 'a sync state kept changing' });
}
