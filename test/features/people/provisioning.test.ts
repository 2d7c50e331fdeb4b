import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IncomingIdentity } from '../../../src/domain/provisioning.ts';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import { hasSignedIn } from '../../../src/domain/person.ts';
import { createLinkImportedPeople } from '../../../src/features/people/link-imported-people.ts';
import { MemoryStores, type Step } from './memory-stores.ts';
import { admin, lost, processOver, tenant } from './rig.ts';

const start = Date.parse('2026-03-01T00:00:00Z');
const quietly: Step = () => Promise.resolve();
const entraId = 'eeeeeeee-0000-4000-8000-000000000001';
const phone = '+12025550101';
const email = 'ada.sample@example.com';

type Process = ReturnType<typeof processOver>;
const everyoneIn = (memory: MemoryStores) => () => Promise.resolve([...memory.people.keys()]);

const signIn: IncomingIdentity = {
  source: 'signin',
  entraId,
  isEmployee: true,
  fields: { displayName: 'Ada Sample', email },
};
const group: IncomingIdentity = { ...signIn, source: 'group' };
const sync: IncomingIdentity = {
  source: 'entra',
  entraId,
  isEmployee: true,
  fields: { phone, email: 'Ada.Sample@example.com', jobTitle: 'Nurse', department: '' },
};
/** Ways in which the person becomes known; every-order.test.ts has all of them, in all orders. */
const ways = {
  /** Adds a person. Where somebody has the phone, an admin edits that one. */
  async form({ people }: Process) {
    const values = { department: 'Ward 5', employeeId: 'S-0001' };
    const row = { network: 'Others', values: { phone, email, ...values } } as const;
    const outcome = await people.add(tenant, admin, row);
    if (!('taken' in outcome)) return outcome;
    const { id, etag } = outcome.taken;
    return people.edit(tenant, admin, id, etag, { values });
  },
  signIn: ({ provisioning }: Process) => provisioning.provision(tenant, admin, signIn),
  group: ({ provisioning }: Process) => provisioning.provision(tenant, admin, group),
  sync: ({ provisioning }: Process) => provisioning.provision(tenant, admin, sync),
} as const;
function world() {
  const memory = new MemoryStores();
  const clock = { time: start };
  const now = () => (clock.time += 5);
  return { memory, clock, now, quiet: processOver(memory, quietly, now) };
}

const present = (memory: MemoryStores): StoredPerson[] =>
  [...memory.people.values()].filter(({ deletedAt }) => deletedAt === undefined);

function expectOneWithEverything(memory: MemoryStores): void {
  expect(present(memory)).toEqual([
    expect.objectContaining({
      network: 'Employee',
      linked: true,
      entraId,
      source: 'entra',
      fields: expect.objectContaining({
        phone,
        displayName: 'Ada Sample',
        jobTitle: 'Nurse',
        department: 'Ward 5',
        employeeId: 'S-0001',
      }) as unknown,
    }),
  ]);
  expect(lost(memory)).toEqual([]);
}

class Died extends Error {}

describe('somebody who is known already and signs in', () => {
  it('is noted as signed in once, without an entry in the history or the audit', async () => {
    const { memory, quiet } = world();
    await ways.sync(quiet);
    const [before] = present(memory);
    expect(before && hasSignedIn(before)).toBe(false);
    // Everything that the account says is in the record already.
    const known = { ...signIn, fields: { email: 'Ada.Sample@example.com' } };
    await quiet.provisioning.provision(tenant, admin, known);
    const [after] = present(memory);
    expect(after).toEqual({ ...before, signedIn: true, etag: after?.etag });
    await quiet.provisioning.provision(tenant, admin, known);
    expect(present(memory)).toEqual([after]);
    expect(lost(memory)).toEqual([]);
  });
});

describe('a guest with somebody’s email', () => {
  const guestId = '99999999-0000-4000-8000-000000000009';
  const guest: IncomingIdentity = {
    source: 'group',
    entraId: guestId,
    isEmployee: false,
    fields: { displayName: 'Mallory', email: email.toUpperCase() },
  };
  const come = ({ provisioning }: Process) => provisioning.provision(tenant, admin, guest);
  const meet = ({ stores, provisioning }: Process, memory: MemoryStores) =>
    createLinkImportedPeople({ ...stores, provisioning, maybeTwice: everyoneIn(memory) })(
      tenant,
      admin,
    );
  const recordOf = (memory: MemoryStores, id: string) =>
    present(memory).find((person) => person.entraId === id);

  it('gets a record of their own in Others, and nothing of the one that an admin made', async () => {
    const { memory, quiet } = world();
    await ways.form(quiet);
    const [before] = present(memory);
    expect(await come(quiet)).toMatchObject({ what: 'added', merged: [] });
    expect(memory.people.get(before?.id ?? '')).toEqual(before);
    expect(recordOf(memory, guestId)).toMatchObject({ network: 'Others', linked: false });
    expect(recordOf(memory, guestId)?.fields).not.toHaveProperty('phone');
    expect(await come(quiet)).toMatchObject({ what: 'unchanged', merged: [] });
  });

  it('who was there first isn’t merged with whom an admin adds or imports later', async () => {
    const { memory, quiet } = world();
    await come(quiet);
    await ways.form(quiet);
    const before = present(memory);
    expect(before).toHaveLength(2);
    expect(await meet(quiet, memory)).toBe(0);
    expect(await come(quiet)).toMatchObject({ what: 'unchanged', merged: [] });
    expect(present(memory)).toEqual(before);
  });

  it('keeps the person whose it is from nothing: their own account still finds their record', async () => {
    const { memory, quiet } = world();
    await ways.form(quiet);
    await come(quiet);
    expect(await ways.signIn(quiet)).toMatchObject({ what: 'changed', troubles: [] });
    expect(recordOf(memory, entraId)?.fields).toMatchObject({ phone, email });
    expect(recordOf(memory, guestId)?.fields.displayName).toBe('Mallory');
    expect(present(memory)).toHaveLength(2);
  });

  it('and a phone, should anybody tell one, takes that from nobody', async () => {
    const { memory, quiet } = world();
    await ways.form(quiet);
    const withPhone = { ...guest, fields: { ...guest.fields, phone } };
    await quiet.provisioning.provision(tenant, admin, withPhone);
    expect(recordOf(memory, guestId)?.fields).not.toHaveProperty('phone');
    expect(present(memory).filter(({ fields }) => fields.phone === phone)).toHaveLength(1);
  });
});

describe('a person who comes in more than one way', () => {
  it('is one record however often the process dies on the way', async () => {
    for (let deadly = 1; deadly < 200; deadly += 1) {
      const { memory, clock, now, quiet } = world();
      await ways.group(quiet);
      await ways.form(quiet);
      let steps = 0;
      const dying = processOver(
        memory,
        () => {
          steps += 1;
          return steps >= deadly ? Promise.reject(new Died()) : Promise.resolve();
        },
        now,
      );
      const died = await ways.sync(dying).then(
        () => false,
        () => true,
      );
      clock.time += 3_600_000;
      await quiet.audit.reconcile(tenant);
      expect(lost(memory)).toEqual([]);
      await ways.sync(quiet);
      expectOneWithEverything(memory);
      expect(memory.people.size).toBe(2);
      if (!died) return;
    }
    throw new Error('it never came to its end');
  });

  it('who came without a phone meets their row of a file once the import is done', async () => {
    const { memory, quiet } = world();
    await ways.signIn(quiet);
    await ways.form(quiet);
    expect(present(memory)).toHaveLength(2);
    const meet = createLinkImportedPeople({
      ...quiet.stores,
      provisioning: quiet.provisioning,
      maybeTwice: everyoneIn(memory),
    });
    expect(await meet(tenant, admin)).toBe(1);
    expect(present(memory)).toEqual([
      expect.objectContaining({
        network: 'Employee',
        entraId,
        fields: expect.objectContaining({ phone, email, employeeId: 'S-0001' }) as unknown,
      }),
    ]);
    expect(lost(memory)).toEqual([]);
    expect(await meet(tenant, admin)).toBe(0);
  });

  it('keeps the history of both records, and says what was merged', async () => {
    const { memory, quiet } = world();
    await ways.signIn(quiet);
    await ways.form(quiet);
    await ways.sync(quiet);
    const [person] = present(memory);
    const fields = person?.history.flatMap(({ changes }) => changes.map(({ field }) => field));
    expect(fields).toContain('merged');
    expect(person?.absorbed).toHaveLength(1);
    const [away] = [...memory.people.values()].filter(({ mergedInto }) => mergedInto !== undefined);
    expect(away).toMatchObject({
      mergedInto: person?.id,
      deletedAt: expect.any(String) as unknown,
    });
    expect([...memory.audit.values()].map(({ what }) => what)).toContain('people-merged');
  });

  it('is never taken for someone with another account who has the same phone or email', async () => {
    const { memory, quiet } = world();
    await ways.sync(quiet);
    const other = { ...sync, entraId: 'eeeeeeee-0000-4000-8000-000000000002' };
    const outcome = await quiet.provisioning.provision(tenant, admin, other);
    expect(outcome).toMatchObject({
      what: 'added',
      troubles: [{ field: 'phone', reason: 'of-another' }],
    });
    expect(present(memory).map(({ fields }) => fields.phone)).toEqual([phone, undefined]);
  });

  it('isn’t guessed when several people have their email', async () => {
    const { memory, quiet } = world();
    for (const number of [phone, '+12025550102']) {
      await quiet.people.add(tenant, admin, { values: { phone: number, email } });
    }
    const outcome = await ways.signIn(quiet);
    expect(outcome).toMatchObject({
      what: 'added',
      troubles: [{ field: 'email', reason: 'several' }],
    });
    expect(present(memory)).toHaveLength(3);
  });

  it('goes with their account, comes back with it, and not by a roster when an admin deleted them', async () => {
    const { memory, quiet } = world();
    await ways.sync(quiet);
    expect(await quiet.provisioning.leave(tenant, admin, entraId)).toBeDefined();
    expect(await quiet.provisioning.leave(tenant, admin, entraId)).toBeUndefined();
    expect(present(memory)).toEqual([]);
    expect(await ways.group(quiet)).toMatchObject({ what: 'unchanged' });
    expect(present(memory)).toEqual([]);
    expect(await ways.sync(quiet)).toMatchObject({ what: 'restored' });
    expect(present(memory)).toHaveLength(1);
  });

  it('keeps what an admin wrote, unless Entra says otherwise; what Entra says no more goes', async () => {
    const { memory, quiet } = world();
    await ways.form(quiet);
    const { provisioning } = quiet;
    await provisioning.provision(tenant, admin, {
      ...sync,
      fields: { phone, department: 'Wards' },
    });
    expect(present(memory)[0]).toMatchObject({
      fields: { department: 'Wards', email },
      locked: ['phone', 'department'],
    });
    await ways.signIn(quiet);
    await provisioning.provision(tenant, admin, { ...sync, fields: { phone: '', department: '' } });
    const [person] = present(memory);
    expect(person?.fields).toMatchObject({ phone, email, displayName: 'Ada Sample' });
    expect(person?.fields.department).toBeUndefined();
    expect(person?.locked).toBeUndefined();
  });

  it('as a guest stays when a sync says that guests are none of its', async () => {
    const { memory, quiet } = world();
    await quiet.provisioning.provision(tenant, admin, { ...group, isEmployee: false });
    expect(await quiet.provisioning.leave(tenant, admin, entraId)).toBeUndefined();
    expect(present(memory)).toHaveLength(1);
  });

  it('gets the phone of somebody who left, and nothing else of theirs', async () => {
    const { memory, quiet } = world();
    await ways.sync(quiet);
    await quiet.provisioning.leave(tenant, admin, entraId);
    const successor = 'eeeeeeee-0000-4000-8000-000000000002';
    const fields = { phone, displayName: 'Bo Sample' };
    await quiet.provisioning.provision(tenant, admin, { ...sync, entraId: successor, fields });
    expect(present(memory)).toMatchObject([{ entraId: successor, fields }]);
    expect(present(memory)[0]?.fields.jobTitle).toBeUndefined();
    expect(lost(memory)).toEqual([]);
  });

  it('takes the phone of the record that was merged into theirs, though they had another', async () => {
    const { memory, quiet } = world();
    await ways.sync(quiet);
    await quiet.people.add(tenant, admin, { values: { phone: '+12025550102', location: 'Delhi' } });
    const fields = { ...sync.fields, phone: '+12025550102' };
    await quiet.provisioning.provision(tenant, admin, { ...sync, fields });
    expect(present(memory)).toMatchObject([
      { entraId, fields: { phone: '+12025550102', location: 'Delhi' } },
    ]);
    expect(lost(memory)).toEqual([]);
  });

  it('with an account is who a group admin means by their phone', async () => {
    const { memory, quiet } = world();
    await ways.sync(quiet);
    const byPhone: IncomingIdentity = {
      source: 'group',
      isEmployee: false,
      fields: { phone, displayName: 'Somebody Else' },
    };
    const outcome = await quiet.provisioning.provision(tenant, admin, byPhone);
    expect(outcome.person).toMatchObject({ entraId, network: 'Employee', linked: true });
    expect(present(memory)).toHaveLength(1);
  });

  it('who signs in while a sync brings them is one record, in whatever order their requests arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (choices) => {
        const { memory, clock, now, quiet } = world();
        const waiting: (() => void)[] = [];
        const step: Step = () => new Promise<void>((resolve) => waiting.push(resolve));
        let ended = 0;
        const both = [ways.signIn, ways.sync].map((way) =>
          way(processOver(memory, step, now)).finally(() => (ended += 1)),
        );
        while (ended < both.length) {
          await new Promise((resolve) => setImmediate(resolve));
          const [next = 0] = choices.take(1);
          waiting.splice(next % Math.max(waiting.length, 1), 1)[0]?.();
        }
        await Promise.all(both);
        clock.time += 60_000;
        await ways.sync(quiet);
        await ways.signIn(quiet);
        expect(present(memory)).toHaveLength(1);
        expect(lost(memory)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('as a guest joins Others, and is an employee once they are one', async () => {
    const { memory, quiet } = world();
    const guest = { ...group, isEmployee: false };
    await quiet.provisioning.provision(tenant, admin, guest);
    expect(present(memory)[0]).toMatchObject({ network: 'Others', linked: false, source: 'group' });
    await ways.signIn(quiet);
    await quiet.provisioning.provision(tenant, admin, guest);
    expect(present(memory)).toEqual([
      expect.objectContaining({ network: 'Employee', linked: true }),
    ]);
  });
});
