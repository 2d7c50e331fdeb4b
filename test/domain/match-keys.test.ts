import { describe, expect, it } from '@jest/globals';
import {
  compareNames,
  isAnothersMailbox,
  isKnownBy,
  isSomebodyElse,
  matchOrders,
  packMatchOrder,
  parseMatchOrder,
  recognise,
  usualMatchOrder,
  type MatchKey,
} from '../../src/domain/match-keys.ts';
import type { Person, PersonFields } from '../../src/domain/person.ts';

type Found = Pick<Person, 'id' | 'fields' | 'entraId'>;

const phone = '+12025550101';
const other = '+12025550102';

const person = (id: string, fields: PersonFields, entraId?: string): Found => ({
  id,
  fields,
  ...(entraId !== undefined && { entraId }),
});

/** The outcome in a few words. */
function told(
  fields: PersonFields,
  found: Readonly<Partial<Record<MatchKey, Found>>>,
  order = usualMatchOrder,
): string {
  const answer = recognise({ fields }, found, order);
  if (answer.is === 'nobody') return 'nobody';
  const { person: one, by } = answer;
  if (answer.is === 'one') return `${one.id} by ${by}`;
  const others = answer.others.map(({ id }) => id).join('+');
  return `${answer.why}: ${one.id} by ${by}${others === '' ? '' : `, or ${others}`}`;
}

describe('the order of keys', () => {
  it('comes back as it was stored, and is complete whatever was stored', () => {
    for (const order of matchOrders) expect(parseMatchOrder(packMatchOrder(order))).toEqual(order);
    expect(parseMatchOrder(undefined)).toEqual(usualMatchOrder);
    expect(parseMatchOrder('EMAIL; shoeSize  entraid')).toEqual([
      'email',
      'entraId',
      'phone',
      'employeeId',
    ]);
    expect(parseMatchOrder('email,email')).toEqual(['email', 'phone', 'entraId', 'employeeId']);
  });

  it('decides whose record several keys lead to first', () => {
    const found = { phone: person('a', { phone }), email: person('b', { email: 'x@example.com' }) };
    expect(told({ phone }, found)).toBe('several: a by phone, or b');
    expect(told({ phone }, found, parseMatchOrder('email'))).toBe('several: b by email, or a');
  });
});

describe('whose record it is', () => {
  const ada = { firstName: 'Ada', lastName: 'Sample' };
  const bob = { firstName: 'Bob', lastName: 'Muster' };

  it('is nobody’s if no key is known', () => {
    expect(told({ phone, ...ada }, {})).toBe('nobody');
  });

  it('is asked once for each of several people, and not about one whom two keys lead to', () => {
    const one = person('a', { phone, ...ada });
    const two = person('b', { ...bob });
    expect(told({ phone, ...ada }, { phone: one, email: two, employeeId: two })).toBe(
      'several: a by phone, or b',
    );
    expect(told({ phone, ...ada }, { phone: one, email: one })).toBe('a by phone');
  });

  it('is the account’s, whatever else has changed', () => {
    const one = person('a', { phone: other, ...ada }, 'entra-1');
    expect(told({ phone, ...bob }, { entraId: one })).toBe('a by entraId');
  });

  it.each<{ why: string; row: PersonFields; has: PersonFields; by: MatchKey; is: string }>([
    {
      why: 'the phone, the same name',
      row: { phone, ...ada },
      has: { phone, ...ada },
      by: 'phone',
      is: 'a by phone',
    },
    {
      why: 'the phone, another whole name',
      row: { phone, ...bob },
      has: { phone, ...ada },
      by: 'phone',
      is: 'someone-else: a by phone',
    },
    {
      why: 'the email, the same phone',
      row: { phone, ...ada },
      has: { phone, ...ada },
      by: 'email',
      is: 'a by email',
    },
    {
      why: 'the email, no phone in the row',
      row: { ...ada },
      has: { phone, ...ada },
      by: 'email',
      is: 'a by email',
    },
    {
      why: 'the email, no phone in the record',
      row: { phone, ...ada },
      has: { ...ada },
      by: 'email',
      is: 'a by email',
    },
    {
      why: 'the email, no name in the record',
      row: { phone, ...ada },
      has: {},
      by: 'email',
      is: 'a by email',
    },
    {
      why: 'the email, another phone',
      row: { phone, ...ada },
      has: { phone: other, ...ada },
      by: 'email',
      is: 'new-phone: a by email',
    },
    {
      why: 'the email, no phone in the record, another word as name',
      row: { phone, firstName: 'Bob' },
      has: { firstName: 'Ada' },
      by: 'email',
      is: 'new-phone: a by email',
    },
    {
      why: 'the email, another whole name',
      row: { phone: other, ...bob },
      has: { phone, ...ada },
      by: 'email',
      is: 'someone-else: a by email',
    },
    {
      why: 'the email, the same phone and another word as name',
      row: { phone, firstName: 'Bob' },
      has: { phone, firstName: 'Ada' },
      by: 'email',
      is: 'a by email',
    },
    {
      why: 'the email, no phone in the row, another word as name',
      row: { firstName: 'Bob' },
      has: { phone, firstName: 'Ada' },
      by: 'email',
      is: 'someone-else: a by email',
    },
    {
      why: 'the email, another word as name and another employee ID',
      row: { phone, firstName: 'Bob', employeeId: '2' },
      has: { phone, firstName: 'Ada', employeeId: '1' },
      by: 'email',
      is: 'someone-else: a by email',
    },
    {
      why: 'the employee ID, another word as name and another email',
      row: { phone, firstName: 'Bob', email: 'b@example.com' },
      has: { phone, firstName: 'Ada', email: 'a@example.com' },
      by: 'employeeId',
      is: 'someone-else: a by employeeId',
    },
    {
      why: 'the employee ID, another word as name and the same email',
      row: { phone, firstName: 'Bob', email: 'a@example.com' },
      has: { phone, firstName: 'Ada', email: 'A@Example.com' },
      by: 'employeeId',
      is: 'a by employeeId',
    },
    {
      why: 'the phone, someone of the same household',
      row: { phone, firstName: 'Bob', lastName: 'Sample', email: 'b@example.com', employeeId: '2' },
      has: { phone, ...ada, email: 'a@example.com', employeeId: '1' },
      by: 'phone',
      is: 'someone-else: a by phone',
    },
  ])('$why: $is', ({ row, has, by, is }) => {
    expect(told(row, { [by]: person('a', has) })).toBe(is);
  });

  it('is theirs without a phone if both email and employee ID are, though the name is another', () => {
    const one = person('a', { phone, firstName: 'Ada', email: 'a@example.com', employeeId: '1' });
    const row = { firstName: 'Bob', email: 'a@example.com', employeeId: '1' };
    expect(told(row, { email: one, employeeId: one })).toBe('a by email');
    expect(told(row, { email: one })).toBe('someone-else: a by email');
  });
});

describe('a phone that changed hands', () => {
  const base = { firstName: 'Ada', lastName: 'Sample', email: 'a@example.com', employeeId: '1' };

  it.each<{ why: string; before: PersonFields; after: PersonFields; is: boolean }>([
    { why: 'nothing differs', before: base, after: base, is: false },
    { why: 'nothing is known', before: {}, after: base, is: false },
    { why: 'married', before: base, after: { ...base, lastName: 'Muster' }, is: false },
    {
      why: 'only the email differs',
      before: base,
      after: { ...base, email: 'b@example.com' },
      is: false,
    },
    {
      why: 'email and employee ID differ, the name is the same',
      before: base,
      after: { ...base, email: 'b@example.com', employeeId: '2' },
      is: false,
    },
    {
      why: 'of one household, both keys differ',
      before: base,
      after: { firstName: 'Bob', lastName: 'Sample', email: 'b@example.com', employeeId: '2' },
      is: true,
    },
    {
      why: 'of one household, one key differs and one is unknown',
      before: { ...base, employeeId: '' },
      after: { firstName: 'Bob', lastName: 'Sample', email: 'b@example.com' },
      is: true,
    },
    {
      why: 'of one household, one key agrees',
      before: base,
      after: { firstName: 'Bob', lastName: 'Sample', email: 'b@example.com', employeeId: '1' },
      is: false,
    },
    {
      why: 'another last name, one key differs',
      before: { ...base, employeeId: '' },
      after: { firstName: 'Ada', lastName: 'Muster', email: 'b@example.com' },
      is: false,
    },
    {
      why: 'another last name, both keys differ',
      before: base,
      after: { firstName: 'Ada', lastName: 'Muster', email: 'b@example.com', employeeId: '2' },
      is: true,
    },
    {
      why: 'a middle name was added, both keys differ',
      before: base,
      after: { firstName: 'Ada Eve', lastName: 'Sample', email: 'b@example.com', employeeId: '2' },
      is: false,
    },
    {
      why: 'a middle name is gone, both keys differ',
      before: { ...base, firstName: 'Ada Eve' },
      after: { ...base, email: 'b@example.com', employeeId: '2' },
      is: false,
    },
    {
      why: 'another whole name alone',
      before: base,
      after: { firstName: 'Bob', lastName: 'Muster' },
      is: true,
    },
    {
      why: 'another word as name alone',
      before: { firstName: 'Ada' },
      after: { firstName: 'Bob' },
      is: false,
    },
    { why: 'half of the names is one word', before: base, after: { firstName: 'Bob' }, is: false },
    {
      why: 'another word as name, and the email differs',
      before: { firstName: 'Ada', email: 'a@example.com' },
      after: { firstName: 'Bob', email: 'b@example.com' },
      is: true,
    },
    {
      why: 'another whole name, and all keys agree',
      before: base,
      after: { ...base, firstName: 'Bob', lastName: 'Muster' },
      is: false,
    },
    {
      why: 'another whole name, one key agrees and one differs',
      before: base,
      after: { ...base, firstName: 'Bob', lastName: 'Muster', employeeId: '2' },
      is: true,
    },
    {
      why: 'another word as name, one key agrees and one differs',
      before: { ...base, lastName: '' },
      after: { ...base, firstName: 'Bob', lastName: '', employeeId: '2' },
      is: false,
    },
    {
      why: 'no names, both keys differ',
      before: { email: 'a@example.com', employeeId: '1' },
      after: { email: 'b@example.com', employeeId: '2' },
      is: true,
    },
    {
      why: 'no names, one key differs',
      before: { email: 'a@example.com' },
      after: { email: 'b@example.com' },
      is: false,
    },
    {
      why: 'whole names of one household, by their first words',
      before: { displayName: 'Ada Sample', email: 'a@example.com' },
      after: { displayName: 'Bob Sample', email: 'b@example.com' },
      is: true,
    },
    {
      why: 'a last name alone is no other first name',
      before: { lastName: 'Sample', displayName: ' ', email: 'a@example.com' },
      after: { firstName: 'Bob', lastName: 'Sample', email: 'b@example.com' },
      is: false,
    },
    {
      why: 'a last name alone is no other first name, the other way round',
      before: { firstName: 'Bob', lastName: 'Sample', email: 'b@example.com' },
      after: { lastName: 'Sample', email: 'a@example.com' },
      is: false,
    },
    {
      why: 'case and accents',
      before: { firstName: 'ZOË', lastName: 'Sample' },
      after: { firstName: 'zoe', lastName: 'Muster' },
      is: false,
    },
    {
      why: 'whole names with a blank in front',
      before: { displayName: ' Ada Sample', email: 'a@example.com' },
      after: { displayName: 'Bob Sample', email: 'b@example.com' },
      is: true,
    },
    {
      why: 'first names with a word in common',
      before: { firstName: 'Ada Eve', lastName: 'Sample', email: 'a@example.com' },
      after: { firstName: 'Eve Mia', lastName: 'Sample', email: 'b@example.com' },
      is: false,
    },
    {
      why: 'a last name of two words, and no first name',
      before: { lastName: 'Sample Muster', email: 'a@example.com' },
      after: { firstName: 'Bob', lastName: 'Sample', email: 'b@example.com' },
      is: false,
    },
    {
      why: 'a last name of two words, and no first name, the other way round',
      before: { firstName: 'Bob', lastName: 'Sample', email: 'b@example.com' },
      after: { lastName: 'Sample Muster', email: 'a@example.com' },
      is: false,
    },
    {
      why: 'keys in other letters',
      before: { firstName: 'Ada', email: 'A@EXAMPLE.COM' },
      after: { firstName: 'Bob', email: 'a@example.com' },
      is: false,
    },
    {
      why: 'keys in other letters, the other way round',
      before: { firstName: 'Ada', email: 'a@example.com' },
      after: { firstName: 'Bob', email: 'A@EXAMPLE.COM' },
      is: false,
    },
  ])('$why', ({ before, after, is }) => {
    expect(isSomebodyElse(before, after)).toBe(is);
  });
});

describe('names', () => {
  it.each<[PersonFields, PersonFields, string]>([
    [{ firstName: 'Ada' }, {}, 'unknown'],
    [{}, { firstName: 'Ada' }, 'unknown'],
    [{ displayName: 'Sample, Ada' }, { firstName: 'ada' }, 'agrees'],
    [{ lastName: 'O’Sample' }, { displayName: 'Sample' }, 'agrees'],
    [{ firstName: 'Ada' }, { firstName: 'Adam' }, 'differs'],
    [{ firstName: 'José' }, { firstName: 'JOSE' }, 'agrees'],
    [{ firstName: 'Ünal' }, { firstName: 'Unal' }, 'agrees'],
    [{ firstName: 'M3' }, { displayName: 'm3 Muster' }, 'agrees'],
  ])('%j and %j: %s', (one, another, is) => {
    expect(compareNames(one, another)).toBe(is);
  });

  it('tell a new owner of a mailbox only as whole names of one script', () => {
    const ada = { displayName: 'Ada Sample' };
    expect(isAnothersMailbox(ada, { displayName: 'Bob Muster' })).toBe(true);
    expect(isAnothersMailbox(ada, { displayName: 'Ada Muster' })).toBe(false);
    expect(isAnothersMailbox(ada, { displayName: 'Bob' })).toBe(false);
    expect(isAnothersMailbox(ada, { displayName: 'ада образец' })).toBe(false);
    expect(isAnothersMailbox(ada, { displayName: 'Bob образец' })).toBe(true);
    expect(isAnothersMailbox({ displayName: 'боб пример' }, { displayName: 'ада образец' })).toBe(
      true,
    );
  });
});

describe('a value that is known of a person', () => {
  const at = '2026-01-01T00:00:00.000Z';
  const whole: Person = {
    id: 'a',
    network: 'Others',
    fields: { email: 'Ada@Example.com', employeeId: '1' },
    source: 'admin',
    linked: false,
    addedAt: at,
    changedAt: at,
    changedBy: { id: 'admin', name: 'Sample Admin' },
    history: [],
    alsoKnownBy: { email: ['old@example.com'] },
  };

  it.each<['email' | 'employeeId', string, boolean]>([
    ['email', 'ada@example.COM', true],
    ['email', 'OLD@example.com', true],
    ['email', 'bob@example.com', false],
    ['email', '', false],
    ['employeeId', '1', true],
    ['employeeId', '2', false],
    ['employeeId', '', false],
  ])('%s %s: %s', (key, value, is) => {
    expect(isKnownBy(whole, key, value)).toBe(is);
  });

  it('is not an address that another organization chose', () => {
    const guest = { ...whole, entraId: 'entra-1' };
    expect(isKnownBy(guest, 'email', 'ada@example.com')).toBe(false);
    expect(isKnownBy(guest, 'employeeId', '1')).toBe(true);
    expect(isKnownBy({ ...guest, linked: true }, 'email', 'ada@example.com')).toBe(true);
  });

  it('is not a value that nobody entered', () => {
    const { alsoKnownBy: _also, ...former } = { ...whole, fields: {} };
    expect(isKnownBy(former, 'email', '')).toBe(false);
    expect(isKnownBy(former, 'employeeId', '')).toBe(false);
  });
});
