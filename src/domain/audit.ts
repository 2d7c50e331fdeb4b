import { randomBytes } from 'node:crypto';
import type { Actor, FieldChange } from './person.ts';

/*
 * Port: the record of who changed what. It belongs to the domain because imports and changes of people, roles
 * and attributes are all recorded in the same way.
 */

export type AuditedEvent =
  | 'person-added'
  | 'person-changed'
  | 'person-moved'
  | 'person-deleted'
  | 'person-restored'
  | 'people-merged'
  | 'merge-undone'
  | 'duplicate-dismissed'
  | 'duplicate-shown-again'
  | 'person-purged'
  | 'person-erased'
  /** all that is held of them was handed out in a file */
  | 'person-exported'
  | 'role-given'
  | 'role-taken'
  | 'attribute-added'
  | 'attribute-changed'
  | 'attribute-removed'
  | 'attribute-restored'
  | 'attribute-purged'
  | 'import-completed'
  | 'import-undone'
  | 'export-completed'
  | 'sync-completed'
  | 'sync-undone'
  | 'bulk-undone'
  | 'setting-changed'
  /** an admin identified a person whom a sync had put on hold */
  | 'held-answered';

/** A change of something other than a person: a role, an attribute's name, an import's counts. */
interface AuditedChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** One entry of the audit: never deleted, and changed by the erasure of a person only. */
export interface AuditEntry {
  /** 16 hex digits; appending the same id twice stores one entry */
  readonly id: string;
  /** ISO 8601, UTC */
  readonly at: string;
  readonly by: Actor;
  /** `upkeep`: done by the product itself when the retention of deleted data ends */
  readonly from: 'chat' | 'import' | 'export' | 'sync' | 'upkeep';
  readonly what: AuditedEvent;
  readonly subject: {
    readonly type: 'person' | 'role' | 'attribute' | 'operation' | 'setting';
    readonly id: string;
    readonly name?: string;
  };
  readonly operation?: string;
  readonly changes: readonly (FieldChange | AuditedChange)[];
}

/**
 * Records a change in two steps, so that no entry is lost when the process dies between the change and its
 * entry: `intend` stores the entry as pending, `record` appends it once the change is made, `withdraw` drops it
 * when nothing was changed. Entries left pending by a dead process are resolved later
 * (src/features/admin/audit.ts).
 */
export interface AuditLog {
  /** At most 100 entries. @throws when they can't be stored: then nothing may be changed */
  intend(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
  /** Never throws: an entry that can't be appended now stays pending and is appended later. Idempotent. */
  record(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
  /** Never throws. */
  withdraw(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
}

/** The actor of changes that the product makes by itself. */
export const upkeep: Actor = { id: '', name: 'Rollcall' };

export function newAuditId(): string {
  return randomBytes(8).toString('hex');
}
