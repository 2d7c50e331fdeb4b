import { randomBytes } from 'node:crypto';
import {
  isEnded,
  operationId,
  type Operation,
  type OperationKey,
} from '../../domain/operations/operation.ts';
import type { OperationStore } from '../../domain/operations/ports.ts';
import { changeSyncState } from './change-state.ts';
import type { SyncStateStore } from './ports.ts';

/** The one sync that an organization has at a time, as its state names it. */
export interface CurrentSync {
  /**
   * The id of the sync for a card action. It is stored before anything is requested, so that a repeated action
   * finds it.
   * @param key identifies the card action
   */
  idFor(tenant: string, key: string): Promise<{ readonly id: string; readonly isNew: boolean }>;
  /**
   * An id without a record: the sync is being requested at this moment, or its process died and this action
   * continues it.
   */
  isUnderWay(tenant: string, id: string): Promise<boolean>;
  /** The organization's last sync, or the running one. */
  last(tenant: string): Promise<Operation | undefined>;
}

interface CurrentSyncDeps {
  readonly operations: OperationStore;
  readonly states: SyncStateStore;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** Number of card actions that are remembered. */
const keysKept = 20;

export function createCurrentSync({ operations, states, now }: CurrentSyncDeps): CurrentSync {
  async function isUnderWay(tenant: string, id: string): Promise<boolean> {
    const operation = await operations.read(syncKey(tenant, id));
    // A held sync doesn't run. The next one compares again and replaces it.
    return operation === undefined || !(isEnded(operation.state) || operation.state === 'held');
  }

  return {
    isUnderWay,
    idFor(tenant, key) {
      const fresh = operationId(now(), randomBytes(8).toString('hex'));
      return changeSyncState(states, tenant, async (state) => {
        const { etag: _etag, ...before } = state ?? { isConfirmed: false, asked: [], etag: '' };
        const asked = before.asked.find((one) => one.key === key);
        if (asked !== undefined) return { result: { id: asked.operation, isNew: false } };
        const last = before.operation;
        const isRunning = last !== undefined && (await isUnderWay(tenant, last));
        const id = isRunning ? last : fresh;
        const next = {
          ...before,
          operation: id,
          asked: [{ key, operation: id }, ...before.asked].slice(0, keysKept),
        };
        return { next, result: { id, isNew: !isRunning } };
      });
    },
    async last(tenant) {
      const id = (await states.read(tenant))?.operation;
      return id === undefined ? undefined : operations.read(syncKey(tenant, id));
    },
  };
}

export function syncKey(tenant: string, id: string): OperationKey {
  return { tenant, kind: 'sync', id };
}
