import type {
  AnswerOf,
  IncomingIdentity,
  ProvisioningBatch,
  ManyOutcome,
} from '../../domain/provisioning.ts';
import type { PeopleContents, PersonWrite, StoredPerson } from '../../domain/people-store.ts';
import { personIdFromEntra, personIdFromPhone, shardOf, shards } from '../../domain/person-id.ts';
import type { Actor } from '../../domain/person.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import {
  changesFromIdentity,
  isSameBut,
  personFromIdentity,
  withAccount,
  type ProvisioningDeps,
  type PeopleProvisioning,
} from './provisioning.ts';
import { changeOf } from './change.ts';

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
const keysOnly = { attributes: ['email', 'employeeId'], history: false } as const;

interface Known {
  readonly secret: string;
  /** ids derived from phones whose person has another id */
  readonly moved: ReadonlySet<string>;
  /** ids of everyone in the directory, with deleted people and those added in this batch */
  readonly ids: Set<string>;
  /** emails, in lower case, of everyone in the directory */
  readonly emails: Set<string>;
  /** employee IDs, in lower case, of everyone in the directory */
  readonly employeeIds: Set<string>;
}

/** How one of them is handled. */
type Case =
  | { readonly kind: 'plain'; readonly outcome: ManyOutcome; readonly write?: PersonWrite }
  | { readonly kind: 'special'; readonly outcome: ManyOutcome };

/** Reads who is in the directory once, and only when an account without a person comes. */
export function createProvisioningBatch(
  deps: BatchDeps,
  tenant: string,
  answerOf?: AnswerOf,
): ProvisioningBatch {
  const { store, entraLinks, now } = deps;
  let knownOnce: Promise<Known> | undefined;

  async function recordsOf(
    provisioning: readonly IncomingIdentity[],
  ): Promise<Map<string, StoredPerson>> {
    const links = await entraLinks.readMany(
      tenant,
      provisioning.flatMap(({ entraId }) => entraId ?? []),
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
    by: Actor,
    incoming: IncomingIdentity,
    record: StoredPerson | undefined,
    operation: string,
  ): Promise<Case> {
    const isLinked = record?.linked === true && record.deletedAt === undefined;
    if (incoming.onlyIfLinked === true && !isLinked) return leftAlone(incoming);
    if (record !== undefined) return caseOfKnown(by, incoming, record, operation);
    knownOnce ??= knownPeople(deps, tenant);
    return caseOfNew(await knownOnce, by, incoming, operation);
  }

  function caseOfNew(known: Known, by: Actor, incoming: IncomingIdentity, operation: string): Case {
    const { phone = '', email = '', employeeId = '' } = incoming.fields;
    const derived = phone === '' ? undefined : personIdFromPhone(known.secret, tenant, phone);
    const id = derived ?? personIdFromEntra(known.secret, tenant, incoming.entraId ?? '');
    const person = personFromIdentity(id, incoming, incoming.fields, by, now(), operation);
    const meets =
      known.ids.has(id) ||
      known.moved.has(id) ||
      known.emails.has(email.toLowerCase()) ||
      known.employeeIds.has(employeeId.toLowerCase());
    const outcome: ManyOutcome = {
      what: meets ? 'changed' : 'added',
      ...(!meets && { person: id }),
      fields: person.fields,
      changes: [],
      merged: 0,
      troubles: [],
    };
    if (meets) return { kind: 'special', outcome };
    // Two accounts with one phone or email: the second one finds the first.
    known.ids.add(id);
    if (email !== '') known.emails.add(email.toLowerCase());
    if (employeeId !== '') known.employeeIds.add(employeeId.toLowerCase());
    return { kind: 'plain', outcome, write: { type: 'add', person } };
  }

  function caseOfKnown(
    by: Actor,
    incoming: IncomingIdentity,
    record: StoredPerson,
    operation: string,
  ): Case {
    const changes = changesFromIdentity(record, incoming, incoming.fields);
    const made = changeOf(record, changes, by, now(), { via: incoming.source });
    const person = withAccount(made.person, incoming, incoming.fields, operation, record);
    const isSame = changes.length === 0 && isSameBut(record, person);
    const isBack = record.deletedAt !== undefined;
    const done = isSame ? whatWasDone(record, operation) : undefined;
    const outcome: ManyOutcome = {
      what: done?.what ?? (isBack ? 'restored' : 'changed'),
      person: record.id,
      fields: person.fields,
      changes: done?.changes ?? changes,
      merged: 0,
      troubles: [],
    };
    if (isSame) return { kind: 'plain', outcome };
    const mayMeet = changes.some(
      ({ field }) => field === 'phone' || field === 'email' || field === 'employeeId',
    );
    if (isBack || mayMeet) return { kind: 'special', outcome };
    return { kind: 'plain', outcome, write: { type: 'update', person, etag: record.etag } };
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

  /** The outcome for a person who isn't a plain case; carried out unless it is a dry run. */
  async function oneByOne(
    by: Actor,
    sent: IncomingIdentity,
    operation: string,
    dryRun: boolean,
  ): Promise<ManyOutcome> {
    const { provisioning } = deps;
    const { outcome: would, answer } = await provisioning.examine(tenant, sent, answerOf);
    if (would.what === 'held') return would;
    const incoming = answer === 'skip' ? withoutKeys(sent) : sent;
    if (answer === 'skip') {
      // A person who is here by their account stays up to date in everything else. Others stay out.
      const isHere = (await provisioning.byEntraId(tenant, sent.entraId ?? '')) !== undefined;
      if (!isHere) return { ...would, what: 'unchanged', changes: [] };
    }
    if (dryRun) {
      return answer === 'skip' ? (await provisioning.examine(tenant, incoming)).outcome : would;
    }
    const outcome =
      answer === 'add'
        ? await provisioning.addAsNew(tenant, by, incoming, operation)
        : await provisioning.provision(tenant, by, incoming, operation);
    const { what, person, merged, troubles } = outcome;
    return {
      ...would,
      what,
      person: person.id,
      fields: person.fields,
      merged: merged.length,
      troubles,
    };
  }

  return {
    async provision(by, provisioning, operation, dryRun) {
      const records = await recordsOf(provisioning);
      const cases: Case[] = [];
      for (const incoming of provisioning) {
        cases.push(await caseOf(by, incoming, records.get(incoming.entraId ?? ''), operation));
      }
      const outcomes = cases.map(({ outcome }) => outcome);
      if (dryRun) {
        for (const [index, one] of cases.entries()) {
          const incoming = provisioning[index];
          if (one.kind !== 'special' || incoming === undefined) continue;
          outcomes[index] = await oneByOne(by, incoming, operation, true);
        }
        return outcomes;
      }

      const special = new Set<number>();
      const plain: { index: number; write: PersonWrite }[] = [];
      for (const [index, one] of cases.entries()) {
        if (one.kind === 'special') special.add(index);
        else if (one.write !== undefined) plain.push({ index, write: one.write });
      }
      const byShard = Map.groupBy(plain, ({ write }) => shardOf(write.person.id));
      const batches = [...byShard].flatMap(([shard, of]) =>
        batchesOf(of).map((batch) => ({ shard, batch })),
      );
      await forEachConcurrent(batches, concurrency, async ({ shard, batch }) => {
        const isWritten = await writeMany(
          shard,
          batch.map(({ write }) => write),
        );
        if (!isWritten) for (const { index } of batch) special.add(index);
      });
      // One after the other: two of them may concern the same record.
      for (const index of [...special].toSorted((one, other) => one - other)) {
        const incoming = provisioning[index];
        if (incoming === undefined) continue;
        outcomes[index] = await oneByOne(by, incoming, operation, false);
      }
      return outcomes;
    },

    async *missing(seen) {
      for (const shard of shards) {
        for await (const page of store.scan(tenant, shard)) {
          yield page.flatMap(({ entraId, source, linked, deletedAt }) =>
            entraId !== undefined &&
            source === 'entra' &&
            linked &&
            deletedAt === undefined &&
            !seen.has(entraId)
              ? [entraId]
              : [],
          );
        }
      }
    },
  };
}

/** The identity without the keys by which it matches another person. */
function withoutKeys(incoming: IncomingIdentity): IncomingIdentity {
  const { phone: _phone, email: _email, employeeId: _id, ...fields } = incoming.fields;
  const untold = [...(incoming.untold ?? []), 'phone', 'email', 'employeeId'] as const;
  return { ...incoming, fields, untold: [...new Set(untold)] };
}

function leftAlone({ fields }: IncomingIdentity): Case {
  const outcome = { what: 'unchanged', fields, changes: [], merged: 0, troubles: [] } as const;
  return { kind: 'plain', outcome };
}

/**
 * A person who is already as they should be: for long, or because an attempt of this same sync, which died,
 * wrote them.
 */
function whatWasDone(
  { changedIn, addedIn, history }: StoredPerson,
  operation: string,
): Pick<ManyOutcome, 'what' | 'changes'> {
  if (addedIn === operation) return { what: 'added', changes: [] };
  const [newest] = history;
  if (changedIn !== operation || newest?.operation !== operation)
    return { what: 'unchanged', changes: [] };
  const isBack = newest.changes.some(({ field, after }) => field === 'deleted' && after === '');
  return { what: isBack ? 'restored' : 'changed', changes: newest.changes };
}

async function knownPeople(deps: BatchDeps, tenant: string): Promise<Known> {
  const { identitySecret } = await deps.organizations.facts(tenant);
  const ids = new Set<string>();
  const emails = new Set<string>();
  const employeeIds = new Set<string>();
  for (const shard of shards) {
    for await (const page of deps.contents.scanContents(tenant, shard, keysOnly)) {
      for (const person of page) {
        ids.add(person.id);
        if ('damaged' in person || person.deletedAt !== undefined) continue;
        const { fields, alsoKnownBy } = person;
        for (const email of [fields.email ?? [], alsoKnownBy?.email ?? []].flat()) {
          emails.add(email.toLowerCase());
        }
        for (const employeeId of [fields.employeeId ?? [], alsoKnownBy?.employeeId ?? []].flat()) {
          employeeIds.add(employeeId.toLowerCase());
        }
      }
    }
  }
  const moved = new Set<string>();
  for await (const page of deps.aliases.all(tenant)) {
    for (const { derived } of page) moved.add(derived);
  }
  return { secret: identitySecret, moved, ids, emails, employeeIds };
}

function batchesOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / maxWrites) }, (_, index) =>
    items.slice(index * maxWrites, (index + 1) * maxWrites),
  );
}
