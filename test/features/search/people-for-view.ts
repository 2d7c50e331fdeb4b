import type { Person, PersonFields } from '../../../src/domain/person.ts';

/** A plainly invented person; `number` decides id and shard. */
export function personNumber(
  number: number,
  fields: PersonFields,
  over: Partial<Person> = {},
): Person {
  // An odd factor spreads the numbers over the shards, one id for each.
  const head = (Math.imul(number + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return {
    id: `${head}${number.toString(16).padStart(24, '0')}`,
    network: 'Employee',
    fields: { phone: `+4479110${String(number).padStart(5, '0')}`, ...fields },
    source: 'admin',
    linked: false,
    addedAt: '2025-01-01T00:00:00.000Z',
    changedAt: '2025-01-02T00:00:00.000Z',
    changedBy: { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sample Admin' },
    history: [],
    ...over,
  };
}
