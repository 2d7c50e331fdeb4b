import { describe, expect, it } from '@jest/globals';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import { MemoryStores, type Step } from './memory-stores.ts';
import { admin, lost, phones, processOver, refusedToImports, tenant } from './rig.ts';

const [ofAda, ofBo, free] = phones;
const quietly: Step = () => Promise.resolve();

/** Ada with a number, Bo who was deleted with one, Cy without any, and a number of nobody. */
async function world() {
  const memory = new MemoryStores();
  const clock = { time: Date.parse('2026-03-01T00:00:00Z') };
  // Fast enough that nobody waits for a process that may be about to use a number's place.
  const process = (step: Step) => processOver(memory, step, () => (clock.time += 1_000));
  const quiet = process(quietly);
  const add = async (phone: string) => {
    const outcome = await quiet.people.add(tenant, admin, { values: { phone } });
    if (!('added' in outcome)) throw new Error(JSON.stringify(outcome));
    return outcome.added;
  };
  const ada = (await add(ofAda)).id;
  const { id: bo, ...facts } = await add(ofBo);
  await quiet.people.remove(tenant, admin, [bo]);
  const cy = 'c'.repeat(32);
  memory.people.set(cy, { ...facts, id: cy, fields: { firstName: 'Cy' } });
  return { memory, clock, process, quiet, ada, bo, cy };
}

type World = Awaited<ReturnType<typeof world>>;
type Process = World['quiet'];
type Act = (of: World, by: Process) => Promise<unknown>;

const edit =
  (who: 'ada' | 'cy', phone: string): Act =>
  (of, { people }) => {
    const { etag = '' } = of.memory.people.get(of[who]) ?? {};
    return people.edit(tenant, admin, of[who], etag, { values: { phone } });
  };
const add =
  (phone: string): Act =>
  (_of, { people }) =>
    people.add(tenant, admin, { values: { phone } });
const restoreBo: Act = ({ bo }, { people }) => people.restore(tenant, admin, bo);
const removeAda: Act = ({ ada }, { people }) => people.remove(tenant, admin, [ada]);

const acts = {
  'Ada gets Bo’s': edit('ada', ofBo),
  'Ada gets the free one': edit('ada', free),
  'Cy gets Ada’s': edit('cy', ofAda),
  'Cy gets Bo’s': edit('cy', ofBo),
  'Cy gets the free one': edit('cy', free),
  'somebody new has Bo’s': add(ofBo),
  'somebody new has the free one': add(free),
  'Bo is restored': restoreBo,
  'Ada is removed': removeAda,
} as const;

/** Nobody is told that their own number is taken. */
const editors: Partial<Record<keyof typeof acts, (of: World) => string>> = {
  'Ada gets Bo’s': ({ ada }) => ada,
  'Ada gets the free one': ({ ada }) => ada,
  'Cy gets Bo’s': ({ cy }) => cy,
  'Cy gets the free one': ({ cy }) => cy,
};

const isTaken = (outcome: unknown): outcome is { readonly taken: StoredPerson } =>
  typeof outcome === 'object' && outcome !== null && 'taken' in outcome;

const names = Object.keys(acts) as (keyof typeof acts)[];
const pairs = names.flatMap((one) => names.map((other) => [one, other] as const));

function expectOneOwnerEach({ memory }: World): void {
  expect(lost(memory)).toEqual([]);
  const owned = [...memory.people.values()].flatMap(({ fields, deletedAt }) =>
    deletedAt === undefined && fields.phone !== undefined ? [fields.phone] : [],
  );
  expect(owned.toSorted()).toEqual([...new Set(owned)].toSorted());
}

describe('whose a number is', () => {
  it.each(pairs)('while %s: %s', async (slowly, quickly) => {
    for (let at = 1, isOver = false; !isOver; at += 1) {
      const one = await world();
      let left = at;
      const slow = one.process(async () => {
        left -= 1;
        if (left !== 0) return;
        await acts[quickly](one, one.quiet);
        expectOneOwnerEach(one);
      });
      const outcome = await acts[slowly](one, slow);
      isOver = left > 0;
      expectOneOwnerEach(one);
      // No import has to wait for the daily round.
      expect([at, outcome, refusedToImports(one.memory)]).toEqual([at, outcome, []]);
      expect(one.memory.intents.size).toBe(0);
      if (isTaken(outcome)) expect(outcome.taken.id).not.toBe(editors[slowly]?.(one));
    }
  });
});
