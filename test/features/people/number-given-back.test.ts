import { describe, expect, it } from '@jest/globals';
import type { FieldChange } from '../../../src/domain/person.ts';
import { MemoryStores } from './memory-stores.ts';
import { admin, lost, phones, processOver, tenant } from './rig.ts';

const start = Date.parse('2026-03-01T00:00:00Z');
const bo = 'b'.repeat(32);

/** Ada with a number, and Bo who came without one. */
async function world() {
  const memory = new MemoryStores();
  const clock = { time: start };
  const { people, merges } = processOver(
    memory,
    () => Promise.resolve(),
    () => (clock.time += 5),
  );
  const outcome = await people.add(tenant, admin, { values: { phone: phones[0] } });
  if (!('added' in outcome)) throw new Error(JSON.stringify(outcome));
  const { id: ada } = outcome.added;
  memory.people.set(bo, { ...outcome.added, id: bo, fields: { firstName: 'Bo' } });
  const there = (id: string) => memory.people.get(id);
  return {
    ...{ memory, people, merges, ada, there },
    merge: (stays: string, goes: string) => {
      const seen = Object.fromEntries([...memory.people].map(([id, one]) => [id, one.changedAt]));
      return merges.merge(tenant, admin, { stays, goes, picks: {}, seen, mayMove: true });
    },
    /** An import gave Bo a number, and was undone. */
    lendBo: (phone: string) => {
      const entry = (change: FieldChange) => ({ at: '2026-01-01', by: admin, changes: [change] });
      const history = [
        entry({ field: 'phone', before: phone, after: '' }),
        entry({ field: 'phone', before: '', after: phone }),
      ];
      memory.people.set(bo, { ...outcome.added, id: bo, fields: { firstName: 'Bo' }, history });
    },
  };
}

describe('the number of somebody who was deleted and comes back', () => {
  it('is theirs again, if nobody else has it by then', async () => {
    const { people, memory, ada, there } = await world();
    await people.remove(tenant, admin, [ada]);
    const edited = await people.edit(tenant, admin, bo, there(bo)?.etag ?? '', {
      values: { phone: phones[0] },
    });
    expect(edited).toHaveProperty('saved');
    expect(await people.restore(tenant, admin, ada)).toMatchObject({ taken: { id: bo } });
    await people.edit(tenant, admin, bo, there(bo)?.etag ?? '', { values: { phone: phones[1] } });
    expect(await people.restore(tenant, admin, ada)).toMatchObject({
      restored: { id: ada, fields: { phone: phones[0] } },
    });
    expect(lost(memory)).toEqual([]);
  });

  it('isn’t the one that an undone merge had lent them', async () => {
    const { people, merges, memory, merge, ada, there } = await world();
    await merge(bo, ada);
    expect(there(bo)?.fields.phone).toBe(phones[0]);
    await merges.undo(tenant, admin, ada, bo);
    await people.remove(tenant, admin, [bo]);
    expect(await people.restore(tenant, admin, bo)).toHaveProperty('restored');
    expect(there(bo)?.fields).toEqual({ firstName: 'Bo' });
    expect(there(ada)?.fields.phone).toBe(phones[0]);
    expect(lost(memory)).toEqual([]);
  });

  it.each([phones[0], phones[1]])(
    'isn’t the one that an undone import had lent them, whoever has it now (%s)',
    async (phone) => {
      const { people, merges, memory, merge, lendBo, ada, there } = await world();
      lendBo(phone);
      await people.remove(tenant, admin, [bo]);
      expect(await people.restoreMany(tenant, admin, [bo])).toMatchObject({ refused: [] });
      expect(there(bo)).not.toHaveProperty('deletedAt');
      expect(there(bo)?.fields).toEqual({ firstName: 'Bo' });
      await merge(ada, bo);
      expect(await merges.undo(tenant, admin, bo, ada)).toHaveProperty('undone');
      expect(there(bo)?.fields).toEqual({ firstName: 'Bo' });
      expect(lost(memory)).toEqual([]);
    },
  );
});
