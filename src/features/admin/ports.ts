import type { AttributeDefinition } from '../../domain/attributes.ts';
import type { AuditEntry, AuditedEvent } from '../../domain/audit.ts';
import type { Actor } from '../../domain/person.ts';
import type { Role } from '../../domain/roles.ts';

/** A role granted in the product. */
export interface RoleGrant {
  /** Entra object id */
  readonly person: string;
  readonly role: Role;
  readonly name: string;
  /** ISO 8601, UTC */
  readonly at?: string;
  readonly by?: Actor;
}

/** Roles granted in the product; TENANT_ADMINS of the settings are added to them. */
export interface RoleStore {
  roleOf(tenant: string, person: string): Promise<Role | undefined>;
  /** Writes a role without any check; `change` enforces the rules. */
  give(tenant: string, person: string, role: Role): Promise<void>;
  /** All roles, and their version, on which a change is conditional. */
  all(
    tenant: string,
  ): Promise<{ readonly grants: readonly RoleGrant[]; readonly version?: string }>;
  /**
   * Grants or removes one role and stores the pending audit entry, in one transaction.
   * @returns 'conflict' when any role has changed since the version
   */
  change(
    tenant: string,
    version: string | undefined,
    change: { readonly give: RoleGrant } | { readonly take: string },
    audit: AuditEntry,
  ): Promise<'changed' | 'conflict'>;
}

/** Storage of organizations' own attributes. */
export interface AttributeStore {
  /** All attributes, including removed ones, and their version, on which a change is conditional. */
  all(tenant: string): Promise<{
    readonly attributes: readonly AttributeDefinition[];
    readonly version?: string;
  }>;
  /** Writes attributes (or deletes one) and stores the pending audit entry, in one transaction. */
  change(
    tenant: string,
    version: string | undefined,
    change: { readonly put: readonly AttributeDefinition[] } | { readonly forget: string },
    audit: AuditEntry,
  ): Promise<'changed' | 'conflict'>;
}

/** An organization's settings, by their names in the store and the audit. */
export type SettingName =
  | 'delimiter'
  | 'signIn'
  | 'groupAdding'
  | 'groupLimit'
  | 'matchBy'
  | 'changeLimit'
  | 'lookup'
  | 'selfEdit'
  | 'adminsMay'
  | 'inbox'
  | 'timeZone';

/** Storage of organizations' settings. */
export interface SettingStore {
  /** undefined: it has its default */
  one(tenant: string, name: SettingName): Promise<string | undefined>;
  /** The settings that were changed (the others have their default), and their version, on which a change is conditional. */
  all(tenant: string): Promise<{
    readonly chosen: Readonly<Partial<Record<SettingName, string>>>;
    readonly version?: string;
  }>;
  /** Writes one setting and stores the pending audit entry, in one transaction. */
  change(
    tenant: string,
    version: string | undefined,
    change: { readonly name: SettingName; readonly value: string },
    audit: AuditEntry,
  ): Promise<'changed' | 'conflict'>;
}

/** For the erasure of a person only: overwrites entries that have the same id and time. */
export interface AuditRewriter {
  /** At most 100, of one month. */
  replace(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
}

/** For the entries of an archive, which are older than those that are there. */
export interface AuditBeginning {
  /** The audit has entries of this month (YYYY-MM) too. */
  startsIn(tenant: string, month: string): Promise<void>;
}

/** The audit: entries can't be changed, except by the erasure of a person. */
export interface AuditStore {
  /** At most 100. An existing entry is left alone. */
  append(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
  /** The month (YYYY-MM) of the first entry. */
  firstMonth(tenant: string): Promise<string | undefined>;
  /** A month's entries, newest first, page by page. @param only leaves out all others, before they are sent */
  read(tenant: string, month: string, only?: AuditOnly): AsyncIterable<readonly AuditEntry[]>;
}

/** Entries about one of these people, and all entries of these events. */
export interface AuditOnly {
  readonly subjects: ReadonlySet<string>;
  readonly events: readonly AuditedEvent[];
}

/** Pending entries, kept until they are in the audit. */
export interface AuditIntents {
  /** At most 100. */
  keep(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
  forget(tenant: string, ids: readonly string[]): Promise<void>;
  /** @returns `made`: the change is certain, only its entry may be missing */
  kept(tenant: string): Promise<readonly { readonly entry: AuditEntry; readonly made: boolean }[]>;
}
