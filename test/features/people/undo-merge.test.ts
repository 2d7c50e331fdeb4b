import { describe, expect, it } from '@jest/globals';
import { MemoryStores } from './memory-stores.ts';
import { admin, phones, processOver, tenant } from './rig.ts';

const start = Date.parse('2026-03-01T00:00:00Z');
const day = 24 * 3_600_000;

/** Ada is there twice, and Bo once; the two of Ada are merged. */
async function merged() {
  const memory = new MemoryStores();
  const clock = { time: start };
  const { people, merges } = processOver(
    memory,
    () => Promise.resolve(),
    () => clock.time,
  );
  const add = async (phone: string, firstName: string) => {
    const input = { network: 'Employee', values: { phone, firstName } } as const;
    const outcome = await people.add(tenant, admin, input);
    if (!('added' in outcome)) throw new Error(JSON.stringify(outcome));
    return outcome.added;
  };
  const stays = await add(phones[0], 'Ada');
  const goes = await add(phones[1], 'Ada');
  clock.time += 1_000;
  const merge = (left: string, gone: string) => {
    const seen = Object.fromEntries([...memory.people].map(([id, one]) => [id, one.changedAt]));
    const wanted = { stays: left, goes: gone, picks: {}, mayMove: true, seen };
    return merges.merge(tenant, admin, wanted);
  };
  await merge(stays.id, goes.id);
  clock.time += 1_000;
  return {
    ...{ memory, clock, people, add, merge, stays: stays.id, goes: goes.id },
    undo: (gone = goes.id, left = stays.id) => merges.undo(tenant, admin, gone, left),
    person: (id: string) => memory.people.get(id),
  };
}

function nobodyThere(): never {
  throw new Error('there is nobody');
}

describe('the undoing of a merge', () => {
  it('brings both back, once: the second time it finds them so', async () => {
    const { undo, person, stays, goes } = await merged();
    const first = await undo();
    expect(first).toMatchObject({ undone: [{ id: stays }, { id: goes }] });
    expect(person(goes)).toMatchObject({ fields: { phone: phones[1] } });
    for (const id of [stays, goes]) {
      expect(person(id)?.deletedAt).toBeUndefined();
      expect(person(id)?.absorbed ?? []).toEqual([]);
    }
    expect(person(goes)).not.toHaveProperty('mergeNote');
    expect(person(goes)).not.toHaveProperty('mergedInto');
    const before = [person(stays), person(goes)];
    expect(await undo()).toEqual({ undone: before });
    expect([person(stays), person(goes)]).toEqual(before);
  });

  it('is of no use for records that aren’t there, or weren’t merged', async () => {
    const { undo, add, memory, person, stays, goes, people } = await merged();
    const nobody = 'f'.repeat(32);
    const { id: other } = await add(phones[2], 'Bo');
    expect(await undo(nobody, stays)).toEqual({ gone: true });
    expect(await undo(goes, nobody)).toEqual({ gone: true });
    expect(await undo(nobody, nobody)).toEqual({ gone: true });
    expect(await undo(other, stays)).toEqual({ gone: true });
    expect(await undo(goes, other)).toEqual({ gone: true });
    await people.remove(tenant, admin, [other]);
    expect(await undo(other, stays)).toEqual({ gone: true });
    // A sync merges without a note of what it changed.
    const { mergeNote: _note, ...record } = person(goes) ?? nobodyThere();
    memory.people.set(goes, record);
    expect(await undo()).toEqual({ gone: true });
  });

  it('isn’t possible once the record that stayed is deleted', async () => {
    const { undo, people, person, stays, goes } = await merged();
    await people.remove(tenant, admin, [stays]);
    expect(await undo()).toEqual({ changedSince: [] });
    expect(person(goes)?.deletedAt).toBeDefined();
  });

  it('isn’t possible after what has changed since, which is told', async () => {
    const { undo, people, person, stays, goes } = await merged();
    const before = person(goes);
    const { etag = '', fields } = person(stays) ?? {};
    await people.edit(tenant, admin, stays, etag, { values: { ...fields, jobTitle: 'Nurse' } });
    for (let time = 0; time < 2; time += 1) {
      const outcome = await undo();
      expect(outcome).toMatchObject({
        changedSince: [{ changes: [{ field: 'jobTitle', before: '', after: 'Nurse' }] }],
      });
      expect(person(goes)).toEqual(before);
    }
  });

  it('is still known to be done after another record was merged into the one that stayed', async () => {
    const { undo, add, merge, people, person, stays, goes } = await merged();
    await undo();
    const { etag = '' } = person(stays) ?? {};
    await people.edit(tenant, admin, stays, etag, { values: { jobTitle: 'Nurse' } });
    await merge(stays, (await add(phones[2], 'Ada')).id);
    expect(await undo()).toMatchObject({ undone: [{ id: stays }, { id: goes }] });
  });

  it('waits until nobody else has the number, and gives it back then', async () => {
    const { undo, add, people, person, stays, goes } = await merged();
    const { id: bo, etag } = await add(phones[2], 'Bo');
    await people.edit(tenant, admin, bo, etag, { values: { phone: phones[1] } });
    const before = [person(stays), person(goes)];
    expect(await undo()).toMatchObject({ taken: { id: bo } });
    expect([person(stays), person(goes)]).toEqual(before);
    await people.remove(tenant, admin, [bo]);
    expect(await undo()).toHaveProperty('undone');
    expect(person(goes)?.fields.phone).toBe(phones[1]);
  });

  it('is possible for thirty days', async () => {
    const inTime = await merged();
    inTime.clock.time = start + 1_000 + 30 * day;
    expect(await inTime.undo()).toHaveProperty('undone');
    const late = await merged();
    late.clock.time = start + 1_001 + 30 * day;
    expect(await late.undo()).toEqual({ tooLate: true });
    expect(late.person(late.goes)?.deletedAt).toBeDefined();
  });
});
