import { personIdFromPhone } from '../../../src/domain/person-id.ts';
import type { AnswerOf } from '../../../src/domain/provisioning.ts';
import type { Actor } from '../../../src/domain/person.ts';
import { createAudit } from '../../../src/features/admin/audit.ts';
import {
  createProvisioning,
  type PeopleProvisioning,
} from '../../../src/features/people/provisioning.ts';
import { createProvisioningBatch } from '../../../src/features/people/provisioning-batch.ts';
import { createMerges, type Merges } from '../../../src/features/people/merges.ts';
import { createPeople, type People } from '../../../src/features/people/people.ts';
import { createPurge } from '../../../src/features/people/purge.ts';
import { MemoryStores, type Step } from './memory-stores.ts';

export const tenant = '11111111-2222-3333-4444-555555555555';
export const admin: Actor = { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sample Admin' };
const secret = 'sample secret';
/** Numbers that nobody has: the North American range kept for fiction. */
export const phones = ['+12025550101', '+12025550102', '+12025550103'] as const;

export const organizations = {
  facts: () => Promise.resolve({ identitySecret: secret, defaultCountry: 'GB' }),
  attributes: () => Promise.resolve([]),
};

/** One process over stores in memory. */
export function processOver(memory: MemoryStores, step: Step, now: () => number) {
  const stores = memory.seenThrough(step);
  const audit = createAudit({
    store: stores.auditStore,
    intents: stores.intents,
    async complete(of, entry) {
      await merges.finish(of, entry);
      await provisioning.finishMerge(of, entry);
      return people.complete(of, entry);
    },
    now,
  });
  const deps = { ...stores, organizations, audit, now };
  const merges: Merges = createMerges(deps);
  const people: People = createPeople(deps);
  const provisioning: PeopleProvisioning = createProvisioning(deps);
  const apart = { all: () => Promise.resolve([]), forget: () => Promise.resolve() };
  const attributes = { expired: () => Promise.resolve([]), forget: () => Promise.resolve() };
  return {
    people,
    merges,
    provisioning,
    audit,
    purge: createPurge({ ...deps, attributes, apart }),
    stores,
    /** @param answerOf what the admin answers about people whose identity isn't certain */
    syncRound: (answerOf?: AnswerOf) =>
      createProvisioningBatch({ ...deps, provisioning }, tenant, answerOf),
  };
}

/** Under which id the person with a phone lives or would live; as an import finds it. */
export function placeOf(memory: MemoryStores, phone: string): string {
  const derived = personIdFromPhone(secret, tenant, phone);
  return memory.aliases.get(derived)?.person ?? derived;
}

/** People who break the rule for every moment: a person with a phone is stored at the phone's place. */
export function lost(memory: MemoryStores): string[] {
  return [...memory.people.values()].flatMap(({ id, fields: { phone } }) => {
    if (phone === undefined) return [];
    const place = placeOf(memory, phone);
    return place === id ? [] : [`${id} has ${phone}, which lives at ${place}`];
  });
}

/** Phones that break the rule for the end: an import of any phone can add or find its person. */
export function refusedToImports(memory: MemoryStores): string[] {
  return phones.filter((phone) => {
    const place = placeOf(memory, phone);
    const holder = memory.people.get(place);
    return memory.closed.has(place) || (holder !== undefined && holder.fields.phone !== phone);
  });
}
