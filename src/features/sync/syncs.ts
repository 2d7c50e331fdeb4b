import { heldDays, remindAfterDays } from '../../domain/operations/sync-facts.ts';
import { randomBytes } from 'node:crypto';
import { newAuditId, type AuditLog } from '../../domain/audit.ts';
import type { Actor } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import { changeOperation } from '../../jobs/change-operation.ts';
import {
  isEnded,
  noCounts,
  operationId,
  type Operation,
  type OperationKey,
} from '../../domain/operations/operation.ts';
import type { JobSender, OperationStore } from '../../domain/operations/ports.ts';
import { changeSyncState } from './change-state.ts';
import type { SyncSettingsReader, SyncStateStore } from './ports.ts';
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

/** Number of card actions that are remembered. */
const keysKept = 20;
const dayMs = 24 * 3_600_000;

export function createSyncs(deps: SyncsDeps): Syncs {
  const { operations, states, jobs } = deps;
  const send = ({ tenant, id }: Pick<OperationKey, 'tenant' | 'id'>) =>
    jobs.send({ v: 1, type: 'sync-people', tenant, operation: id });
  const keyOf = (tenant: string, id: string): OperationKey => ({ tenant, kind: 'sync', id });

  /**
   * The id of the sync for a card action. It is stored before anything is requested, so that a repeated action
   * finds it.
   */
  function idFor(tenant: string, key: string): Promise<{ id: string; isNew: boolean }> {
    const fresh = operationId(deps.now(), randomBytes(8).toString('hex'));
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
  }

  /**
   * An id without a record: the sync is being requested at this moment, or its process died and this action
   * continues it.
   */
  async function isUnderWay(tenant: string, id: string): Promise<boolean> {
    const operation = await operations.read(keyOf(tenant, id));
    // A held sync doesn't run. The next one compares again and replaces it.
    return operation === undefined || !(isEnded(operation.state) || operation.state === 'held');
  }

  function confirmFrom(state: 'preview' | 'held') {
    return async (key: OperationKey, by: Actor): Promise<Operation | undefined> => {
      // Before the record is changed: a message that comes too early waits for it, and a lost one would not.
      await send(key);
      const result = await changeOperation(operations, key, (latest) =>
        latest.state === state
          ? {
              ...latest,
              state: 'queued',
              confirmedAt: new Date(deps.now()).toISOString(),
              confirmedBy: by,
              planned: latest.counts,
              rowsDone: 0,
              tries: 0,
            }
          : undefined,
      );
      return result?.operation;
    };
  }

  async function discard(key: OperationKey): Promise<Operation | undefined> {
    const result = await changeOperation(operations, key, (latest) =>
      latest.state === 'held'
        ? { ...latest, state: 'cancelled', endedAt: new Date(deps.now()).toISOString() }
        : undefined,
    );
    return result?.operation;
  }

  async function create(tenant: string, id: string, asked: SyncAsked): Promise<Operation> {
    const key = keyOf(tenant, id);
    const there = await operations.read(key);
    if (there !== undefined) return there;
    await send(key);
    const { by, locale, timeZone, scheduled } = asked;
    const created = await operations.create({
      ...key,
      state: 'queued',
      at: new Date(deps.now()).toISOString(),
      by,
      locale,
      ...defined({ timeZone }),
      fileName: 'Microsoft Entra',
      fileBytes: 0,
      counts: noCounts,
      sync: { removed: 0, restored: 0, merged: 0, ...(scheduled === true && { scheduled }) },
      rowsDone: 0,
      tries: 0,
      original: '',
    });
    if (created !== 'conflict') return created;
    const quicker = await operations.read(key);
    if (quicker === undefined) throw new AppError('operation-gone', { kind: 'sync' });
    return quicker;
  }

  return {
    async ask(tenant, asked) {
      if ((await deps.settings.settings(tenant)) === undefined) {
        throw new AppError('sync-not-set-up');
      }
      const before = (await states.read(tenant))?.operation;
      const { id, isNew } = await idFor(tenant, asked.key);
      if (before !== undefined && before !== id) await discard(keyOf(tenant, before));
      return { operation: await create(tenant, id, asked), isNew };
    },

    confirm: confirmFrom('preview'),
    apply: confirmFrom('held'),
    discard,
    async expire(tenant) {
      const id = (await states.read(tenant))?.operation;
      const held = id === undefined ? undefined : await operations.read(keyOf(tenant, id));
      if (held?.state !== 'held') return undefined;
      const days = (deps.now() - Date.parse(held.at)) / dayMs;
      if (days >= heldDays) {
        await discard(held);
        return undefined;
      }
      if (days < remindAfterDays || held.sync?.remindedAt !== undefined) return undefined;
      // Without its position the card is sent again, as a message of its own.
      const result = await changeOperation(operations, held, (latest) => {
        if (latest.state !== 'held' || latest.sync === undefined) return undefined;
        const { card: _place, ...kept } = latest;
        const remindedAt = new Date(deps.now()).toISOString();
        return { ...kept, sync: { ...latest.sync, remindedAt } };
      });
      return result?.changed === true ? result.operation : undefined;
    },

    async cancel(key) {
      const result = await changeOperation(operations, key, (latest) => {
        if (isEnded(latest.state)) return undefined;
        if (latest.state !== 'applying') {
          const endedAt = new Date(deps.now()).toISOString();
          return { ...latest, state: 'cancelled', endedAt };
        }
        return latest.cancelAsked === true ? undefined : { ...latest, cancelAsked: true };
      });
      return result?.operation;
    },

    async reset(tenant, by) {
      const isReset = await changeSyncState(states, tenant, async (state) => {
        if (state === undefined) return { result: false };
        const { deltaLink, revision, etag: _etag, ...kept } = state;
        const isForgotten = deltaLink === undefined && revision === undefined && !kept.isConfirmed;
        const { operation } = kept;
        // A running sync would store its link again, so it must see each reset. Otherwise there is nothing left
        // to reset.
        const isRunning = operation !== undefined && (await isUnderWay(tenant, operation));
        if (isForgotten && !isRunning) return { result: false };
        const next = { ...kept, isConfirmed: false, resets: (kept.resets ?? 0) + 1 };
        return { next, result: true };
      });
      if (!isReset) return;
      const entry = {
        id: newAuditId(),
        at: new Date(deps.now()).toISOString(),
        by,
        from: 'chat',
        what: 'setting-changed',
        subject: { type: 'setting', id: 'sync' },
        changes: [{ field: 'state', before: '', after: 'reset' }],
      } as const;
      await deps.audit.record(tenant, [entry]);
    },

    async last(tenant) {
      const state = await states.read(tenant);
      if (state?.operation === undefined) return undefined;
      return operations.read(keyOf(tenant, state.operation));
    },
  };
}
