import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Person, PersonFields } from '../../../src/domain/person.ts';
import { phoneLikeness } from '../../../src/domain/phone-likeness.ts';
import { createDirectoryView } from '../../../src/features/search/directory-view.ts';
import { keysOfRow } from '../../../src/features/imports/repeated-keys.ts';
import { fold } from '../../../src/lib/fold.ts';
import { keyHash, keyHashOfBytes } from '../../../src/lib/key-hash.ts';
import { memoryStores } from './memory-stores.ts';
import { personNumber } from './people-for-view.ts';

const tenant = 'sample-tenant';
const dates = ['own_born01'];
const ada = { firstName: 'Ada', lastName: 'Sample' };

/** So different that none looks like a mistyped other. */
const phones = ['+442079460101', '+498912345678', '+33123456789', '+12025550147'];

function directory(
  ...people: readonly (readonly [PersonFields, (Partial<Person> | undefined)?])[]
) {
  const stores = memoryStores();
  people.forEach(([fields, over], number) => {
    const phone = phones[number % phones.length] ?? '';
    const person = personNumber(number, { phone, ...fields }, over);
    stores.putQuietly(person.id, person);
  });
  const view = createDirectoryView(stores);
  const pairs = async (keys: readonly string[] = dates) =>
    (await view.duplicates(tenant, keys)).pairs.map(({ reasons, doubts, level }) => ({
      reasons,
      doubts,
      level,
    }));
  return { stores, view, pairs };
}

describe('two records look like one person', () => {
  it.each<[string, PersonFields, PersonFields, string[], string]>([
    [
      'same email',
      { ...ada, email: 'Ada@example.com' },
      { ...ada, email: 'ada@EXAMPLE.com' },
      ['same-email'],
      'very-likely',
    ],
    [
      'same employee ID',
      { ...ada, employeeId: 's-1' },
      { firstName: 'Ada', lastName: 'Married', employeeId: 'S-1' },
      ['same-employee-id'],
      'likely',
    ],
    [
      'same name and birthday',
      { ...ada, own_born01: '1990-02-03' },
      { displayName: 'SAMPLE Ádá', own_born01: '1990-02-03' },
      ['same-name-and-date'],
      'very-likely',
    ],
    [
      'same name and department',
      { ...ada, department: 'Käse & Co' },
      { ...ada, department: 'kase & co' },
      ['same-name-and-department'],
      'possible',
    ],
    [
      'lost plus',
      { ...ada, phone: '+491711234567' },
      { ...ada, phone: '+49491711234567' },
      ['phone-country-code'],
      'very-likely',
    ],
    [
      'taken for another country',
      { ...ada, phone: '+12025550102' },
      { ...ada, phone: '+492025550102' },
      ['phone-country-code'],
      'very-likely',
    ],
    [
      'one digit',
      { ...ada, phone: '+491711234567' },
      { ...ada, phone: '+491711234597' },
      ['phone-one-digit'],
      'likely',
    ],
    [
      'one digit too many',
      { ...ada, phone: '+491711234567' },
      { ...ada, phone: '+4917112234567' },
      ['phone-one-digit'],
      'likely',
    ],
  ])('%s', async (_what, one, other, reasons, level) => {
    const { pairs } = directory([one], [other], [{ firstName: 'Bob', lastName: 'Invented' }]);
    expect(await pairs()).toEqual([{ reasons, doubts: [], level }]);
  });

  it('by several reasons once, and what speaks against it lowers the likelihood', async () => {
    const { pairs } = directory(
      [{ ...ada, email: 'ada@example.com', department: 'Ward', employeeId: 'S-1' }],
      [{ ...ada, email: 'ada@example.com', department: 'Ward', employeeId: 'S-2' }],
      [{ firstName: 'Bob', lastName: 'Other', email: 'ada@example.com' }],
    );
    const found = await pairs();
    expect(found).toHaveLength(3);
    expect(found).toContainEqual({
      reasons: ['same-email', 'same-name-and-department'],
      doubts: ['other-employee-id'],
      level: 'very-likely',
    });
    expect(found.filter(({ doubts }) => doubts.includes('other-name'))).toMatchObject([
      { level: 'possible' },
      { level: 'possible' },
    ]);
  });

  it.each<[string, PersonFields, PersonFields, Partial<Person>]>([
    [
      'a date that isn’t an attribute of theirs',
      { ...ada, own_other1: '1990-02-03' },
      { ...ada, own_other1: '1990-02-03' },
      {},
    ],
    [
      'one word in a department',
      { firstName: 'Ada', department: 'W' },
      { firstName: 'Ada', department: 'W' },
      {},
    ],
    [
      'numbers of different names',
      { ...ada, phone: '+491711234567' },
      { firstName: 'Bob', phone: '+491711234568' },
      {},
    ],
    [
      'a guest’s email',
      { ...ada, email: 'a@example.com' },
      { firstName: 'Eve', email: 'a@example.com' },
      { entraId: 'guest', network: 'Others' },
    ],
    [
      'someone deleted',
      { ...ada, email: 'a@example.com' },
      { ...ada, email: 'a@example.com' },
      { deletedAt: '2026-01-01T00:00:00.000Z' },
    ],
    [
      'people without a name',
      { department: 'W', phone: '+491711234567' },
      { department: 'W', phone: '+491711234568' },
      {},
    ],
  ])('but not by %s', async (_what, one, other, over) => {
    expect(await directory([one], [other, over]).pairs()).toEqual([]);
  });

  it('not by a value that a whole team has', async () => {
    const team = Array.from({ length: 30 }, (_, number): [PersonFields] => [
      { firstName: `Person${String(number)}x`, email: 'ward@example.com' },
    ]);
    expect(await directory(...team).pairs()).toEqual([]);
  });

  it('worked out stay so when the same people are written anew as segments, as after each import', async () => {
    const { view } = directory(
      [{ ...ada, email: 'a@example.com' }],
      [{ ...ada, email: 'a@example.com' }],
    );
    const worked = await view.duplicates(tenant, dates);
    await view.rebuild(tenant);
    expect((await view.knownDuplicates(tenant, dates))?.pairs).toEqual(worked.pairs);
  });

  it('in passing are worked out once at a time, and never beside an import', async () => {
    const stores = memoryStores();
    for (const number of [1, 2]) {
      const person = personNumber(number, { ...ada, email: 'a@example.com' });
      stores.putQuietly(person.id, person);
    }
    let isBusy = true;
    const view = createDirectoryView({ ...stores, isBusy: () => isBusy });
    expect(await view.duplicatesInPassing(tenant, dates)).toBeUndefined();
    expect(view.knownDuplicates(tenant, dates)).toBeUndefined();
    isBusy = false;
    const [first, second] = await Promise.all([
      view.duplicatesInPassing(tenant, dates),
      view.duplicatesInPassing(tenant, dates),
    ]);
    expect(first?.pairs).toHaveLength(1);
    expect(second).toEqual(first);
    const before = view.duplicates(tenant, []);
    stores.put(personNumber(3, {}).id, personNumber(3, ada));
    const beside = view.duplicatesInPassing(tenant, dates);
    expect([await before, await beside]).toEqual([expect.anything(), undefined]);
  });

  it('newest first, from kept parts as from rows, and with what was changed a moment ago', async () => {
    const { stores, view } = directory(
      [{ ...ada, email: 'a@example.com' }, { addedAt: '2026-01-01T00:00:00.000Z' }],
      [{ ...ada, email: 'a@example.com' }, { addedAt: '2026-01-05T00:00:00.000Z' }],
      [{ firstName: 'Bo', email: 'b@example.com' }, { addedAt: '2026-01-09T00:00:00.000Z' }],
      [{ firstName: 'Bo', email: 'b@example.com' }, { addedAt: '2026-01-02T00:00:00.000Z' }],
    );
    const idOf = (number: number) => personNumber(number, {}).id;
    const wanted = [
      { one: idOf(3), other: idOf(2) },
      { one: idOf(0), other: idOf(1) },
    ];
    expect((await view.duplicates(tenant, dates)).pairs).toMatchObject(wanted);
    await view.rebuild(tenant);
    stores.pass(600_000);
    const another = createDirectoryView(stores);
    expect(another.knownDuplicates(tenant, dates)).toBeUndefined();
    expect((await another.duplicates(tenant, dates)).pairs).toMatchObject(wanted);
    expect((await another.knownDuplicates(tenant, dates))?.pairs).toHaveLength(2);
    stores.put(idOf(1), undefined);
    expect((await another.duplicates(tenant, dates)).pairs).toMatchObject(wanted.slice(0, 1));
  });

  it('are found by the keys of records that were merged into theirs', async () => {
    const { stores, view } = directory([
      { ...ada, email: 'a@example.com' },
      { alsoKnownBy: { email: ['Old@example.com'], employeeId: ['S-9'] } },
    ]);
    await view.rebuild(tenant);
    stores.pass(600_000);
    const kept = createDirectoryView(stores);
    const { id } = personNumber(0, {});
    for (const one of [view, kept]) {
      expect(await one.alsoKnownBy(tenant, 'emails', 'old@example.com')).toEqual([id]);
      const index = await one.matchIndex(tenant);
      expect(index.withEmail('OLD@example.com')).toEqual([id]);
      expect(index.withEmployeeId('s-9')).toEqual([id]);
    }
  });

  it('are never passed over by an import that has only the hashes of its rows', async () => {
    const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(typed, typed, fc.boolean(), async (email, employeeId, isBeside) => {
        const { stores, view } = directory([isBeside ? ada : { ...ada, email, employeeId }]);
        await view.rebuild(tenant);
        if (isBeside) stores.put(personNumber(0, {}).id, personNumber(0, { email, employeeId }));
        const index = await view.matchIndex(tenant);
        for (const [key, value] of Object.entries({ email, employeeId } as const)) {
          if (fold(value) !== '') expect(index.mayHave(keysOfRow({ [key]: value }))).toBe(true);
        }
        const bytes = Buffer.from(`,${email},`);
        expect(keyHashOfBytes('email', bytes, 1, bytes.length - 1)).toBe(keyHash('email', email));
        expect(index.mayHave(keysOfRow({ email: 'nobody’s', employeeId: 'of nobody' }))).toBe(
          false,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are found by an email that an import has just brought, and no longer by the one before', async () => {
    const account = { linked: true, entraId: 'eeeeeeee-0000-4000-8000-000000000001' };
    const stores = memoryStores();
    const view = createDirectoryView(stores);
    stores.put(
      personNumber(1, {}).id,
      personNumber(1, { phone: '', email: 'b@example.com' }, account),
    );
    stores.put(personNumber(2, {}).id, personNumber(2, { email: 'c@example.com' }));
    await view.rebuild(tenant);
    expect((await view.matchIndex(tenant)).maybeTwice()).toEqual([]);
    stores.put(personNumber(2, {}).id, personNumber(2, { email: 'B@example.com' }));
    const index = await view.matchIndex(tenant);
    expect(index.people).toBe(2);
    expect(index.withEmail('c@example.com')).toEqual([]);
    expect(index.withEmail('b@example.com').toSorted()).toEqual(
      [personNumber(1, {}).id, personNumber(2, {}).id].toSorted(),
    );
    expect(index.maybeTwice()).toEqual([personNumber(1, {}).id]);
  });
});

describe('two phone numbers', () => {
  it.each([
    ['442079460101', '442079460101', undefined],
    ['442079460101', '442079460123', undefined],
    ['390612345678', '39612345678', 'country-code'],
    ['628123456789', '62628123456789', 'country-code'],
    ['1234567', '1234568', 'one-digit'],
    ['123456', '123457', undefined],
  ])('%s and %s: %s', (one, other, likeness) => {
    expect(phoneLikeness(one, other)).toBe(likeness);
    expect(phoneLikeness(other, one)).toBe(likeness);
  });
});
