import { randomBytes } from 'node:crypto';
import type { Actor, FieldChange } from './person.ts';

/*
 * Port: where it is recorded who changed what. It stands in the domain because changes of people, roles and attributes, and
 * imports, are recorded in the same way.
 */

export type AuditedEvent =
  | 'person-added'
  | 'person-changed'
  | 'person-moved'
  | 'person-deleted'
  | 'person-restored'
  | 'people-merged'
  | 'person-purged'
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
  | 'setting-changed'
  /** an admin said who somebody is whom a sync held */
  | 'held-answered';

/** What was changed in something that isn't a person: the role, an attribute's name, an import's counts. */
interface AuditedChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** One entry of the audit: never changed, never removed. */
export interface AuditEntry {
  /** 16 hex digits; an entry that is appended twice under one id stands there once */
  readonly id: string;
  /** ISO 8601, UTC */
  readonly at: string;
  readonly by: Actor;
  /** `upkeep`: what the product does by itself, when what was deleted is kept no longer */
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
 * Recording a change in two steps, so that none is lost when the process dies between the change and its entry:
 * `intend` keeps the entry aside, `record` appends it once the change is made, `withdraw` forgets it when nothing was
 * changed. What is left aside by a process that died is looked into later (src/features/admin/audit.ts).
 */
export interface AuditLog {
  /** At most 100 entries. @throws when they can't be kept: then nothing may be changed */
  intend(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
  /** Never throws: an entry that can't be appended now stays aside and is appended later. Idempotent. */
  record(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
  /** Never throws. */
  withdraw(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
}

/** Who does what the product does by itself. */
export const upkeep: Actor = { id: '', name: 'Rollcall' };

export function newAuditId(): string {
  return randomBytes(8).toString('hex');
}
