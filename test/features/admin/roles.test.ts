import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/domain/person.ts';
import type { Audit } from '../../../src/features/admin/audit.ts';
import { createRoles, type Roles } from '../../../src/features/admin/roles.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';
import { auditOf, createTestAudit } from '../../support/test-audit.ts';

const actor = (number: number): Actor => ({
  id: `aaaaaaaa-0000-0000-0000-00000000000${number}`,
  name: `Sample ${number}`,
});
const [first, second, third] = [actor(1), actor(2), actor(3)];

let storage: Storage;
let audit: Audit;

beforeAll(async () => {
  ({ storage } = await openTestStorage());
  audit = createTestAudit(storage, Date.now);
});

function rolesWith(tenantAdmins: readonly string[]): Roles {
  return createRoles({ store: storage.roles, tenantAdmins, audit });
}

async function adminsOf(tenant: string): Promise<string[]> {
  const admins = await rolesWith([]).list(tenant);
  return admins.filter(({ role }) => role === 'tenant-admin').map(({ id }) => id);
}

/** An organization whose only tenant admins are those given here. */
async function organizationOf(tenant: string, ...admins: readonly Actor[]): Promise<Roles> {
  const setUp = rolesWith([`${tenant}/root`]);
  for (const one of admins)
    await setUp.give(tenant, { id: 'root', name: 'Root' }, one, 'tenant-admin');
  return rolesWith([]);
}

describe('roles given by card', () => {
  it('hold at once, say who gave them, and are in the audit', async () => {
    const tenant = 'given';
    const roles = rolesWith([`${tenant}/${first.id}`]);
    await roles.give(tenant, first, second, 'organization-admin');
    expect(await roles.standingOf(tenant, second.id)).toEqual({
      role: 'organization-admin',
      granted: [],
    });
    expect(await roles.standingOf('elsewhere', second.id)).toEqual({ role: 'member' });
    expect(await roles.list(tenant)).toMatchObject([
      { id: first.id, role: 'tenant-admin', fixed: true },
      { ...second, role: 'organization-admin', fixed: false, by: first.name },
    ]);
    await roles.give(tenant, first, second, 'tenant-admin');
    await roles.take(tenant, second, second.id);
    expect(await roles.standingOf(tenant, second.id)).toEqual({ role: 'member' });
    const found = await auditOf(storage, tenant);
    expect(
      found.toReversed().map(({ what, by, changes }) => [what, by.id, changes[0]?.after]),
    ).toEqual([
      ['role-given', first.id, 'organization-admin'],
      ['role-given', first.id, 'tenant-admin'],
      ['role-taken', second.id, ''],
    ]);
  });

  it('never leave an organization without a tenant admin', async () => {
    const roles = await organizationOf('last', first, second);
    await roles.take('last', first, second.id, 'tenant-admin');
    await expect(roles.take('last', first, first.id)).rejects.toThrow('last-tenant-admin');
    await expect(roles.give('last', first, first, 'organization-admin')).rejects.toThrow(
      'last-tenant-admin',
    );
    expect(await adminsOf('last')).toEqual([first.id]);
  });

  it('never leave it without one when several remove each other at the same moment', async () => {
    for (let run = 0; run < 8; run += 1) {
      const tenant = `duel-${run}`;
      const all = [first, second, third];
      const roles = await organizationOf(tenant, ...all);
      await Promise.allSettled(
        all.flatMap((by) => all.map((whom) => roles.take(tenant, by, whom.id, 'tenant-admin'))),
      );
      expect((await adminsOf(tenant)).length).toBeGreaterThanOrEqual(1);
      expect(await storage.auditIntents.kept(tenant)).toEqual([]);
    }
  });

  it('can’t be changed by someone who was removed a moment ago', async () => {
    const roles = await organizationOf('removed', first, second);
    await roles.take('removed', first, second.id);
    await expect(roles.take('removed', second, first.id)).rejects.toThrow('needs-tenant-admin');
    await expect(roles.give('removed', second, second, 'tenant-admin')).rejects.toThrow(
      'needs-tenant-admin',
    );
  });

  it('don’t touch those whom the settings name, who count as tenant admins', async () => {
    const tenant = 'fixed';
    await organizationOf(tenant, second);
    const roles = rolesWith([`${tenant}/${first.id}`]);
    await expect(roles.take(tenant, second, first.id)).rejects.toThrow('admin-fixed');
    await expect(roles.give(tenant, second, first, 'organization-admin')).rejects.toThrow(
      'admin-fixed',
    );
    await roles.take(tenant, second, second.id);
    expect(await adminsOf(tenant)).toEqual([]);
  });

  it('are left as they are by a second press, or when another role is held by then', async () => {
    const roles = await organizationOf('twice', first);
    await roles.give('twice', first, second, 'organization-admin');
    await roles.give('twice', first, second, 'organization-admin');
    await roles.take('twice', first, second.id, 'tenant-admin');
    expect(await roles.standingOf('twice', second.id)).toEqual({
      role: 'organization-admin',
      granted: [],
    });
    await roles.take('twice', first, second.id);
    await roles.take('twice', first, second.id);
    expect(await roles.standingOf('twice', second.id)).toEqual({ role: 'member' });
  });
});

describe('a tenant admin of the settings without a tenant', () => {
  it('counts in the home tenant only', async () => {
    const options = { store: storage.roles, tenantAdmins: [first.id] };
    const home = createRoles({ ...options, homeTenant: 'HOME' });
    expect(await home.standingOf('home', first.id)).toEqual({ role: 'tenant-admin' });
    expect(await home.standingOf('other', first.id)).toEqual({ role: 'member' });
    expect(await home.list('home')).toMatchObject([{ id: first.id, fixed: true }]);
    // Without a home tenant they are admins where they show up, and keep no other organization's last admin replaceable.
    const nowhere = createRoles(options);
    expect(await nowhere.standingOf('other', first.id)).toEqual({ role: 'tenant-admin' });
    expect(await nowhere.list('other')).toEqual([]);
  });
});
