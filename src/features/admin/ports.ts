import type { AttributeDefinition } from '../../domain/attributes.ts';
import type { AuditEntry } from '../../domain/audit.ts';
import type { Actor } from '../../domain/person.ts';
import type { Role } from '../../domain/roles.ts';

/** A role that was given in the product. */
export interface RoleGrant {
  /** Entra object id */
  readonly person: string;
  readonly role: Role;
  readonly name: string;
  /** ISO 8601, UTC */
  readonly at?: string;
  readonly by?: Actor;
}

/** Roles that were given in the product; TENANT_ADMINS of the settings come on top. */
export interface RoleStore {
  roleOf(tenant: string, person: string): Promise<Role | undefined>;
  /** Puts a role without any question; `change` is the way that keeps the rules. */
  give(tenant: string, person: string, role: Role): Promise<void>;
  /** All roles, and the version that a change of them is decided on. */
  all(
    tenant: string,
  ): Promise<{ readonly grants: readonly RoleGrant[]; readonly version?: string }>;
  /**
   * Gives or takes one role, and keeps the audit's entry aside, together or not at all.
   * @returns 'conflict' when any role has changed since the version
   */
  change(
    tenant: string,
    version: string | undefined,
    change: { readonly give: RoleGrant } | { readonly take: string },
    audit: AuditEntry,
  ): Promise<'changed' | 'conflict'>;
}

/** Where the organizations' own attributes are kept. */
export interface AttributeStore {
  /** All of them, the removed ones too, and the version that a change of them is decided on. */
  all(tenant: string): Promise<{
    readonly attributes: readonly AttributeDefinition[];
    readonly version?: string;
  }>;
  /** Writes one attribute (or forgets it), and keeps the audit's entry aside, together or not at all. */
  change(
    tenant: string,
    version: string | undefined,
    change: { readonly put: AttributeDefinition } | { readonly forget: string },
    audit: AuditEntry,
  ): Promise<'changed' | 'conflict'>;
}

/** What an organization may choose, and by what it is called in the store and the audit. */
export type SettingName =
  'delimiter' | 'signIn' | 'groupAdding' | 'groupLimit' | 'matchBy' | 'changeLimit';

/** What the organizations have chosen. */
export interface SettingStore {
  /** What was chosen (the rest is as it comes), and the version that a change of it is decided on. */
  all(tenant: string): Promise<{
    readonly chosen: Readonly<Partial<Record<SettingName, string>>>;
    readonly version?: string;
  }>;
  /** Writes one choice, and keeps the audit's entry aside, together or not at all. */
  change(
    tenant: string,
    version: string | undefined,
    change: { readonly name: SettingName; readonly value: string },
    audit: AuditEntry,
  ): Promise<'changed' | 'conflict'>;
}

/** The audit: what stands in it can't be changed. */
export interface AuditStore {
  /** At most 100. An entry that stands there already is left. */
  append(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
  /** The month (YYYY-MM) of the first entry that was appended. */
  firstMonth(tenant: string): Promise<string | undefined>;
  /** A month's entries, newest first, page by page. */
  read(tenant: string, month: string): AsyncIterable<readonly AuditEntry[]>;
}

/** Entries that are kept aside until they stand in the audit. */
export interface AuditIntents {
  /** At most 100. */
  keep(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
  forget(tenant: string, ids: readonly string[]): Promise<void>;
  /** @returns `made`: the change is certain, only its entry may be missing */
  kept(tenant: string): Promise<readonly { readonly entry: AuditEntry; readonly made: boolean }[]>;
}
