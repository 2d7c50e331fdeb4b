import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditLog } from '../../../src/domain/audit.ts';
import type { Audit } from '../../../src/features/admin/audit.ts';
import { createOrganizationSettings } from '../../../src/features/admin/settings.ts';
import type { StorageConnection } from '../../../src/infra/storage/connect.ts';
import { tableNames } from '../../../src/infra/storage/ensure.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';
import { createTestAudit } from '../../support/test-audit.ts';
import { allOf } from './all-of.ts';

const admin = { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sample Admin' };
const now = () => Date.parse('2026-03-01T00:00:00Z');

let storage: Storage;
let connection: StorageConnection;
let audit: Audit;

beforeAll(async () => {
  ({ storage, connection } = await openTestStorage());
  audit = createTestAudit(storage, now);
});

const settingsWith = (log: Pick<AuditLog, 'record'>) =>
  createOrganizationSettings({ store: storage.organizationSettings, audit: log, now });
const recorded = async (tenant: string) =>
  (await allOf(storage.audit.read(tenant, '2026-03'))).flat();

describe('the delimiter of an organization’s files', () => {
  it('is a comma until another is chosen, and each change stands in the audit', async () => {
    const settings = settingsWith(audit);
    expect(await settings.delimiter('choosing')).toBe(',');
    await settings.setDelimiter('choosing', admin, ';');
    expect(await settings.delimiter('choosing')).toBe(';');
    expect(await settings.delimiter('other')).toBe(',');
    expect(await recorded('choosing')).toMatchObject([
      {
        by: admin,
        from: 'chat',
        what: 'setting-changed',
        subject: { type: 'setting', id: 'delimiter' },
        changes: [{ field: 'delimiter', before: ',', after: ';' }],
      },
    ]);
    await settings.setDelimiter('choosing', admin, ',');
    expect(await settings.delimiter('choosing')).toBe(',');
    expect(await recorded('choosing')).toHaveLength(2);
    expect(await storage.auditIntents.kept('choosing')).toEqual([]);
  });

  it('is not changed by choosing what is chosen', async () => {
    const settings = settingsWith(audit);
    await settings.setDelimiter('same', admin, ',');
    await settings.setDelimiter('same', admin, ';');
    await settings.setDelimiter('same', admin, ';');
    expect(await recorded('same')).toHaveLength(1);
  });

  it('is changed together with its entry, though the process dies before the audit is written', async () => {
    const settings = settingsWith({ record: () => Promise.reject(new Error('died')) });
    await expect(settings.setDelimiter('died', admin, ';')).rejects.toThrow('died');
    expect(await settings.delimiter('died')).toBe(';');
    expect(await recorded('died')).toEqual([]);
    expect(await audit.reconcile('died')).toBe(1);
    expect(await recorded('died')).toMatchObject([{ what: 'setting-changed' }]);
  });

  it('chosen by several at the same moment is recorded change by change', async () => {
    const settings = settingsWith(audit);
    const choices = [';', ',', ';', ','] as const;
    await Promise.all(choices.map((choice) => settings.setDelimiter('racing', admin, choice)));
    const changed = (await recorded('racing')).filter(({ changes }) => changes[0]?.after === ';');
    const back = (await recorded('racing')).filter(({ changes }) => changes[0]?.after === ',');
    const last = await settings.delimiter('racing');
    expect(changed.length - back.length).toBe(last === ';' ? 1 : 0);
  });

  it('leaves the identity secret alone, by which people are recognized', async () => {
    const before = await storage.organizations.facts('secret');
    await settingsWith(audit).setDelimiter('secret', admin, ';');
    const row = await connection
      .table(tableNames.organizations)
      .getEntity<{ identitySecret: string }>('secret', 'settings');
    expect(row.identitySecret).toBe(before.identitySecret);
  });

  it('that this version doesn’t know counts as not chosen', async () => {
    await connection.table(tableNames.organizations).createEntity({
      partitionKey: 'later',
      rowKey: 'setting|delimiter',
      value: '\t',
    });
    expect(await settingsWith(audit).delimiter('later')).toBe(',');
  });
});

describe('whether who signs in joins', () => {
  it('is so until it is switched off, and each change stands in the audit', async () => {
    const settings = settingsWith(audit);
    expect(await settings.signIn('signing-in')).toBe(true);
    await settings.setSignIn('signing-in', admin, true);
    await settings.setSignIn('signing-in', admin, false);
    expect(await settings.signIn('signing-in')).toBe(false);
    expect(await settings.delimiter('signing-in')).toBe(',');
    await settings.setSignIn('signing-in', admin, true);
    expect(await settings.signIn('signing-in')).toBe(true);
    const changes = (await recorded('signing-in')).map((entry) => entry.changes[0]);
    expect(changes).toHaveLength(2);
    expect(changes).toContainEqual({ field: 'signIn', before: 'on', after: 'off' });
  });
});
