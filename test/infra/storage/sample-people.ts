import type { Person } from '../../../src/domain/person.ts';

export const tenant = '11111111-2222-3333-4444-555555555555';
export const otherTenant = '99999999-2222-3333-4444-555555555555';

/** A plainly invented person; `number` decides the id, in shard 0. */
export function samplePerson(number: number, over: Partial<Person> = {}): Person {
  return {
    id: number.toString(16).padStart(32, '0'),
    network: 'Employee',
    fields: { phone: `+4479${String(number).padStart(8, '0')}`, firstName: 'Sample' },
    source: 'admin',
    linked: false,
    addedAt: '2026-01-01T00:00:00.000Z',
    changedAt: '2026-01-02T00:00:00.000Z',
    changedBy: { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sample Admin' },
    history: [],
    ...over,
  };
}
