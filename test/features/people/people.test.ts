import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AttributeDefinition } from '../../../src/domain/attributes.ts';
import type { AuditEntry } from '../../../src/domain/audit.ts';
import { shardOf } from '../../../src/domain/person-id.ts';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import { createAudit, type Audit } from '../../../src/features/admin/audit.ts';
import { createPeople, type People, type PeopleDeps } from '../../../src/features/people/people.ts';
import type { PersonInput } from '../../../src/features/people/person-parts.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';
import { admin, phones } from './rig.ts';

const other = { id: 'aaaaaaaa-0000-0000-0000-000000000002', name: 'Example Admin' };
const day = 24 * 3_600_000;

let storage: Storage;
let clock = Date.parse('2026-03-01T00:00:00Z');
let people: People;
let audit: Audit;
let deps: PeopleDeps;

beforeAll(async () => {
  ({ storage } = await openTestStorage());
  const now = () => (clock += 1);
  audit = createAudit({
    store: storage.audit,
    intents: storage.auditIntents,
    complete: (tenant, entry) => people.complete(tenant, entry),
    now,
  });
  deps = {
    store: storage.people,
    organizations: storage.organizations,
    aliases: storage.aliases,
    changeFeed: storage.changes,
    audit,
    now,
  };
  people = createPeople(deps);
});

async function added(tenant: string, values: PersonInput['values']): Promise<StoredPerson> {
  const outcome = await people.add(tenant, admin, { network: 'Employee', values });
  if (!('added' in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.added;
}

async function entries(tenant: string): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  for await (const page of storage.audit.read(tenant, '2026-03')) found.push(...page);
  return found;
}

describe('adding a person', () => {
  it('keeps what was typed by the same rules as an import', async () => {
    const person = await added('add', {
      phone: ' 001 (202) 555-0101 ',
      firstName: ' Noah ',
      email: 'mailto:noah@example.com',
      department: '',
    });
    expect(person.fields).toEqual({
      phone: phones[0],
      firstName: 'Noah',
      email: 'noah@example.com',
    });
    expect(person).toMatchObject({
      network: 'Employee',
      source: 'admin',
      linked: false,
      changedBy: admin,
    });
    expect(await people.byPhone('add', phones[0])).toEqual(person);
    expect(await people.get('add', person.id)).toEqual(person);
    expect(await people.byPhone('add-elsewhere', phones[0])).toBeUndefined();
  });

  it('names every field that is wrong, at once, and writes nobody', async () => {
    const values = { phone: '12', email: 'nobody', firstName: 'x'.repeat(200) };
    const outcome = await people.add('wrong', admin, { values });
    expect(outcome).toEqual({
      problems: [
        { field: 'phone', reason: 'phone-no-country', value: '12' },
        { field: 'firstName', reason: 'too-long', value: values.firstName },
        { field: 'email', reason: 'email-not-valid', value: 'nobody' },
      ],
    });
    expect(await people.add('wrong', admin, { values: {} })).toEqual({
      problems: [{ field: 'phone', reason: 'phone-missing' }],
    });
  });

  it('names the person who has the phone already', async () => {
    const person = await added('taken', { phone: phones[0] });
    expect(await people.add('taken', other, { values: { phone: phones[0] } })).toEqual({
      taken: person,
    });
  });

  it('brings back who was deleted, with the new values and the old history', async () => {
    const person = await added('back', {
      phone: phones[0],
      firstName: 'Noah',
      lastName: 'Example',
    });
    await people.remove('back', admin, [person.id]);
    const outcome = await people.add('back', other, {
      network: 'Others',
      values: { phone: phones[0], firstName: 'Nora', lastName: '' },
    });
    if (!('added' in outcome)) throw new Error('not added');
    expect(outcome.added.id).toBe(person.id);
    expect(outcome.added.deletedAt).toBeUndefined();
    expect(outcome.added).toMatchObject({ network: 'Others', fields: { firstName: 'Nora' } });
    expect(outcome.added.fields.lastName).toBeUndefined();
    expect(outcome.added.history.map(({ changes }) => changes.map(({ field }) => field))).toEqual([
      ['deleted', 'network', 'firstName', 'lastName'],
      ['deleted'],
    ]);
  });

  it('makes nobody else of who was deleted: the number goes to a record of its own', async () => {
    const person = await added('else', {
      ...{ phone: phones[0], firstName: 'Noah', lastName: 'Example' },
    });
    await people.remove('else', admin, [person.id]);
    const outcome = await people.add('else', other, {
      values: { phone: phones[0], firstName: 'Omar', lastName: 'Sample' },
    });
    if (!('added' in outcome)) throw new Error('not added');
    expect(outcome.added.id).not.toBe(person.id);
    expect(outcome.added).toMatchObject({ fields: { phone: phones[0], firstName: 'Omar' } });
    const former = await people.get('else', person.id);
    expect(former?.fields).toMatchObject({ firstName: 'Noah', lastName: 'Example' });
    expect(former?.deletedAt).toBeDefined();
  });

  it('at the same moment by two admins gives one person', async () => {
    const outcomes = await Promise.all(
      [admin, other, admin, other].map((by) =>
        people.add('twice', by, { values: { phone: phones[0] } }),
      ),
    );
    expect(outcomes.filter((outcome) => 'added' in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => 'taken' in outcome)).toHaveLength(3);
    expect((await entries('twice')).map(({ what }) => what)).toEqual(['person-added']);
  });
});

describe('editing a person', () => {
  it('changes what was asked for, clears what was emptied, and keeps the rest with the history', async () => {
    const person = await added('edit', { phone: phones[0], firstName: 'Noah', jobTitle: 'Buyer' });
    const outcome = await people.edit('edit', other, person.id, person.etag, {
      values: { firstName: 'Nora', jobTitle: '' },
    });
    if (!('saved' in outcome)) throw new Error('not saved');
    expect(outcome.saved.fields).toEqual({ phone: phones[0], firstName: 'Nora' });
    expect(outcome.changes).toEqual([
      { field: 'firstName', before: 'Noah', after: 'Nora' },
      { field: 'jobTitle', before: 'Buyer', after: '' },
    ]);
    expect(outcome.saved.history[0]).toMatchObject({ by: other, changes: outcome.changes });
    const again = await people.edit('edit', other, person.id, outcome.saved.etag, {
      network: 'Employee',
      values: { firstName: ' Nora ', phone: '+1 202 555 0101' },
    });
    expect(again).toEqual({ unchanged: outcome.saved });
  });

  it('shows the second of two admins what the first has changed', async () => {
    const person = await added('both', { phone: phones[0], firstName: 'Noah' });
    const edit = (by: typeof admin, seen: string, firstName: string) =>
      people.edit('both', by, person.id, seen, { values: { firstName } });
    const first = await edit(admin, person.etag, 'Nora');
    if (!('saved' in first)) throw new Error('not saved');
    const second = await edit(other, person.etag, 'Norbert');
    if (!('changedMeanwhile' in second)) throw new Error('overwritten');
    expect(second.changedMeanwhile).toEqual(first.saved);
    expect(second.since).toMatchObject([{ by: admin, changes: first.changes }]);
    const decided = await edit(other, second.changedMeanwhile.etag, 'Norbert');
    expect('saved' in decided && decided.saved.fields.firstName).toBe('Norbert');
  });

  it('at the same moment by many admins lets one through', async () => {
    const person = await added('many', { phone: phones[0] });
    const outcomes = await Promise.all(
      ['A', 'B', 'C', 'D'].map((firstName) =>
        people.edit('many', admin, person.id, person.etag, { values: { firstName } }),
      ),
    );
    expect(outcomes.filter((outcome) => 'saved' in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => 'changedMeanwhile' in outcome)).toHaveLength(3);
  });

  it('gives a phone to one person, frees the former one, and gives both back', async () => {
    const tenant = 'phones';
    const first = await added(tenant, { phone: phones[0], firstName: 'First' });
    const move = async (id: string, phone: string) => {
      const seen = (await people.get(tenant, id))?.etag ?? '';
      return people.edit(tenant, admin, id, seen, { values: { phone } });
    };
    expect(await move(first.id, phones[1])).toMatchObject({ saved: { id: first.id } });
    expect(await people.byPhone(tenant, phones[0])).toBeUndefined();
    expect((await people.byPhone(tenant, phones[1]))?.id).toBe(first.id);
    const second = await added(tenant, { phone: phones[0], firstName: 'Second' });
    expect(second.id).not.toBe(first.id);
    expect(await move(first.id, phones[0])).toMatchObject({ taken: { id: second.id } });
    await move(second.id, phones[2]);
    expect(await move(first.id, phones[0])).toMatchObject({ saved: { id: first.id } });
    expect((await people.byPhone(tenant, phones[0]))?.id).toBe(first.id);
    expect((await people.byPhone(tenant, phones[2]))?.id).toBe(second.id);
    // An import finds them by the same rule.
    const aliases = await storage.organizations.aliases(tenant);
    expect([...aliases.values()]).toContain(second.id);
  });

  it('lets one of those have a phone who want it at the same moment', async () => {
    const holders = await Promise.all(
      [phones[1], phones[2]].map((phone) => added('race', { phone })),
    );
    const outcomes = await Promise.all([
      ...holders.map(({ id, etag }) =>
        people.edit('race', admin, id, etag, { values: { phone: phones[0] } }),
      ),
      people.add('race', admin, { values: { phone: phones[0] } }),
    ]);
    const won = outcomes.filter((outcome) => 'saved' in outcome || 'added' in outcome);
    expect(won).toHaveLength(1);
    expect(outcomes.filter((outcome) => 'taken' in outcome)).toHaveLength(2);
  });

  it('never empties what the organization requires, and reads own values by their type', async () => {
    const own: AttributeDefinition[] = [
      { key: 'own_badge000', name: 'Badge', type: 'number', required: true, visibleTo: 'all' },
      { key: 'own_start000', name: 'Start', type: 'date', required: false, visibleTo: 'all' },
    ];
    const strict = createPeople({
      ...deps,
      organizations: {
        facts: (tenant) => storage.organizations.facts(tenant),
        attributes: () => Promise.resolve(own),
      },
    });
    const missing = await strict.add('own', admin, { values: { phone: phones[0] } });
    expect(missing).toEqual({ problems: [{ field: 'own_badge000', reason: 'required-missing' }] });
    const outcome = await strict.add('own', admin, {
      values: { phone: phones[0], own_badge000: '0012,50', own_start000: '3.4.2026' },
    });
    if (!('added' in outcome)) throw new Error('not added');
    const { id, etag, fields } = outcome.added;
    expect(fields).toMatchObject({ own_badge000: '12.5', own_start000: '2026-04-03' });
    const values = { own_badge000: ' ', own_start000: '3/4/2026' };
    expect(await strict.edit('own', admin, id, etag, { values })).toEqual({
      problems: [
        { field: 'own_badge000', reason: 'required-missing', value: ' ' },
        { field: 'own_start000', reason: 'date-ambiguous', value: '3/4/2026' },
      ],
    });
  });

  it('of someone who is gone, or of a made-up id, says so', async () => {
    const person = await added('gone', { phone: phones[0] });
    await people.remove('gone', admin, [person.id]);
    const edit = (id: string) =>
      people.edit('gone', admin, id, person.etag, { values: { firstName: 'X' } });
    expect(await edit(person.id)).toEqual({ gone: true });
    expect(await edit('0'.repeat(32))).toEqual({ gone: true });
    expect(await edit("' or 1 eq 1")).toEqual({ gone: true });
  });
});

describe('linked people', () => {
  it('stay Employees and stay, and each is named with the reason', async () => {
    const tenant = 'linked';
    const plain = await added(tenant, { phone: phones[0] });
    const { etag: _etag, ...kept } = await added(tenant, { phone: phones[1] });
    const person = { ...kept, linked: true };
    const there = await people.get(tenant, person.id);
    const write = { type: 'update', person, etag: there?.etag ?? '' } as const;
    await storage.people.write(tenant, shardOf(person.id), [write]);
    const ids = [plain.id, person.id, 'f'.repeat(32), plain.id];
    const moved = await people.move(tenant, admin, ids, 'Others');
    expect(moved.done.map(({ id, network }) => [id, network])).toEqual([[plain.id, 'Others']]);
    expect(moved.refused).toMatchObject([{ person: { id: person.id }, reason: 'linked' }]);
    expect(moved.missing).toBe(1);
    const deleted = await people.remove(tenant, admin, ids);
    expect(deleted.done.map(({ id }) => id)).toEqual([plain.id]);
    expect(deleted.refused).toMatchObject([{ reason: 'linked' }]);
    expect(await people.move(tenant, admin, [plain.id], 'Employee')).toMatchObject({
      refused: [{ reason: 'deleted' }],
    });
    expect(await people.move(tenant, admin, [person.id], 'Employee')).toMatchObject({
      refused: [{ reason: 'already-there' }],
    });
    const seen = (await people.get(tenant, person.id))?.etag ?? '';
    const edit = await people.edit(tenant, admin, person.id, seen, {
      network: 'Others',
      values: {},
    });
    expect(edit).toEqual({ problems: [{ field: 'network', reason: 'linked' }] });
  });

  it('and others are changed a hundred at once, and no more', async () => {
    const ids = Array.from({ length: 101 }, (_, number) => number.toString(16).padStart(32, '0'));
    await expect(people.remove('bulk', admin, ids)).rejects.toThrow('too-many-people');
    expect(await people.remove('bulk', admin, ids.slice(1))).toMatchObject({ missing: 100 });
  });
});

describe('a deleted person', () => {
  it('can be brought back for 30 days, and no longer', async () => {
    const person = await added('restore', { phone: phones[0], firstName: 'Noah' });
    const late = await added('restore', { phone: phones[1] });
    await people.remove('restore', admin, [person.id, late.id]);
    expect(await people.byPhone('restore', phones[0])).toBeUndefined();
    clock += 29 * day;
    const outcome = await people.restore('restore', other, person.id);
    expect(outcome).toMatchObject({ restored: { id: person.id, fields: person.fields } });
    expect('restored' in outcome && outcome.restored.deletedAt).toBeUndefined();
    expect((await people.byPhone('restore', phones[0]))?.id).toBe(person.id);
    clock += 2 * day;
    expect(await people.restore('restore', other, late.id)).toEqual({ gone: true });
    clock -= 31 * day;
  });

  it('whose phone was given away comes back when it is free again', async () => {
    const tenant = 'given';
    const person = await added(tenant, { phone: phones[0], firstName: 'Noah' });
    const heir = await added(tenant, { phone: phones[1] });
    await people.remove(tenant, admin, [person.id]);
    const edit = async (phone: string) => {
      const seen = (await people.get(tenant, heir.id))?.etag ?? '';
      return people.edit(tenant, admin, heir.id, seen, { values: { phone } });
    };
    expect(await edit(phones[0])).toMatchObject({ saved: { id: heir.id } });
    const taken = await people.restore(tenant, admin, person.id);
    expect(taken).toMatchObject({ taken: { id: heir.id } });
    await edit(phones[1]);
    const restored = await people.restore(tenant, admin, person.id);
    expect(restored).toMatchObject({
      restored: { fields: { phone: phones[0], firstName: 'Noah' } },
    });
    expect((await people.byPhone(tenant, phones[0]))?.id).toBe(person.id);
  });
});

describe('the audit', () => {
  it('has each change of a person once, with who, what and both values', async () => {
    const tenant = 'audited';
    const person = await added(tenant, { phone: phones[0], firstName: 'Noah' });
    await people.edit(tenant, other, person.id, person.etag, { values: { firstName: 'Nora' } });
    await people.move(tenant, admin, [person.id], 'Others');
    await people.remove(tenant, admin, [person.id]);
    await people.restore(tenant, admin, person.id);
    const found = await entries(tenant);
    expect(found.map(({ what, by }) => [what, by.name])).toEqual([
      ['person-restored', admin.name],
      ['person-deleted', admin.name],
      ['person-moved', admin.name],
      ['person-changed', other.name],
      ['person-added', admin.name],
    ]);
    expect(found[3]).toMatchObject({
      from: 'chat',
      subject: { type: 'person', id: person.id, name: 'Nora' },
      changes: [{ field: 'firstName', before: 'Noah', after: 'Nora' }],
    });
    expect(await storage.auditIntents.kept(tenant)).toEqual([]);
  });
});

describe('random days of an organization', () => {
  it('end with everyone found by their phone, and nobody lost', async () => {
    const phone = fc.constantFrom(...phones);
    const who = fc.nat({ max: 5 });
    const act = fc.oneof(
      fc.record({ type: fc.constant('add' as const), phone }),
      fc.record({ type: fc.constant('edit' as const), who, phone }),
      fc.record({ type: fc.constant('remove' as const), who }),
      fc.record({ type: fc.constant('restore' as const), who }),
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        run += 1;
        const tenant = `days-${run}`;
        /** the model: who there is, with their phone, and whether they are deleted */
        const model = new Map<string, { phone: string; deleted: boolean }>();
        const ownerOf = (wanted: string) =>
          [...model].find(([, { phone: has, deleted }]) => has === wanted && !deleted)?.[0];
        for (const one of acts) {
          const ids = [...model.keys()];
          const id = 'who' in one ? ids[one.who % Math.max(ids.length, 1)] : undefined;
          const known = model.get(id ?? '');
          if (one.type === 'add') {
            const outcome = await people.add(tenant, admin, { values: { phone: one.phone } });
            const owner = ownerOf(one.phone);
            if ('taken' in outcome) expect(outcome.taken.id).toBe(owner);
            else if (!('added' in outcome)) throw new Error('problems');
            else {
              expect(owner).toBeUndefined();
              model.set(outcome.added.id, { phone: one.phone, deleted: false });
            }
            continue;
          }
          if (id === undefined || known === undefined) continue;
          if (one.type === 'remove') {
            await people.remove(tenant, admin, [id]);
            known.deleted = true;
          } else if (one.type === 'restore') {
            const outcome = await people.restore(tenant, admin, id);
            const owner = ownerOf(known.phone);
            if ('taken' in outcome) expect(outcome.taken.id).toBe(owner);
            else {
              expect(owner ?? id).toBe(id);
              known.deleted = false;
            }
          } else {
            const now: StoredPerson | undefined = await people.get(tenant, id);
            const values = { phone: one.phone };
            const outcome = await people.edit(tenant, admin, id, now?.etag ?? '', { values });
            const owner = ownerOf(one.phone);
            if (known.deleted) expect(outcome).toEqual({ gone: true });
            else if ('taken' in outcome) expect(outcome.taken.id).toBe(owner);
            else {
              expect(owner ?? id).toBe(id);
              known.phone = one.phone;
            }
          }
        }
        for (const wanted of phones) {
          expect((await people.byPhone(tenant, wanted))?.id).toBe(ownerOf(wanted));
        }
        for (const [id, { deleted }] of model) {
          expect((await people.get(tenant, id))?.deletedAt !== undefined).toBe(deleted);
        }
      }),
      { numRuns: 25 },
    );
  });
});
