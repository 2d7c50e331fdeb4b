import { describe, expect, it } from '@jest/globals';
import { usualMatchOrder } from '../../../src/domain/match-keys.ts';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import type { PersonFields } from '../../../src/domain/person.ts';
import { createRowRecogniser } from '../../../src/features/imports/recognise-rows.ts';

const idOf = (digit: string) => digit.repeat(32);
const ada = { id: idOf('a'), fields: { phone: '+12025550101', email: 'a@example.com' } };
const bob = { id: idOf('b'), fields: { phone: '+12025550102', employeeId: 'S1' } };
const cem = { id: idOf('c'), fields: { email: 'team@example.com', employeeId: 'S1' } };
const dea = { id: idOf('d'), fields: { email: 'team@example.com' } };
const gone = { id: idOf('e'), fields: { email: 'e@example.com' }, deletedAt: 'then' };
const eda = { id: idOf('f'), fields: { phone: '+12025550103', employeeId: 'S3' } };
const all = [ada, bob, cem, dea, gone, eda];

/** The index knows people by hashes, so it may name some too many. */
function recogniser(besides: readonly string[] = []) {
  const named = (fits: (fields: PersonFields) => boolean) => [
    ...all.filter(({ fields }) => fits(fields)).map(({ id }) => id),
    ...besides,
  ];
  const index = {
    people: all.length,
    mayHave: () => true,
    withEmail: (email: string) => named((fields) => fields.email === email.toLowerCase()),
    withEmployeeId: (employeeId: string) => named((fields) => fields.employeeId === employeeId),
  };
  const people = {
    read: (_tenant: string, _shard: string, ids: readonly string[]) =>
      Promise.resolve(
        new Map(
          all
            .filter(({ id }) => ids.includes(id))
            .map((one) => [one.id, one as unknown as StoredPerson]),
        ),
      ),
  };
  const recognition = {
    index: () => Promise.resolve(index),
    order: () => Promise.resolve(usualMatchOrder),
    changeLimit: () => Promise.resolve(20),
  };
  return createRowRecogniser(recognition, people, 'sample');
}

async function told(fields: PersonFields, besides: readonly string[] = [], owner?: typeof ada) {
  const rows = await recogniser(besides);
  const row = { fields, ...(owner !== undefined && { owner: owner as unknown as StoredPerson }) };
  const [first, second] = await rows.recognise([row, { fields: {} }]);
  expect(second).toEqual({ is: 'nobody' });
  return first?.is === 'nobody' ? 'nobody' : `${first?.person.id[0]} by ${first?.by}`;
}

describe('a row of a file', () => {
  it('is recognised by its email or employee ID, and by the owner of its phone first', async () => {
    expect(await told({ email: 'A@example.com' })).toBe('a by email');
    expect(await told({ employeeId: 'S3' })).toBe('f by employeeId');
    expect(await told({ employeeId: 'S2' })).toBe('nobody');
    expect(await told({ email: 'b@example.com' })).toBe('nobody');
    expect(await told({ phone: '+12025550102', email: 'a@example.com' }, [], bob as never)).toBe(
      'b by phone',
    );
  });

  it('isn’t by a value that several people have', async () => {
    expect(await told({ email: 'team@example.com' })).toBe('nobody');
    expect(await told({ employeeId: 'S1' })).toBe('nobody');
  });

  it('isn’t by a person whom the index names by chance, or who is deleted, or gone', async () => {
    expect(await told({ email: 'a@example.com' }, [bob.id, idOf('0')])).toBe('a by email');
    expect(await told({ email: 'e@example.com' })).toBe('nobody');
  });

  it('may be known if the index names someone else than the one who was found', async () => {
    const rows = await recogniser();
    expect(rows.order).toBe(usualMatchOrder);
    expect(rows.mayBeKnown({ email: 'a@example.com' })).toBe(true);
    expect(rows.mayBeKnown({ email: 'a@example.com' }, ada.id)).toBe(false);
    expect(rows.mayBeKnown({ email: 'team@example.com' }, cem.id)).toBe(true);
    expect(rows.mayBeKnown({ employeeId: 'S1' }, bob.id)).toBe(true);
    expect(rows.mayBeKnown({ email: 'x@example.com', employeeId: 'S1' }, ada.id)).toBe(true);
    expect(rows.mayBeKnown({ email: 'x@example.com', employeeId: 'S2' })).toBe(false);
    const careless = await recogniser([bob.id]);
    expect(careless.mayBeKnown({ email: '', employeeId: '' })).toBe(false);
    expect(careless.mayBeKnown({})).toBe(false);
  });
});
