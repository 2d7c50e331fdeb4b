import { expect, it } from '@jest/globals';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import { MemoryStores } from './memory-stores.ts';
import { admin, processOver, tenant } from './rig.ts';

const now = Date.UTC(2026, 0, 10);
const idOf = (place: number) => `a${place.toString(16).padStart(31, '0')}`;

/** 60 people of one shard, deleted a day ago. */
function deletedPeople(): MemoryStores {
  const memory = new MemoryStores();
  const at = new Date(now - 24 * 3_600_000).toISOString();
  for (let place = 0; place < 60; place += 1) {
    const person: StoredPerson = {
      ...{ id: idOf(place), network: 'Employee', source: 'admin', linked: false, etag: 'first' },
      fields: { firstName: `Person ${place}`, phone: `+1202555${String(1_000 + place)}` },
      ...{ addedAt: at, changedAt: at, changedBy: admin, deletedAt: at, history: [] },
    };
    memory.people.set(person.id, person);
  }
  return memory;
}

it('people are restored together; one who is changed meanwhile is restored alone, and the audit has each once', async () => {
  const memory = deletedPeople();
  const requests: string[] = [];
  const { people } = processOver(
    memory,
    (name) => {
      const isFirst = name === 'before write' && !requests.includes(name);
      requests.push(name);
      const third = memory.people.get(idOf(3));
      if (isFirst && third !== undefined) {
        memory.people.set(third.id, {
          ...third,
          etag: 'second',
          fields: { ...third.fields, department: 'Ward 5' },
        });
      }
      return Promise.resolve();
    },
    () => now,
  );
  const ids = Array.from({ length: 60 }, (_, place) => idOf(place));

  const outcome = await people.restoreMany(tenant, admin, [...ids, 'no-id'], { operation: 'one' });

  expect(outcome.done.map(({ id }) => id)).toEqual(ids);
  expect(outcome).toMatchObject({ refused: [], missing: 1 });
  const restored = [...memory.people.values()];
  expect(restored.every((person) => person.deletedAt === undefined)).toBe(true);
  expect(memory.people.get(idOf(3))?.fields.department).toBe('Ward 5');
  expect(memory.intents.size).toBe(0);
  const audited = [...memory.audit.values()].map(({ subject }) => subject.id);
  expect(audited.toSorted()).toEqual(ids);
});

it('restoring people who are as they were read takes one transaction', async () => {
  const memory = deletedPeople();
  let writes = 0;
  const step = (name: string) => {
    if (name === 'before write') writes += 1;
    return Promise.resolve();
  };
  const { people } = processOver(memory, step, () => now);

  const outcome = await people.restoreMany(tenant, admin, [...memory.people.keys()].toSorted());

  expect(outcome.done).toHaveLength(60);
  expect(writes).toBe(1);
});
