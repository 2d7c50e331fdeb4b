import { describe, expect, it } from '@jest/globals';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import type { MergeWanted } from '../../../src/features/people/merge-two.ts';
import { MemoryStores, type Step } from './memory-stores.ts';
import { admin, lost, phones, processOver, tenant } from './rig.ts';

const start = Date.parse('2026-03-01T00:00:00Z');
const quietly: Step = () => Promise.resolve();
const entraId = 'eeeeeeee-0000-4000-8000-000000000001';
const day = 24 * 3_600_000;

async function world() {
  const memory = new MemoryStores();
  const clock = { time: start };
  const now = () => (clock.time += 5);
  const process = (step: Step) => processOver(memory, step, now);
  const quiet = process(quietly);
  const add = async (phone: string, values: Record<string, string>) => {
    const input = { network: 'Employee', values: { phone, ...values } } as const;
    const outcome = await quiet.people.add(tenant, admin, input);
    if (!('added' in outcome)) throw new Error(JSON.stringify(outcome));
    return outcome.added;
  };
  const stays = await add(phones[0], {
    firstName: 'Ada',
    email: 'ada@example.com',
    jobTitle: 'Nurse',
  });
  const goes = await add(phones[1], {
    ...{ firstName: 'Ada', lastName: 'Sample', email: 'a.sample@example.com' },
    ...{ jobTitle: 'Head nurse', employeeId: 'S-1' },
  });
  const wanted = (over: Partial<MergeWanted> = {}): MergeWanted => ({
    ...{ stays: stays.id, goes: goes.id, picks: { jobTitle: goes.id }, mayMove: true },
    seen: { [stays.id]: stays.changedAt, [goes.id]: goes.changedAt },
    ...over,
  });
  return { memory, clock, process, quiet, stays, goes, wanted };
}

const there = (memory: MemoryStores) =>
  [...memory.people.values()].filter(({ deletedAt }) => deletedAt === undefined);

/** Everything but the history, its times and the version. */
const values = (people: readonly StoredPerson[]) =>
  people
    .map(({ etag: _etag, history: _history, changedAt: _at, ...kept }) => kept)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));

describe('a merge', () => {
  it('leaves the other number to whom it belongs: an edit takes it over', async () => {
    const { memory, quiet, stays, goes, wanted } = await world();
    await quiet.merges.merge(tenant, admin, wanted());
    const [merged] = there(memory);
    const edit = { values: { phone: phones[1] } };
    const outcome = await quiet.people.edit(tenant, admin, stays.id, merged?.etag ?? '', edit);
    expect(outcome).toHaveProperty('saved');
    expect(there(memory)).toMatchObject([{ id: stays.id, fields: { phone: phones[1] } }]);
    expect(lost(memory)).toEqual([]);
    // The merge isn't undone over it, so that nobody is left without a number.
    const undone = await quiet.merges.undo(tenant, admin, goes.id, stays.id);
    expect(undone).toHaveProperty('changedSince');
    expect(await quiet.people.byPhone(tenant, phones[1])).toMatchObject({ id: stays.id });
    expect(await quiet.people.byPhone(tenant, phones[0])).toBeUndefined();
  });

  it('takes what was chosen and what was empty, and is undone wholly', async () => {
    const { memory, quiet, stays, goes, wanted } = await world();
    const before = values(there(memory));
    expect(await quiet.merges.merge(tenant, admin, wanted())).toMatchObject({
      merged: {
        id: stays.id,
        fields: {
          ...{ phone: phones[0], email: 'ada@example.com', jobTitle: 'Head nurse' },
          ...{ lastName: 'Sample', employeeId: 'S-1' },
        },
        alsoKnownBy: { email: ['a.sample@example.com'] },
      },
    });
    expect(there(memory)).toHaveLength(1);
    expect(lost(memory)).toEqual([]);
    const again = await quiet.merges.merge(tenant, admin, wanted());
    expect(again).toMatchObject({ merged: { id: stays.id } });
    expect(await quiet.merges.undo(tenant, admin, goes.id, stays.id)).toHaveProperty('undone');
    expect(values(there(memory))).toEqual(before);
    expect(await quiet.merges.undo(tenant, admin, goes.id, stays.id)).toHaveProperty('undone');
    expect(values(there(memory))).toEqual(before);
    const events = [...memory.audit.values()].map(({ what }) => what);
    expect(events.filter((what) => what === 'people-merged')).toHaveLength(1);
    expect(events.filter((what) => what === 'merge-undone')).toHaveLength(1);
  });

  it('leads whoever comes by the other number, email or account to the record that stays', async () => {
    const { memory, quiet, stays, wanted } = await world();
    await quiet.merges.merge(tenant, admin, wanted());
    const typed = { network: 'Others', values: { phone: phones[1], firstName: 'Double' } } as const;
    expect(await quiet.people.add(tenant, admin, typed)).toMatchObject({ taken: { id: stays.id } });
    const signIn = {
      source: 'signin',
      entraId,
      isEmployee: true,
      fields: { email: 'A.Sample@example.com' },
    } as const;
    const joined = await quiet.provisioning.provision(tenant, admin, signIn);
    expect(joined).toMatchObject({ person: { id: stays.id, linked: true } });
    const sync = {
      source: 'entra',
      entraId,
      isEmployee: true,
      fields: { phone: phones[1], email: 'a.sample@example.com' },
    } as const;
    const synced = await quiet.provisioning.provision(tenant, admin, sync);
    expect(synced).toMatchObject({ person: { id: stays.id, fields: { phone: phones[1] } } });
    expect(there(memory)).toHaveLength(1);
    expect(lost(memory)).toEqual([]);
  });

  it('is neither done on what has changed since, nor undone over what has', async () => {
    const { memory, quiet, stays, goes, wanted } = await world();
    const seen = { [stays.id]: stays.changedAt, [goes.id]: 'earlier' };
    expect(await quiet.merges.merge(tenant, admin, wanted({ seen }))).toEqual({
      changedMeanwhile: true,
    });
    expect(there(memory)).toHaveLength(2);
    await quiet.merges.merge(tenant, admin, wanted());
    const now = memory.people.get(stays.id);
    await quiet.people.edit(tenant, admin, stays.id, now?.etag ?? '', {
      values: { jobTitle: 'Matron' },
    });
    expect(await quiet.merges.undo(tenant, admin, goes.id, stays.id)).toMatchObject({
      changedSince: [{ changes: [{ field: 'jobTitle', after: 'Matron' }] }],
    });
    expect(there(memory)).toHaveLength(1);
  });

  it('can’t be undone after 30 days, and the other number leads on all the same', async () => {
    const { memory, clock, quiet, stays, goes, wanted } = await world();
    await quiet.merges.merge(tenant, admin, wanted());
    clock.time += 40 * day;
    expect(await quiet.merges.undo(tenant, admin, goes.id, stays.id)).toEqual({ tooLate: true });
    await quiet.purge(tenant);
    expect(memory.people.has(goes.id)).toBe(true);
    const typed = { network: 'Others', values: { phone: phones[1] } } as const;
    expect(await quiet.people.add(tenant, admin, typed)).toMatchObject({ taken: { id: stays.id } });
    await quiet.people.remove(tenant, admin, [stays.id]);
    clock.time += 40 * day;
    await quiet.purge(tenant);
    await quiet.purge(tenant);
    expect(memory.people.size).toBe(0);
  });

  it('keeps the record with the account, and refuses two accounts and guests', async () => {
    const { memory, quiet, stays, goes, wanted } = await world();
    const linked = { ...goes, linked: true, entraId };
    memory.people.set(goes.id, linked);
    expect(await quiet.merges.merge(tenant, admin, wanted())).toEqual({ refused: 'account-stays' });
    memory.people.set(stays.id, { ...stays, linked: true, entraId: 'another' });
    expect(await quiet.merges.merge(tenant, admin, wanted())).toEqual({ refused: 'two-accounts' });
    memory.people.set(goes.id, { ...goes, entraId });
    expect(await quiet.merges.merge(tenant, admin, wanted())).toEqual({ refused: 'guest' });
    expect(there(memory)).toHaveLength(2);
  });

  it('gives the only number to the record that stays, and back', async () => {
    const { memory, quiet, stays, goes, wanted } = await world();
    const { phone: _none, ...fields } = stays.fields;
    // Somebody who came without a number.
    const id = 'a'.repeat(32);
    memory.people.delete(stays.id);
    memory.people.set(id, { ...stays, id, fields });
    const before = values(there(memory));
    const seen = { [id]: stays.changedAt, [goes.id]: goes.changedAt };
    await quiet.merges.merge(tenant, admin, wanted({ stays: id, seen }));
    expect(there(memory)).toMatchObject([{ id, fields: { phone: phones[1] } }]);
    expect(lost(memory)).toEqual([]);
    await quiet.merges.undo(tenant, admin, goes.id, id);
    expect(values(there(memory))).toEqual(before);
    expect(lost(memory)).toEqual([]);
  });

  it.each(['merge', 'undo'] as const)(
    'whose process dies anywhere is finished by whoever looks later (%s)',
    async (what) => {
      for (let steps = 0; ; steps += 1) {
        const { memory, clock, process, quiet, stays, goes, wanted } = await world();
        const before = values(there(memory));
        if (what === 'undo') await quiet.merges.merge(tenant, admin, wanted());
        let left = steps;
        const ended = { dead: false, done: false };
        const dying = process(() => {
          left -= 1;
          ended.dead = left < 0;
          return ended.dead ? new Promise(() => undefined) : Promise.resolve();
        });
        const work =
          what === 'merge'
            ? dying.merges.merge(tenant, admin, wanted())
            : dying.merges.undo(tenant, admin, goes.id, stays.id);
        void work.then(() => (ended.done = true));
        while (!ended.done && !ended.dead) await new Promise((resolve) => setImmediate(resolve));
        clock.time += day;
        await quiet.audit.reconcile(tenant);
        const now = there(memory);
        // Nothing was begun, or all of it was done: never one without the other.
        const isUndone = JSON.stringify(values(now)) === JSON.stringify(before);
        const isMerged =
          now.length === 1 && now[0]?.fields.jobTitle === 'Head nurse' && lost(memory).length === 0;
        expect([steps, isUndone || isMerged]).toEqual([steps, true]);
        if (ended.done) {
          expect(what === 'merge' ? isMerged : isUndone).toBe(true);
          expect(steps).toBeGreaterThan(5);
          return;
        }
      }
    },
  );
});
