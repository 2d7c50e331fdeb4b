import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import { changed } from '../../../src/domain/changed-person.ts';
import { newPerson } from '../../../src/features/people/states.ts';
import { MemoryStores, type Step } from './memory-stores.ts';
import { admin, lost, phones, placeOf, processOver, refusedToImports, tenant } from './rig.ts';

const start = Date.parse('2026-03-01T00:00:00Z');
const hour = 3_120_000;
const month = 31 * 24 * hour;
const quietly: Step = () => Promise.resolve();

type Act =
  /** an import, whose plan was made when the test began */
  | { readonly type: 'add' | 'import'; readonly phone: number }
  | { readonly type: 'edit'; readonly person: number; readonly phone: number }
  | { readonly type: 'remove' | 'restore'; readonly person: number }
  | { readonly type: 'purge' };

const phone = fc.integer({ min: 0, max: phones.length - 1 });
const person = fc.integer({ min: 0, max: 4 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('add', 'import'), phone }) },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('edit'), person, phone }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('remove', 'restore'), person }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('purge') }) },
);

type Process = ReturnType<typeof processOver>;
type Plan = ReadonlyMap<string, string>;

const planOf = (memory: MemoryStores): Plan =>
  new Map(phones.map((one) => [one, placeOf(memory, one)]));

async function perform(
  { people, purge, stores }: Process,
  memory: MemoryStores,
  one: Act,
  plan: Plan,
): Promise<unknown> {
  const all = [...memory.people.values()];
  const chosen = (number: number): StoredPerson | undefined =>
    all[number % Math.max(all.length, 1)];
  switch (one.type) {
    case 'add':
      return people.add(tenant, admin, { values: { phone: phones[one.phone] ?? '' } });
    case 'import':
      return importRow(stores.store, phones[one.phone] ?? '', plan);
    case 'edit': {
      const who = chosen(one.person);
      if (who === undefined) return undefined;
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

/** An import's handling of a row, as far as it matters here. */
async function importRow(store: Process['stores']['store'], phone: string, plan: Plan) {
  const id = plan.get(phone) ?? '';
  const existing = (await store.read(tenant, id.charAt(0), [id])).get(id);
  const at = '2026-01-01T00:00:00.000Z';
  if (existing === undefined) {
    const added = newPerson(id, { network: 'Others', fields: { phone } }, admin, at);
    await store.write(tenant, id.charAt(0), [{ type: 'add', person: added }]);
  } else if (existing.fields.phone === phone) {
    const { etag } = existing;
    const back = changed(existing, [{ field: 'deleted', before: '', after: '' }], admin, at);
    await store.write(tenant, id.charAt(0), [{ type: 'update', person: back, etag }]);
  }
}

class Died extends Error {}

function world() {
  const memory = new MemoryStores();
  const clock = { time: start };
  const now = () => (clock.time += 5);
  const plan = planOf(memory);
  const quiet = processOver(memory, quietly, now);
  const one = async (next: Act) => {
    if (next.type === 'purge') clock.time += month;
    await perform(quiet, memory, next, plan);
    expect(lost(memory)).toEqual([]);
  };
  /** The work of the daily round within a day or two. */
  const settled = async () => {
    for (let day = 0; day < 2; day += 1) {
      clock.time += 2 * hour;
      await quiet.audit.reconcile(tenant);
      await quiet.purge(tenant);
    }
    expect(memory.intents.size).toBe(0);
    expect(lost(memory)).toEqual([]);
    expect(refusedToImports(memory)).toEqual([]);
  };
  return { memory, clock, now, plan, quiet, one, settled };
}

describe('nobody is lost and no phone is owned twice', () => {
  it('whatever several admins and an import do at once, in whatever order their requests arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 5 }),
        fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        async (before, admins, choices) => {
          const { memory, clock, now, one, settled } = world();
          await one({ type: 'add', phone: 0 });
          for (const next of before) await one(next);
          const plan = planOf(memory);
          const waiting: (() => void)[] = [];
          const step: Step = () => new Promise<void>((resolve) => waiting.push(resolve));
          let ended = 0;
          const work = admins.map(async (acts) => {
            const mine = processOver(memory, step, now);
            for (const next of acts) await perform(mine, memory, next, plan);
            ended += 1;
          });
          // One request at a time continues, chosen at random. The clock runs, so that all patience ends.
          while (ended < admins.length) {
            await new Promise(setImmediate);
            const { value: choice = 0 } = choices.next() as { value?: number };
            const [go] = waiting.splice(choice % Math.max(waiting.length, 1), 1);
            clock.time += 500;
            go?.();
            expect(lost(memory)).toEqual([]);
          }
          await Promise.all(work);
          await settled();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('at whatever request the process dies, and what was changed is in the audit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 6 }),
        act,
        fc.array(act, { maxLength: 4 }),
        fc.integer({ min: 0, max: 40 }),
        async (before, dying, after, at) => {
          const { memory, now, plan, one, settled } = world();
          for (const next of before) await one(next);
          let steps = 0;
          const die: Step = () => (steps++ < at ? Promise.resolve() : Promise.reject(new Died()));
          await perform(processOver(memory, die, now), memory, dying, plan).catch(
            (error: unknown) => {
              if (!(error instanceof Died)) throw error;
            },
          );
          expect(lost(memory)).toEqual([]);
          for (const next of after) await one(next);
          await settled();
          const audited = Array.from(
            memory.audit.values(),
            ({ subject, at }) => `${subject.id} ${at}`,
          );
          for (const { id, history } of memory.people.values()) {
            for (const entry of history) {
              if (!entry.at.startsWith('2026-01')) expect(audited).toContain(`${id} ${entry.at}`);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('when many want one phone at once: one gets it, the others learn who', async () => {
    const memory = new MemoryStores();
    const { people } = processOver(memory, () => new Promise(setImmediate), Date.now);
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
