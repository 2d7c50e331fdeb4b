import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AttributeDefinition } from '../../../src/domain/attributes.ts';
import type { Audit } from '../../../src/features/admin/audit.ts';
import type { StorageConnection } from '../../../src/infra/storage/connect.ts';
import { tableNames } from '../../../src/infra/storage/ensure.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import {
  createSyncSettings,
  type SyncChoice,
} from '../../../src/features/sync/sync-settings-use.ts';
import { usualMapping } from '../../../src/features/sync/sync-settings.ts';
import { allOf } from '../admin/all-of.ts';
import { openTestStorage } from '../../support/storage.ts';
import { createTestAudit } from '../../support/test-audit.ts';

const admin = { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sämple \u2028 Admin' };
const other = { id: 'aaaaaaaa-0000-0000-0000-000000000002', name: 'Other Admin' };
const start = Date.parse('2026-03-01T00:00:00Z');
const badge: AttributeDefinition = {
  key: 'own_badge000',
  name: 'Badge',
  type: 'text',
  required: false,
  visibleTo: 'all',
};
const born: AttributeDefinition = { ...badge, key: 'own_born0000', name: 'Born', type: 'date' };
const choice: SyncChoice = {
  mapping: usualMapping,
  offered: Object.keys(usualMapping) as SyncChoice['offered'],
  users: { kind: 'all' },
  schedule: { kind: 'by-hand' },
};
const daily = { kind: 'daily', hour: 6, timeZone: 'Europe/Berlin' } as const;

let storage: Storage;
let connection: StorageConnection;
let audit: Audit;

beforeAll(async () => {
  ({ storage, connection } = await openTestStorage());
  audit = createTestAudit(storage, () => start);
});

function settingsAt(now = start, own: readonly AttributeDefinition[] = [badge, born]) {
  const sent: unknown[] = [];
  const settings = createSyncSettings({
    store: storage.syncSettings,
    audit,
    jobs: {
      send: (message, delay) => {
        sent.push({ message, delay });
        return Promise.resolve();
      },
    },
    attributes: () => Promise.resolve(own),
    now: () => now,
  });
  return Object.assign(settings, { sent });
}
const recorded = async (tenant: string) =>
  (await allOf(storage.audit.read(tenant, '2026-03'))).flat();

describe('what an organization decides about its sync', () => {
  it('comes back as it was saved, each in its organization, and stands in the audit', async () => {
    const settings = settingsAt();
    expect(await settings.settings('saved')).toBeUndefined();
    const groups = [{ id: '00000000-0000-4000-8000-000000000101', name: 'Nörd \u2029 🧑‍🤝‍🧑' }];
    const wanted = {
      ...choice,
      mapping: { ...usualMapping, own_badge000: 'city' },
      users: { kind: 'groups', groups },
      schedule: daily,
    } as const;
    expect(await settings.save('saved', admin, 'de-DE', wanted)).toMatchObject({ isFirst: true });
    const kept = await settings.read('saved');
    expect(kept).toMatchObject({
      settings: { mapping: wanted.mapping, users: wanted.users, schedule: daily },
      daily: { by: admin, locale: 'de-DE', nextAt: '2026-03-01T05:00:00.000Z' },
    });
    expect(await settings.settings('other')).toBeUndefined();
    const [entry] = await recorded('saved');
    expect(entry).toMatchObject({
      by: admin,
      what: 'setting-changed',
      subject: { type: 'setting', id: 'sync' },
    });
    expect(entry?.changes.map(({ field }) => field)).toEqual([
      'sync-mapping',
      'sync-users',
      'sync-schedule',
    ]);
    expect(entry?.changes[0]?.after).toContain('Badge=city');
    expect(await storage.auditIntents.kept('saved')).toEqual([]);
  });

  it('gets another revision exactly when the mapping or the users change', async () => {
    const settings = settingsAt();
    const revision = async (changes: Partial<SyncChoice>) => {
      await settings.save('revised', admin, 'en', { ...choice, ...changes });
      return (await settings.settings('revised'))?.revision;
    };
    const group = { id: '00000000-0000-4000-8000-000000000101', name: 'One' };
    const users = { kind: 'groups', groups: [group] } as const;
    const first = await revision({});
    expect(await revision({ schedule: daily })).toBe(first);
    const second = await revision({ users });
    expect(second).not.toBe(first);
    const renamed = { kind: 'groups', groups: [{ ...group, name: 'Renamed' }] } as const;
    expect(await revision({ users: renamed })).toBe(second);
    const mapped = { ...usualMapping, email: 'userPrincipalName' } as const;
    expect(await revision({ users: renamed, mapping: mapped })).not.toBe(second);
  });

  it('is not changed, nor recorded, by saving what is there', async () => {
    const settings = settingsAt();
    await settings.save('same', admin, 'en', choice);
    const before = await settings.read('same');
    expect(await settings.save('same', other, 'en', choice)).toMatchObject({ isFirst: false });
    expect(await settings.read('same')).toEqual(before);
    expect(await recorded('same')).toHaveLength(1);
  });

  it('is refused without a phone, with too many groups or none, or of what is not there', async () => {
    const settings = settingsAt();
    const { phone: _phone, ...phoneless } = usualMapping;
    const groups = Array.from({ length: 21 }, (_, index) => ({ id: `g${index}`, name: 'x' }));
    const wrong: [Partial<SyncChoice>, ...string[]][] = [
      [{ mapping: phoneless }, 'phone-not-mapped'],
      [{ mapping: { ...usualMapping, own_removed1: 'city' } }, 'attribute-gone'],
      [{ mapping: { ...usualMapping, own_born0000: 'city' } }, 'attribute-gone'],
      [{ users: { kind: 'groups', groups: [] } }, 'no-group'],
      [{ users: { kind: 'groups', groups } }, 'too-many-groups'],
      [
        { mapping: { ...phoneless, own_removed1: 'city' }, users: { kind: 'groups', groups: [] } },
        ...['phone-not-mapped', 'attribute-gone', 'no-group'],
      ],
    ];
    for (const [changes, ...problems] of wrong) {
      const outcome = await settings.save('wrong', admin, 'en', { ...choice, ...changes });
      expect(outcome).toEqual({ problems });
    }
    expect(await settings.settings('wrong')).toBeUndefined();
    expect(await recorded('wrong')).toEqual([]);
  });

  it('keeps what a form did not offer, and forgets what was removed since', async () => {
    const settings = settingsAt();
    const mapping = { ...usualMapping, own_badge000: 'city' } as const;
    const offered = [...choice.offered, 'own_badge000'] as const;
    await settings.save('merged', admin, 'en', { ...choice, mapping, offered });
    await settings.save('merged', admin, 'en', choice);
    expect((await settings.settings('merged'))?.mapping).toEqual(mapping);
    await settingsAt(start, []).save('merged', admin, 'en', choice);
    expect((await settings.settings('merged'))?.mapping).toEqual(usualMapping);
  });

  it('saved by several at the same moment is recorded change by change', async () => {
    const settings = settingsAt();
    const hours = [1, 2, 3, 4];
    await Promise.all(
      hours.map((hour) =>
        settings.save('racing', admin, 'en', { ...choice, schedule: { ...daily, hour } }),
      ),
    );
    expect(await recorded('racing')).toHaveLength(hours.length);
  });

  it('that a later version wrote is never taken for nothing and overwritten', async () => {
    await connection.table(tableNames.organizations).createEntity({
      partitionKey: 'later',
      rowKey: 'sync|settings',
      kept: JSON.stringify({ settings: { mapping: { phone: 'faxNumber' } } }),
    });
    await expect(settingsAt().save('later', admin, 'en', choice)).rejects.toMatchObject({
      code: 'unexpected',
    });
  });
});

describe('who chose the daily sync', () => {
  it('owns it, until another one chooses another', async () => {
    const settings = settingsAt();
    await settings.save('owned', admin, 'en', { ...choice, schedule: daily });
    expect(settings.sent).toEqual([
      {
        message: { v: 1, type: 'run-sync', tenant: 'owned', at: '2026-03-01T05:00:00.000Z' },
        delay: 5 * 3600,
      },
    ]);
    const mapping = { ...usualMapping, email: 'userPrincipalName' } as const;
    await settings.save('owned', other, 'en', { ...choice, mapping, schedule: daily });
    expect((await settings.read('owned'))?.daily?.by).toEqual(admin);
    await settings.save('owned', other, 'en', { ...choice, schedule: { ...daily, hour: 7 } });
    expect((await settings.read('owned'))?.daily).toMatchObject({
      by: other,
      nextAt: '2026-03-01T06:00:00.000Z',
    });
    await settings.save('owned', other, 'en', choice);
    expect((await settings.read('owned'))?.daily).toBeUndefined();
  });
});
