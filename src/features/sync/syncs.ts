import { newAuditId, type AuditLog } from '../../domain/audit.ts';
import type { Actor } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import { beginOperation } from '../../jobs/begin-operation.ts';
import { cancelOperation } from '../../jobs/change-operation.ts';
import type { Operation, OperationKey } from '../../domain/operations/operation.ts';
import type { JobSender, OperationStore } from '../../domain/operations/ports.ts';
import { changeSyncState } from './change-state.ts';
import { createCurrentSync, syncKey } from './current-sync.ts';
import type { SyncSettingsReader, SyncStateStore } from './ports.ts';
import { continueFrom, discard, expire, type WaitingSyncDeps } from './waiting-sync.ts';
import { defined } from '../../lib/defined.ts';

export interface SyncAsked {
  readonly by: Actor;
  readonly locale: string;
  /** IANA name */
  readonly timeZone?: string;
  /** the daily run, not an admin's action */
  readonly scheduled?: true;
  /** identifies one card action, or one day's run: a repeated request is the same sync */
  readonly key: string;
}

/** Requests of admins and the daily schedule. The caller checks the right before. */
export interface Syncs {
  /**
   * Requests a sync now. If one is running, that one is the answer.
   * @throws AppError `sync-not-set-up`
   */
  ask(
    tenant: string,
    asked: SyncAsked,
  ): Promise<{ readonly operation: Operation; readonly isNew: boolean }>;
  /** Continues from the preview of the first sync: people are written then. Idempotent. */
  confirm(key: OperationKey, by: Actor): Promise<Operation | undefined>;
  /** Continues a sync that is held because it changes many people. Idempotent. */
  apply(key: OperationKey, by: Actor): Promise<Operation | undefined>;
  /** Discards a held sync. One that is no longer held stays unchanged. */
  discard(key: OperationKey): Promise<Operation | undefined>;
  /** Called once a day: discards a sync that is held too long. @returns a sync to remind an admin of */
  expire(tenant: string): Promise<Operation | undefined>;
  /** Ends a waiting sync at once, and a running one at its next step. What was written stays. */
  cancel(key: OperationKey): Promise<Operation | undefined>;
  /** Resets the sync: the next one checks everyone, and asks before it writes. Removes nobody. */
  reset(tenant: string, by: Actor): Promise<void>;
  /** The organization's last sync, or the running one. */
  last(tenant: string): Promise<Operation | undefined>;
}

export interface SyncsDeps {
  readonly operations: OperationStore;
  readonly states: SyncStateStore;
  readonly settings: SyncSettingsReader;
  readonly jobs: JobSender;
  readonly audit: Pick<AuditLog, 'record'>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export function createSyncs(deps: SyncsDeps): Syncs {
  const { operations, states, jobs, now } = deps;
  const current = createCurrentSync(deps);
  const send = ({ tenant, id }: OperationKey) =>
    jobs.send({ v: 1, type: 'sync-people', tenant, operation: id });
  const waiting: WaitingSyncDeps = { operations, send, now };

  async function create(tenant: string, id: string, asked: SyncAsked): Promise<Operation> {
    const key = syncKey(tenant, id);
    const there = await operations.read(key);
    if (there !== undefined) return there;
    await send(key);
    const { by, locale, timeZone, scheduled } = asked;
    return beginOperation(operations, {
      ...key,
      state: 'queued',
      at: new Date(now()).toISOString(),
      by,
      locale,
      ...defined({ timeZone }),
      fileName: 'Microsoft Entra',
      sync: { removed: 0, restored: 0, merged: 0, ...(scheduled === true && { scheduled }) },
    });
  }

  return {
    async ask(tenant, asked) {
      if ((await deps.settings.settings(tenant)) === undefined) {
        throw new AppError('sync-not-set-up');
      }
      const before = (await states.read(tenant))?.operation;
      const { id, isNew } = await current.idFor(tenant, asked.key);
      if (before !== undefined && before !== id) await discard(waiting, syncKey(tenant, before));
      return { operation: await create(tenant, id, asked), isNew };
    },

    confirm: continueFrom(waiting, 'preview'),
    apply: continueFrom(waiting, 'held'),
    discard: (key) => discard(waiting, key),
    expire: async (tenant) => expire(waiting, await current.last(tenant)),
    last: (tenant) => current.last(tenant),

    cancel: async (key) => (await cancelOperation(operations, key, now))?.operation,

    async reset(tenant, by) {
      const isReset = await changeSyncState(states, tenant, async (state) => {
        if (state === undefined) return { result: false };
        const { deltaLink, revision, etag: _etag, ...kept } = state;
        const isForgotten = deltaLink === undefined && revision === undefined && !kept.isConfirmed;
        const { operation } = kept;
        // A running sync would store its link again, so it must see each reset. Otherwise there is nothing left
        // to reset.
        const isRunning = operation !== undefined && (await current.isUnderWay(tenant, operation));
        if (isForgotten && !isRunning) return { result: false };
        const next = { ...kept, isConfirmed: false, resets: (kept.resets ?? 0) + 1 };
        return { next, result: true };
      });
      if (!isReset) return;
      const entry = {
        id: newAuditId(),
        at: new Date(now()).toISOString(),
        by,
        from: 'chat',
        what: 'setting-changed',
        subject: { type: 'setting', id: 'sync' },
        changes: [{ field: 'state', before: '', after: 'reset' }],
      } as const;
      await deps.audit.record(tenant, [entry]);
    },
  };
}
