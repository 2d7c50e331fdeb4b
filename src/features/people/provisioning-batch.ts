import type { PeopleContents, PersonWrite, StoredPerson } from '../../domain/people-store.ts';
import { shardOf, shards } from '../../domain/person-id.ts';
import type { Actor } from '../../domain/person.ts';
import type { AnswerOf, IncomingIdentity, ProvisioningBatch } from '../../domain/provisioning.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { knownPeople, type KnownPeople } from './known-people.ts';
import { caseOfKnown, caseOfNew, leftAlone, type BatchRun, type Case } from './plain-case.ts';
import { provisionOne } from './provision-one.ts';
import type { ProvisioningDeps } from './provisioning-parts.ts';
import type { PeopleProvisioning } from './provisioning.ts';

/*
 * Most people in a sync are plain cases: new ones without a similar record, or existing ones with a changed job
 * title. They are written a hundred at a time. All others (a new phone, an email or phone of another person, a
 * deleted person, a conflicting write) go one by one, as everywhere else (provisioning.ts).
 */

export interface BatchDeps extends ProvisioningDeps {
  readonly contents: PeopleContents;
  readonly provisioning: PeopleProvisioning;
}

/** Azure's limit for a transaction. */
const maxWrites = 100;
const concurrency = 8;

/** Reads who is in the directory once, and only when an account without a person comes. */
export function createProvisioningBatch(
  deps: BatchDeps,
  tenant: string,
  answerOf?: AnswerOf,
): ProvisioningBatch {
  const { store, entraLinks, now } = deps;
  let knownOnce: Promise<KnownPeople> | undefined;
  const oneByOne = (by: Actor, incoming: IncomingIdentity, operation: string, dryRun: boolean) =>
    provisionOne(deps.provisioning, tenant, by, incoming, operation, dryRun, answerOf);

  async function recordsOf(
    identities: readonly IncomingIdentity[],
  ): Promise<Map<string, StoredPerson>> {
    const links = await entraLinks.readMany(
      tenant,
      identities.flatMap(({ entraId }) => entraId ?? []),
    );
    const byShard = Map.groupBy(links.values(), ({ person }) => shardOf(person));
    const records = new Map<string, StoredPerson>();
    await Promise.all(
      [...byShard].map(async ([shard, of]) => {
        const people = await store.read(
          tenant,
          shard,
          of.map(({ person }) => person),
        );
        for (const person of people.values()) {
          if (person.entraId !== undefined) records.set(person.entraId, person);
        }
      }),
    );
    return records;
  }

  async function caseOf(
    run: BatchRun,
    incoming: IncomingIdentity,
    record: StoredPerson | undefined,
  ): Promise<Case> {
    const isLinked = record?.linked === true && record.deletedAt === undefined;
    if (incoming.onlyIfLinked === true && !isLinked) return leftAlone(incoming);
    if (record !== undefined) return caseOfKnown(run, incoming, record);
    knownOnce ??= knownPeople(deps, tenant);
    return caseOfNew(await knownOnce, run, tenant, incoming);
  }

  /** @returns whether all were written */
  async function writeMany(shard: string, writes: readonly PersonWrite[]): Promise<boolean> {
    const at = new Date(now()).toISOString();
    const links = writes.flatMap(({ type, person }) =>
      type === 'add' && person.entraId !== undefined
        ? [{ entraId: person.entraId, person: person.id, at }]
        : [],
    );
    if (links.length > 0 && !(await entraLinks.addMany(tenant, links))) return false;
    await deps.changeFeed.people(
      tenant,
      writes.map(({ person }) => person.id),
    );
    return (await store.write(tenant, shard, writes)) === 'written';
  }

  /** Writes the plain cases. @returns indexes of those that couldn't be written */
  async function writePlain(cases: readonly Case[]): Promise<number[]> {
    const plain = cases.flatMap((one, index) =>
      one.kind === 'plain' && one.write !== undefined ? [{ index, write: one.write }] : [],
    );
    const byShard = Map.groupBy(plain, ({ write }) => shardOf(write.person.id));
    const batches = [...byShard].flatMap(([shard, of]) =>
      batchesOf(of).map((batch) => ({ shard, batch })),
    );
    const refused: number[] = [];
    await forEachConcurrent(batches, concurrency, async ({ shard, batch }) => {
      const writes = batch.map(({ write }) => write);
      if (!(await writeMany(shard, writes))) refused.push(...batch.map(({ index }) => index));
    });
    return refused;
  }

  return {
    async provision(by, identities, operation, dryRun) {
      const records = await recordsOf(identities);
      const cases: Case[] = [];
      for (const incoming of identities) {
        const run = { by, operation, now: now() };
        cases.push(await caseOf(run, incoming, records.get(incoming.entraId ?? '')));
      }
      const outcomes = cases.map(({ outcome }) => outcome);
      const special = new Set(
        cases.flatMap(({ kind }, index) => (kind === 'special' ? [index] : [])),
      );
      if (!dryRun) for (const index of await writePlain(cases)) special.add(index);
      // One after the other: two of them may concern the same record.
      for (const index of [...special].toSorted((one, other) => one - other)) {
        const incoming = identities[index];
        if (incoming === undefined) continue;
        outcomes[index] = await oneByOne(by, incoming, operation, dryRun);
      }
      return outcomes;
    },

    async *missing(seen) {
      for (const shard of shards) {
        for await (const page of store.scanAccounts(tenant, shard)) {
          yield page.flatMap(({ entraId, source, linked, deletedAt }) =>
            source === 'entra' && linked && deletedAt === undefined && !seen.has(entraId)
              ? [entraId]
              : [],
          );
        }
      }
    },
  };
}

function batchesOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / maxWrites) }, (_, index) =>
    items.slice(index * maxWrites, (index + 1) * maxWrites),
  );
}
