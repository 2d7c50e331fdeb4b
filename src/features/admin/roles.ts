import { safeId } from '../../domain/organization.ts';
import type { AuditEntry, AuditLog } from '../../domain/audit.ts';
import { newAuditId } from '../../domain/audit.ts';
import type { Actor } from '../../domain/person.ts';
import type { GrantableRight, Role, Standing } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { RoleGrant, RoleStore } from './ports.ts';

/** The roles granted by card. Group admins get theirs by owning a group, and everyone else is a member. */
type GivenRole = Extract<Role, 'tenant-admin' | 'organization-admin'>;

interface Admin {
  /** Entra object id */
  readonly id: string;
  /** '' for those of TENANT_ADMINS whose name is unknown */
  readonly name: string;
  readonly role: GivenRole;
  /** in TENANT_ADMINS: can't be removed by card */
  readonly fixed: boolean;
  /** ISO 8601, UTC */
  readonly since?: string;
  /** name of the admin who granted the role */
  readonly by?: string;
}

export interface Roles {
  /** The standing of a person in an organization, read each time, since it can change at any moment. */
  standingOf(tenant: string, person: string): Promise<Standing>;
  /** The holders of roles: those of TENANT_ADMINS first, then tenant admins, then by name. */
  list(tenant: string): Promise<readonly Admin[]>;
  /**
   * Grants a role, replacing the person's previous one.
   * @throws AppError `admin-fixed`, `last-tenant-admin`, or `needs-tenant-admin` when `by` is no longer a
   * tenant admin
   */
  give(tenant: string, by: Actor, person: Actor, role: GivenRole): Promise<void>;
  /**
   * Removes a role; does nothing if the person doesn't hold it.
   * @param role the role to remove; absent: any
   * @throws AppError `admin-fixed`, `last-tenant-admin`, `needs-tenant-admin`
   */
  take(tenant: string, by: Actor, person: string, role?: Role): Promise<void>;
}

export interface RolesOptions {
  readonly store: RoleStore;
  /**
   * TENANT_ADMINS: Entra object ids, each alone (an object id belongs to one tenant only) or as `tenant/object
   * id`, valid in that tenant only.
   */
  readonly tenantAdmins: readonly string[];
  /** the tenant of ids without one, when the bot serves a single tenant */
  readonly homeTenant?: string;
  /** the rights that an organization grants to its organization admins; absent: none */
  readonly granted?: (tenant: string) => Promise<readonly GrantableRight[]>;
  /** absent: entries stay pending until the audit is reconciled */
  readonly audit?: Pick<AuditLog, 'record'>;
  /** milliseconds since 1970 */
  readonly now?: () => number;
}

export function createRoles(options: RolesOptions): Roles {
  const { store, audit, now = Date.now, granted = () => Promise.resolve([]) } = options;
  const fixedIn = fixedAdmins(options);

  function change(
    tenant: string,
    by: Actor,
    decide: (grants: readonly RoleGrant[]) => Change | undefined,
  ): Promise<void> {
    return retryOnConflict('roles', async () => {
      const { grants, version } = await store.all(tenant);
      // Checked at the moment of the change: an admin removed a second ago can't remove others.
      if (!isTenantAdmin(by.id, grants, fixedIn(tenant, by.id)))
        throw new AppError('needs-tenant-admin');
      const decided = decide(grants);
      if (decided === undefined) return undefined;
      const entry: AuditEntry = {
        id: newAuditId(),
        at: new Date(now()).toISOString(),
        by,
        from: 'chat',
        ...decided.entry,
      };
      const changed = await store.change(tenant, version, decided.change, entry);
      if (changed === 'conflict') return changed;
      await audit?.record(tenant, [entry]);
      return undefined;
    });
  }

  /** Keeps at least one tenant admin who can appoint others. */
  function keepOne(tenant: string, without: string, grants: readonly RoleGrant[]): void {
    const stays = grants.some(
      ({ person, role }) => role === 'tenant-admin' && person !== safeId(without),
    );
    if (!stays && fixedIn(tenant).size === 0) throw new AppError('last-tenant-admin');
  }

  return {
    async standingOf(tenant, person) {
      if (fixedIn(tenant, person).has(person)) return { role: 'tenant-admin' };
      const role = (await store.roleOf(tenant, person)) ?? 'member';
      return role === 'organization-admin' ? { role, granted: await granted(tenant) } : { role };
    },
    async list(tenant) {
      const fixed = fixedIn(tenant);
      const { grants } = await store.all(tenant);
      const named = new Map(grants.map(({ person, name }) => [person, name]));
      const given = grants.flatMap((grant) => (fixed.has(grant.person) ? [] : adminFrom(grant)));
      return [
        ...Array.from(fixed, (id): Admin => ({
          id,
          name: named.get(id) ?? '',
          role: 'tenant-admin',
          fixed: true,
        })),
        ...given.toSorted(byRoleAndName),
      ];
    },
    give(tenant, by, { id, name }, role) {
      const person = safeId(id);
      return change(tenant, by, (grants) => {
        if (fixedIn(tenant, person).has(person)) throw new AppError('admin-fixed');
        const before = grants.find((grant) => grant.person === person);
        if (before?.role === role) return undefined;
        if (before?.role === 'tenant-admin') keepOne(tenant, person, grants);
        const at = new Date(now()).toISOString();
        return {
          change: { give: { person, role, name, at, by } },
          entry: {
            what: 'role-given',
            subject: { type: 'role', id: person, name },
            changes: [{ field: 'role', before: before?.role ?? '', after: role }],
          },
        };
      });
    },
    take(tenant, by, id, role) {
      const person = safeId(id);
      return change(tenant, by, (grants) => {
        if (fixedIn(tenant, person).has(person)) throw new AppError('admin-fixed');
        const held = grants.find((grant) => grant.person === person);
        if (held === undefined || (role !== undefined && held.role !== role)) return undefined;
        if (held.role === 'tenant-admin') keepOne(tenant, person, grants);
        return {
          change: { take: person },
          entry: {
            what: 'role-taken',
            subject: { type: 'role', id: person, name: held.name },
            changes: [{ field: 'role', before: held.role, after: '' }],
          },
        };
      });
    },
  };
}

interface Change {
  readonly change: Parameters<RoleStore['change']>[2];
  readonly entry: Pick<AuditEntry, 'what' | 'subject' | 'changes'>;
}

/**
 * The TENANT_ADMINS of an organization. If the bot has no home tenant, an id without a tenant is valid wherever
 * its person appears; since that organization is unknown, the id counts toward no organization's tenant admins.
 */
function fixedAdmins({ tenantAdmins, homeTenant }: RolesOptions) {
  const first = tenantAdmins.map((id) => id.split('/').map(safeId));
  return (tenant: string, asking?: string): ReadonlySet<string> => {
    const isHome = homeTenant !== undefined && safeId(homeTenant) === tenant;
    const found = new Set<string>();
    for (const [one = '', other] of first) {
      if (other !== undefined && one === tenant) found.add(other);
      if (other !== undefined) continue;
      if (isHome || (homeTenant === undefined && one === asking)) found.add(one);
    }
    return found;
  };
}

function isTenantAdmin(
  person: string,
  grants: readonly RoleGrant[],
  fixed: ReadonlySet<string>,
): boolean {
  if (fixed.has(person)) return true;
  return grants.some((grant) => grant.person === person && grant.role === 'tenant-admin');
}

function adminFrom({ person, role, name, at, by }: RoleGrant): Admin[] {
  if (role !== 'tenant-admin' && role !== 'organization-admin') return [];
  return [
    {
      id: person,
      name,
      role,
      fixed: false,
      ...(at !== undefined && { since: at }),
      ...(by !== undefined && { by: by.name }),
    },
  ];
}

function byRoleAndName(one: Admin, other: Admin): number {
  if (one.role !== other.role) return one.role === 'tenant-admin' ? -1 : 1;
  return one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1);
}
