import type { ArchivedOperation, OrganizationLine } from '../../../domain/archive.ts';
import type { AuditEntry } from '../../../domain/audit.ts';
import { isEnded } from '../../../domain/operations/operation.ts';
import type { OperationStore } from '../../../domain/operations/ports.ts';
import type {
  ChangeFeed,
  PeopleStore,
  PersonWrite,
  StoredPerson,
} from '../../../domain/people-store.ts';
import type { Actor, Person } from '../../../domain/person.ts';
import { shards } from '../../../domain/person-id.ts';
import { AppError } from '../../../errors.ts';
import { forEachConcurrent } from '../../../lib/concurrency.ts';
import type { Archive } from './open-archive.ts';

/** The stores of an organization beside its people, as an archive is brought back into them. Each write can be repeated. */
export interface EverythingTarget {
  secretOf(tenant: string): Promise<string>;
  /** Makes the archive's secret the organization's. */
  adoptSecret(tenant: string, identitySecret: string): Promise<void>;
  organization(
    tenant: string,
    lines: readonly OrganizationLine[],
    facts: { readonly by: Actor; readonly operation: string; readonly at: string },
  ): Promise<void>;
  /**
   * After the people: closes the ids whose phone leads to someone else, as far as nobody is there, so that nobody is added
   * under them.
   */
  closeIds(tenant: string, lines: readonly OrganizationLine[]): Promise<void>;
  operations(
    tenant: string,
    operations: readonly ArchivedOperation[],
    broughtIn: string,
  ): Promise<void>;
  audit(tenant: string, entries: readonly AuditEntry[]): Promise<void>;
  /** Removes a person for good. */
  removePerson(tenant: string, person: StoredPerson): Promise<void>;
}

export interface EmptinessDeps {
  readonly people: Pick<PeopleStore, 'scan'>;
  readonly operations: Pick<OperationStore, 'page'>;
}

export interface BringDeps extends EmptinessDeps {
  readonly people: PeopleStore;
  readonly changeFeed: ChangeFeed;
  readonly target: EverythingTarget;
}

/** Progress: the parts that are done, and the people who are written. */
export interface BringCheckpoint {
  /** milliseconds since 1970: when the secret became the archive's */
  readonly adoptedAt?: number;
  /** the secret before, by which the ids of people who are still there were made */
  readonly former?: string;
  /** who joined by themselves is gone, so that everyone there comes from the archive */
  readonly emptied?: true;
  /** shards whose people are written */
  readonly shards: number;
  /** in these shards */
  readonly people: number;
  /** people written of the shard that comes next, which the next attempt goes through again */
  readonly further?: number;
}

/** People written so far. */
export function peopleAt({ people, further = 0 }: BringCheckpoint): number {
  return people + further;
}

export const bringFromTheStart: BringCheckpoint = { shards: 0, people: 0 };

export interface BringRun {
  readonly tenant: string;
  readonly operation: string;
  readonly by: Actor;
  readonly at: string;
  readonly signal: AbortSignal;
  /** Awaited where the next step must not be done twice. */
  readonly note: (checkpoint: BringCheckpoint, durably?: boolean) => Promise<void>;
}

const atOnce = 100;

/** The sources of people who join without an admin, when they write to the bot or are in a group with it. */
const byThemselves = new Set(['signin', 'group']);

/**
 * Whether a directory has nobody yet. People who joined by themselves don't count: they are in the archive, or join
 * again. Nor do those whom an earlier archive left when it couldn't end, unless they were changed since.
 * @returns the same of one person, whom an admin may have added in the meantime
 * @throws AppError `directory-not-empty`
 */
export async function mustBeEmpty(
  { people, operations }: EmptinessDeps,
  tenant: string,
  own?: string,
): Promise<(person: StoredPerson) => void> {
  const kinds = await Promise.all(
    (['import', 'sync'] as const).map((kind) => operations.page(tenant, kind, newest)),
  );
  const others = kinds.flatMap((page) => page.operations).filter(({ id }) => id !== own);
  // Their plans have ids that are made with the former secret.
  if (others.some(({ state }) => !isEnded(state))) throw new AppError('directory-not-empty');
  const before = others.find(
    ({ request, confirmedAt, broughtIn }) =>
      request?.everything === true && confirmedAt !== undefined && broughtIn === undefined,
  );
  const unfinishedSince = before?.state === 'completed' ? undefined : before?.confirmedAt;
  const assertJoined = (person: StoredPerson) => {
    const isNew = unfinishedSince === undefined || person.changedAt >= unfinishedSince;
    if (isNew && !byThemselves.has(person.source)) throw new AppError('directory-not-empty');
  };
  for (const shard of shards) {
    for await (const page of people.scan(tenant, shard)) page.forEach(assertJoined);
  }
  return assertJoined;
}

/** Operations that are searched for open ones, and for an earlier archive. */
const newest = 100;

/** Brings what an archive has into an empty directory, from a checkpoint on. Every step can be repeated. */
export async function bringEverything(
  deps: BringDeps,
  archive: Archive,
  run: BringRun,
  from: BringCheckpoint,
): Promise<BringCheckpoint> {
  const { tenant, operation, by, at, signal } = run;
  const { further: _again, ...finished } = from;
  let done: BringCheckpoint = finished;
  if (done.emptied !== true) {
    await removeJoined(deps, tenant, await mustBeEmpty(deps, tenant, operation));
    const { former: _nobodyHasIt, ...kept } = done;
    done = { ...kept, emptied: true };
    await run.note(done, true);
  }
  for await (const lines of archive.organization()) {
    signal.throwIfAborted();
    await deps.target.organization(tenant, lines, { by, operation, at });
  }
  for (const shard of shards.slice(done.shards)) {
    let further = 0;
    await deps.changeFeed.shard(tenant, shard);
    for await (const batch of batches(archive.people(shard))) {
      signal.throwIfAborted();
      await add(deps.people, tenant, shard, batch);
      further += batch.length;
      await run.note({ ...done, further });
    }
    await deps.changeFeed.shard(tenant, shard);
    done = { ...done, shards: done.shards + 1, people: done.people + further };
    await run.note(done);
  }
  for await (const lines of archive.organization()) await deps.target.closeIds(tenant, lines);
  for await (const batch of batches(archive.operations())) {
    signal.throwIfAborted();
    await deps.target.operations(tenant, batch, operation);
  }
  for await (const batch of batches(archive.audit())) {
    signal.throwIfAborted();
    await deps.target.audit(tenant, batch);
  }
  return done;
}

async function removeJoined(
  { people, changeFeed, target }: BringDeps,
  tenant: string,
  assertJoined: (person: StoredPerson) => void,
) {
  for (const shard of shards) {
    for await (const page of people.scan(tenant, shard)) {
      page.forEach(assertJoined);
      if (page.length > 0) await changeFeed.shard(tenant, shard);
      await forEachConcurrent(page, 8, (person) => target.removePerson(tenant, person));
    }
  }
}

/**
 * Writes people. People whom an earlier attempt has written are skipped. A person who joined meanwhile under the id that
 * they have in the archive is written over, since the archive knows more about them.
 */
async function add(
  people: PeopleStore,
  tenant: string,
  shard: string,
  batch: readonly Person[],
): Promise<void> {
  const added = batch.map((person) => ({ type: 'add', person }) as const);
  if ((await people.write(tenant, shard, added)) === 'written') return;
  const ids = batch.map(({ id }) => id);
  const there = await people.read(tenant, shard, ids);
  const missing = batch.flatMap((person): PersonWrite[] => {
    const before = there.get(person.id);
    if (before === undefined) return [{ type: 'add', person }];
    if (before.addedAt === person.addedAt) return [];
    return [{ type: 'update', person, etag: before.etag }];
  });
  if ((await people.write(tenant, shard, missing)) === 'conflict')
    throw new AppError('busy', {}, { note: 'people are added beside the archive' });
}

async function* batches<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
  const rest: T[] = [];
  for await (const page of pages) {
    rest.push(...page);
    while (rest.length >= atOnce) yield rest.splice(0, atOnce);
  }
  if (rest.length > 0) yield rest;
}
