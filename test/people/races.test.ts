import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredPerson } from '../../src/directory/people-store.ts';
import { MemoryStores } from './memory-stores.ts';
import { admin, lost, phones, process, tenant } from './rig.ts';

const start = Date.parse('2026-03-01T00:00:00Z');
const month = 31 * 24 * 3_600_000;

type Act =
  | { readonly type: 'add'; readonly phone: number }
  | { readonly type: 'edit'; readonly person: number; readonly phone: number }
  | { readonly type: 'remove' | 'restore'; readonly person: number }
  | { readonly type: 'purge' };

const phone = fc.integer({ min: 0, max: phones.length - 1 });
const person = fc.integer({ min: 0, max: 4 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('add' as const), phone }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('edit' as const), person, phone }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constantFrom('remove' as const, 'restore' as const), person }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'purge' } as const) },
);

type Process = ReturnType<typeof process>;

async function perform(
  { people, purge }: Process,
  memory: MemoryStores,
  one: Act,
): Promise<object> {
  const all = [...memory.people.values()];
  const chosen = (number: number): StoredPerson | undefined =>
    all[number % Math.max(all.length, 1)];
  switch (one.type) {
    case 'add':
      return people.add(tenant, admin, { values: { phone: phones[one.phone] ?? '' } });
    case 'edit': {
      const who = chosen(one.person);
      if (who === undefined) return {};
      const values = { phone: phones[one.phone] ?? '' };
      return people.edit(tenant, admin, who.id, who.etag, { values });
    }
    case 'remove':
      return people.remove(tenant, admin, [chosen(one.person)?.id ?? '']);
    case 'restore':
      return people.restore(tenant, admin, chosen(one.person)?.id ?? '');
    case 'purge':
      return purge(tenant);
  }
}

class Died extends Error {}

describe('nobody is lost and no phone is owned twice', () => {
  it('whatever two admins do at once, in whatever order their requests arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 6 }),
        fc.array(act, { minLength: 2, maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        async (before, atOnce, choices) => {
          const memory = new MemoryStores();
          let clock = start;
          const now = () => (clock += 5);
          const quiet = process(memory, () => Promise.resolve(), now);
          for (const one of before) {
            if (one.type === 'purge') clock += month;
            await perform(quiet, memory, one);
            expect(lost(memory)).toEqual([]);
          }
          const waiting: (() => void)[] = [];
          const step = () => new Promise<void>((resolve) => waiting.push(resolve));
          let ended = 0;
          const acts = atOnce.map((one) =>
            perform(process(memory, step, now), memory, one).finally(() => (ended += 1)),
          );
          // One request at a time goes on, chosen at random; the clock runs, so that nobody is patient for ever.
          while (ended < acts.length) {
            await new Promise(setImmediate);
            const next = waiting.splice(
              (choices.next().value ?? 0) % Math.max(waiting.length, 1),
              1,
            );
            clock += 500;
            next.forEach((go) => go());
            expect(lost(memory)).toEqual([]);
          }
          await Promise.all(acts);
          clock += month;
          await quiet.audit.settle(tenant);
          expect(memory.intents.size).toBe(0);
          expect(lost(memory)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  }, 120_000);

  it('at whatever request the process dies, and what was changed is in the audit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 6 }),
        act,
        fc.array(act, { maxLength: 4 }),
        fc.integer({ min: 0, max: 40 }),
        async (before, dying, after, at) => {
          const memory = new MemoryStores();
          let clock = start;
          const now = () => (clock += 5);
          const quiet = process(memory, () => Promise.resolve(), now);
          for (const one of before) await perform(quiet, memory, one);
          let steps = 0;
          const mortal = process(
            memory,
            () => (steps++ < at ? Promise.resolve() : Promise.reject(new Died())),
            now,
          );
          await perform(mortal, memory, dying).catch((error: unknown) => {
            if (!(error instanceof Died)) throw error;
          });
          expect(lost(memory)).toEqual([]);
          clock += 3_600_000;
          await quiet.audit.settle(tenant);
          expect(memory.intents.size).toBe(0);
          for (const one of after) {
            await perform(quiet, memory, one);
            expect(lost(memory)).toEqual([]);
          }
          const audited = [...memory.audit.values()].map(
            ({ subject, at: when }) => `${subject.id} ${when}`,
          );
          for (const { id, history } of memory.people.values()) {
            for (const entry of history) expect(audited).toContain(`${id} ${entry.at}`);
          }
        },
      ),
      { numRuns: 600 },
    );
  }, 120_000);

  it('when many want one phone at once: one gets it, the others learn who', async () => {
    const memory = new MemoryStores();
    const { people } = process(memory, () => new Promise(setImmediate), Date.now);
    const holders = await Promise.all(
      [phones[1], phones[2]].map((own) => people.add(tenant, admin, { values: { phone: own } })),
    );
    const outcomes = await Promise.all([
      ...holders.map((outcome) => {
        if (!('added' in outcome)) throw new Error('not added');
        const { id, etag } = outcome.added;
        return people.edit(tenant, admin, id, etag, { values: { phone: phones[0] } });
      }),
      ...[1, 2, 3].map(() => people.add(tenant, admin, { values: { phone: phones[0] } })),
    ]);
    const winners = outcomes.filter((outcome) => 'added' in outcome || 'saved' in outcome);
    const losers = outcomes.filter((outcome) => 'taken' in outcome);
    expect(winners).toHaveLength(1);
    expect(losers).toHaveLength(4);
    expect(lost(memory)).toEqual([]);
  });
});
