import { describe, expect, it } from '@jest/globals';
import { MemoryStores, type Step } from './memory-stores.ts';
import { admin, lost, phones, processOver, tenant } from './rig.ts';

const quietly: Step = () => Promise.resolve();
const bare = 'a'.repeat(32);

/** Bo, and Ada in two records that are to be merged. @param lends whether the record that stays gets the other's number */
async function apart(lends: boolean) {
  const memory = new MemoryStores();
  const clock = { time: Date.parse('2026-03-01T00:00:00Z') };
  // Fast enough that nobody waits for a process that may be about to use a number's place.
  const process = (step: Step) => processOver(memory, step, () => (clock.time += 1_000));
  const { people, merges } = process(quietly);
  const add = async (phone: string, firstName: string) => {
    const outcome = await people.add(tenant, admin, { values: { phone, firstName } });
    if (!('added' in outcome)) throw new Error(JSON.stringify(outcome));
    return outcome.added;
  };
  const bo = (await add(phones[2], 'Bo')).id;
  const goes = (await add(phones[1], 'Ada')).id;
  let stays = bare;
  if (lends) memory.people.set(bare, { ...(memory.people.get(bo) ?? never()), ...withoutNumber });
  else stays = (await add(phones[0], 'Ada')).id;
  const seen = Object.fromEntries([...memory.people].map(([id, one]) => [id, one.changedAt]));
  const wanted = { stays, goes, picks: {}, mayMove: true, seen };
  const before = fieldsOf(memory);
  const there = (id: string) => memory.people.get(id);
  const edit = (id: string, values: Readonly<Record<string, string>>) =>
    people.edit(tenant, admin, id, there(id)?.etag ?? '', { values });
  const undo = () => merges.undo(tenant, admin, goes, stays);
  const merge = (by = merges) => by.merge(tenant, admin, wanted);
  return { memory, process, stays, goes, bo, before, there, edit, undo, merge };
}

async function merged(lends: boolean) {
  const one = await apart(lends);
  await one.merge();
  return one;
}

const withoutNumber = { id: bare, fields: { firstName: 'Ada' } };

function never(): never {
  throw new Error('there is nobody');
}

const fieldsOf = (memory: MemoryStores) =>
  new Map([...memory.people].map(([id, { fields, deletedAt }]) => [id, { fields, deletedAt }]));

/** The process that undid the merge has died: one record is as before, and the other not yet. */
async function halfUndone(lends: boolean) {
  const one = await merged(lends);
  await new Promise<void>((resolve) => {
    const dying = one.process((name) => {
      if (name !== 'after write' || one.there(one.stays)?.absorbed !== undefined)
        return quietly('');
      resolve();
      return new Promise(() => undefined);
    });
    void dying.merges.undo(tenant, admin, one.goes, one.stays);
  });
  return one;
}

type World = Awaited<ReturnType<typeof apart>>;

/** Lets something else happen after each of an undo's requests, in a world of its own. */
async function* meanwhile(
  lends: boolean,
  other: (world: World) => Promise<unknown>,
  begin: (lends: boolean) => Promise<World> = merged,
) {
  for (let at = 1; ; at += 1) {
    const one = await begin(lends);
    let left = at;
    const slow = one.process(async () => {
      left -= 1;
      if (left === 0) await other(one);
    });
    const outcome = await slow.merges.undo(tenant, admin, one.goes, one.stays);
    if (left > 0) return;
    expect(lost(one.memory)).toEqual([]);
    yield { ...one, at, outcome };
  }
}

const countOf = ({ memory }: World, wanted: string) =>
  [...memory.audit.values()].filter(({ what }) => what === wanted).length;

describe.each([false, true])('the undoing of a merge (number lent: %s), while', (lends) => {
  it('another undoes it: both find it done, and it was done once', async () => {
    for await (const one of meanwhile(lends, ({ undo }) => undo())) {
      expect(one.outcome).toMatchObject({ undone: [{ id: one.stays }, { id: one.goes }] });
      expect(fieldsOf(one.memory)).toEqual(one.before);
      const done = [countOf(one, 'merge-undone'), countOf(one, 'person-restored')];
      expect([one.at, ...done]).toEqual([one.at, 1, 1]);
    }
  });

  it('another finishes it too, after its process has died', async () => {
    for await (const one of meanwhile(lends, ({ undo }) => undo(), halfUndone)) {
      expect(one.outcome).toMatchObject({ undone: [{ id: one.stays }, { id: one.goes }] });
      expect(fieldsOf(one.memory)).toEqual(one.before);
      expect([one.at, countOf(one, 'person-restored')]).toEqual([one.at, 1]);
    }
  });

  it('nobody does, since its process has died and the number has become somebody else’s', async () => {
    const one = await halfUndone(lends);
    expect(await one.edit(one.bo, { phone: phones[1] })).toHaveProperty('saved');
    expect(await one.undo()).toMatchObject({ undone: [{ id: one.stays }, { id: one.goes }] });
    expect(one.there(one.goes)?.fields).toEqual({ firstName: 'Ada' });
    expect(lost(one.memory)).toEqual([]);
  });

  it('somebody else gets the number: one of them has it, and the other is told or goes without', async () => {
    const take = ({ edit, bo }: World) => edit(bo, { phone: phones[1] });
    const outcomes = new Set<string>();
    for await (const one of meanwhile(lends, take)) {
      const owners = [...one.memory.people.values()].filter(
        ({ fields, deletedAt }) => fields.phone === phones[1] && deletedAt === undefined,
      );
      const [outcome] = Object.keys(one.outcome);
      outcomes.add(outcome ?? '');
      expect([one.at, owners.length]).toEqual([one.at, 1]);
      if ('taken' in one.outcome) {
        expect(one.outcome.taken.id).toBe(one.bo);
        // Nothing was begun.
        expect(one.there(one.goes)?.mergeNote).not.toHaveProperty('undoing');
      }
      expect(one.there(one.goes)?.deletedAt === undefined).toBe('undone' in one.outcome);
    }
    expect(outcomes).toContain('undone');
  });

  it('the record that stayed is changed: it keeps that, and the merge stays or is wholly undone', async () => {
    const change = ({ edit, stays }: World) => edit(stays, { jobTitle: 'Nurse' });
    const outcomes = new Set<string>();
    for await (const one of meanwhile(lends, change)) {
      expect(one.there(one.stays)?.fields.jobTitle).toBe('Nurse');
      const isUndone = 'undone' in one.outcome;
      outcomes.add(Object.keys(one.outcome).join());
      expect(one.there(one.goes)?.deletedAt === undefined).toBe(isUndone);
      expect(one.there(one.stays)?.absorbed ?? []).toEqual(isUndone ? [] : [one.goes]);
      // A repeated merge finds it done, as if nobody had begun to undo it.
      if (!isUndone) expect(await one.merge()).toMatchObject({ merged: { id: one.stays } });
    }
    expect([...outcomes].toSorted()).toEqual(['changedSince', 'undone']);
  });

  it.each(['stays', 'goes'] as const)('the record that %s is removed for good', async (which) => {
    const outcomes = new Set<string>();
    const remove = (one: World) => {
      one.memory.people.delete(one[which]);
      return Promise.resolve();
    };
    for await (const one of meanwhile(lends, remove)) {
      const [is] = Object.keys(one.outcome);
      outcomes.add(is ?? '');
      if ('gone' in one.outcome) expect(one.outcome).toEqual({ gone: true });
      if ('undone' in one.outcome) {
        expect(one.outcome.undone).toMatchObject([{ id: one.stays }, { id: one.goes }]);
      }
    }
    expect([...outcomes].toSorted()).toEqual(['gone', 'undone']);
  });
});

it.each([false, true])(
  'two merge the same at once: both find it done, and it was done once (number lent: %s)',
  async (lends) => {
    for (let at = 1, isOver = false; !isOver; at += 1) {
      const one = await apart(lends);
      let left = at;
      const slow = one.process(async () => {
        left -= 1;
        if (left === 0) await one.merge();
      });
      const outcome = await one.merge(slow.merges);
      isOver = left > 0;
      expect([at, outcome]).toMatchObject([at, { merged: { id: one.stays } }]);
      expect(countOf(one, 'people-merged')).toBe(1);
      expect(lost(one.memory)).toEqual([]);
    }
  },
);

it.each([false, true])(
  'nobody is half merged whose record is changed while it is merged (number lent: %s)',
  async (lends) => {
    const outcomes = new Set<string>();
    for (let at = 1, isOver = false; !isOver; at += 1) {
      const one = await apart(lends);
      let left = at;
      const slow = one.process(async () => {
        left -= 1;
        if (left === 0) await one.edit(one.goes, { jobTitle: 'Nurse' });
      });
      const outcome = await one.merge(slow.merges);
      isOver = left > 0;
      outcomes.add(Object.keys(outcome)[0] ?? '');
      const isAway = one.there(one.goes)?.deletedAt !== undefined;
      const isPart = one.there(one.stays)?.absorbed?.includes(one.goes) === true;
      expect([at, isAway, isPart]).toEqual([at, 'merged' in outcome, 'merged' in outcome]);
      expect(lost(one.memory)).toEqual([]);
    }
    expect([...outcomes].toSorted()).toEqual(['changedMeanwhile', 'merged']);
  },
);
