import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../../../src/domain/audit.ts';
import { shards } from '../../../src/domain/person-id.ts';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import { createDailyPurge } from '../../../src/jobs/purge-daily.ts';
import { createLog } from '../../../src/log.ts';
import { createAttributes } from '../../../src/features/admin/attributes.ts';
import { createAudit } from '../../../src/features/admin/audit.ts';
import { createPeople, type People } from '../../../src/features/people/people.ts';
import type { PersonInput } from '../../../src/features/people/person-parts.ts';
import { createPurge } from '../../../src/features/people/purge.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';
import { admin, phones } from './rig.ts';

const day = 24 * 3_600_000;
const start = Date.parse('2026-03-01T00:00:00Z');

let storage: Storage;
let clock = start;
let people: People;
let purge: ReturnType<typeof createPurge>;
let attributes: ReturnType<typeof createAttributes>;
let reconcile: (tenant: string) => Promise<number>;

beforeAll(async () => {
  ({ storage } = await openTestStorage());
  const now = () => (clock += 1);
  const audit = createAudit({
    store: storage.audit,
    intents: storage.auditIntents,
    complete: (tenant, entry) => people.complete(tenant, entry),
    now,
  });
  const { people: store, organizations, aliases, changes: changeFeed } = storage;
  const meansBuiltIn = () => undefined;
  attributes = createAttributes({ store: storage.attributes, audit, meansBuiltIn, now });
  people = createPeople({ store, organizations, aliases, changeFeed, audit, now });
  const { apart } = storage;
  purge = createPurge({ store, aliases, attributes, apart, changeFeed, audit, now });
  reconcile = (tenant) => audit.reconcile(tenant);
});

async function added(tenant: string, values: PersonInput['values']): Promise<StoredPerson> {
  const outcome = await people.add(tenant, admin, { values });
  if (!('added' in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.added;
}

async function idsOf(tenant: string): Promise<string[]> {
  const found: string[] = [];
  for (const shard of shards) {
    for await (const page of storage.people.scan(tenant, shard)) {
      found.push(...page.map(({ id }) => id));
    }
  }
  return found;
}

async function whatWasAudited(tenant: string): Promise<AuditEntry['what'][]> {
  const found: AuditEntry[] = [];
  for (let month = 12; month >= 3; month -= 1) {
    const name = `2026-${String(month).padStart(2, '0')}`;
    for await (const page of storage.audit.read(tenant, name)) found.push(...page);
  }
  return found.map(({ what }) => what);
}

describe('what was deleted', () => {
  it('is kept for 30 days and then gone for good, and those who stay stay', async () => {
    const tenant = 'purged';
    const stays = await added(tenant, { phone: phones[0] });
    const goes = await added(tenant, { phone: phones[1] });
    const other = await added(tenant, { phone: phones[2] });
    const said = { at: new Date(clock).toISOString(), by: admin };
    await storage.apart.put(tenant, [stays.id, goes.id], said);
    await storage.apart.put(tenant, [stays.id, other.id], said);
    const pairs = async () => (await storage.apart.all(tenant)).flat().includes(goes.id);
    await people.remove(tenant, admin, [goes.id]);
    clock += 29 * day;
    expect(await purge(tenant)).toEqual({ people: 0, attributes: 0, aliases: 0 });
    expect(await pairs()).toBe(true);
    expect(await people.get(tenant, goes.id)).toBeDefined();
    clock += 2 * day;
    expect(await purge(tenant)).toEqual({ people: 1, attributes: 0, aliases: 0 });
    expect(await purge(tenant)).toEqual({ people: 0, attributes: 0, aliases: 0 });
    expect((await idsOf(tenant)).sort()).toEqual([stays.id, other.id].sort());
    // Nor is it kept that they were another person than somebody.
    expect(await pairs()).toBe(false);
    expect(await storage.apart.all(tenant)).toHaveLength(1);
    expect(await whatWasAudited(tenant)).toEqual([
      'person-purged',
      'person-deleted',
      'person-added',
      'person-added',
      'person-added',
    ]);
    const again = await added(tenant, { phone: phones[1] });
    expect(again.history).toEqual([]);
  });

  it('takes its aliases along, and the phones are as good as new', async () => {
    const tenant = 'aliases';
    const person = await added(tenant, { phone: phones[0] });
    await people.edit(tenant, admin, person.id, person.etag, { values: { phone: phones[1] } });
    expect((await storage.organizations.aliases(tenant)).size).toBe(2);
    await people.remove(tenant, admin, [person.id]);
    clock += 31 * day;
    await purge(tenant);
    clock += day;
    await purge(tenant);
    expect((await storage.organizations.aliases(tenant)).size).toBe(0);
    expect(await idsOf(tenant)).toEqual([]);
    const [first, second] = [
      await added(tenant, { phone: phones[0] }),
      await added(tenant, { phone: phones[1] }),
    ];
    expect((await people.byPhone(tenant, phones[0]))?.id).toBe(first.id);
    expect((await people.byPhone(tenant, phones[1]))?.id).toBe(second.id);
    expect((await storage.organizations.aliases(tenant)).size).toBe(0);
  });

  it('leaves an alias that someone still lives by', async () => {
    const tenant = 'needed';
    const person = await added(tenant, { phone: phones[0] });
    await people.edit(tenant, admin, person.id, person.etag, { values: { phone: phones[1] } });
    const heir = await added(tenant, { phone: phones[0] });
    await people.remove(tenant, admin, [person.id]);
    clock += 31 * day;
    await purge(tenant);
    clock += day;
    await purge(tenant);
    expect((await people.byPhone(tenant, phones[0]))?.id).toBe(heir.id);
    const other = await added(tenant, { phone: phones[1] });
    expect((await people.byPhone(tenant, phones[1]))?.id).toBe(other.id);
  });

  it('takes a removed attribute’s values out of people and their history, after 30 days', async () => {
    const tenant = 'attribute';
    const wanted = { type: 'text', required: false, visibleTo: 'all' } as const;
    const outcome = await attributes.add(tenant, admin, { name: 'Badge', ...wanted });
    const kept = await attributes.add(tenant, admin, { name: 'Locker', ...wanted });
    if (!('added' in outcome) || !('added' in kept)) throw new Error('not added');
    const { key } = outcome.added;
    const values = { phone: phones[0], [key]: 'B-1', [kept.added.key]: 'L-1' };
    const { id, etag } = await added(tenant, values);
    await people.edit(tenant, admin, id, etag, { values: { [key]: 'B-2' } });
    await attributes.remove(tenant, admin, key);
    expect(await purge(tenant)).toMatchObject({ attributes: 0 });
    expect((await people.get(tenant, id))?.fields[key]).toBe('B-2');
    clock += 31 * day;
    expect(await purge(tenant)).toMatchObject({ attributes: 1 });
    const person = await people.get(tenant, id);
    expect(person?.fields).toEqual({ phone: phones[0], [kept.added.key]: 'L-1' });
    expect(JSON.stringify(person)).not.toContain('B-');
    const left = await attributes.list(tenant, { removed: true });
    expect(left.map(({ name }) => name)).toEqual(['Locker']);
    await expect(attributes.restore(tenant, admin, key)).rejects.toThrow('attribute-gone');
    expect((await whatWasAudited(tenant))[0]).toBe('attribute-purged');
  });

  it('is purged each day for every organization, one that fails stopping no other, and no other task', async () => {
    const done: string[] = [];
    const daily = createDailyPurge({
      organizations: () => storage.knownOrganizations(),
      tasks: [
        async (tenant) => ({ settled: await reconcile(tenant) }),
        (tenant) =>
          tenant === 'purged' ? Promise.reject(new Error('out of order')) : Promise.resolve({}),
        (tenant) => {
          done.push(tenant);
          return Promise.resolve({});
        },
      ],
      log: createLog('silent'),
    });
    await daily.runOnce();
    expect(done).toEqual(expect.arrayContaining(['aliases', 'needed', 'attribute', 'purged']));
    await daily.stop();
  });
});
