import type {
  AnswerOf,
  HeldAnswer,
  IncomingIdentity,
  ProvisioningBatch,
  Provisioning,
} from '../../domain/provisioning.ts';
import type { AttributeDefinition } from '../../domain/attributes.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { nameOf, type Actor, type PersonFields } from '../../domain/person.ts';
import type { CountryCode } from '../../domain/phone.ts';
import { AppError } from '../../errors.ts';
import type {
  ChangeSample,
  Counts,
  OperationKey,
  ProblemSample,
} from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { applyPage, valueTroubles, type HeldOfPage, type PageResult } from './apply-page.ts';
import type { EntraEntry, HeldPeopleStore } from './ports.ts';
import { syncFiles } from './sync-files.ts';
import { keepLogged, type LoggedPerson, type LogKind, type PersonTrouble } from './sync-log.ts';
import type { SyncMapping } from './sync-settings.ts';

/** Adds, updates and removes people for a sync. */
export interface SyncedPeople {
  round(tenant: string, answerOf?: AnswerOf): ProvisioningBatch;
  /** Carries out an admin's decision about a held person. */
  decide(tenant: string, by: Actor, incoming: IncomingIdentity, answer: HeldAnswer): Promise<void>;
  /** Removes the person of an account that is gone. @returns whom this sync removed, now or in an earlier try */
  leave(
    tenant: string,
    by: Actor,
    entraId: string,
    operation: string,
  ): Promise<StoredPerson | undefined>;
  byEntraId: Provisioning['byEntraId'];
}

export interface ApplyChangesDeps {
  readonly people: SyncedPeople;
  readonly work: FileStore;
  readonly held: HeldPeopleStore;
}

export interface ApplyChanges {
  readonly key: OperationKey;
  readonly by: Actor;
  readonly mapping: SyncMapping;
  readonly attributes: readonly AttributeDefinition[];
  readonly defaultCountry: CountryCode | undefined;
  /** pages that were read */
  readonly pages: number;
  /** everyone was read: people who aren't among them are removed */
  readonly isFull: boolean;
  /** writes nothing, only counts what would change */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  /** time of the request; ISO 8601, UTC */
  readonly at: string;
  /** Called after each page, and during the removals; keeps the progress. @param done applied pages */
  onProgress(done: number, so: AppliedChanges): Promise<void>;
}

/** The results so far, or what they would be. */
export interface AppliedChanges {
  readonly counts: Counts;
  readonly removed: number;
  readonly restored: number;
  readonly merged: number;
  /** people who couldn't be matched with certainty; absent in older records */
  readonly held?: number;
  /** users read so far */
  readonly users: number;
}

export const nothingYet: AppliedChanges = {
  counts: { added: 0, updated: 0, unchanged: 0, rejected: 0 },
  removed: 0,
  restored: 0,
  merged: 0,
  users: 0,
};

/** Samples for a preview. */
export interface Samples {
  readonly added: readonly ChangeSample[];
  readonly updated: readonly ChangeSample[];
  readonly removed: readonly ChangeSample[];
  readonly held: readonly ChangeSample[];
  readonly problems: readonly ProblemSample[];
  readonly troubles: readonly PersonTrouble[];
}

const maxSamples = 5;
/** Number of problems in the log. All are counted. */
const maxTroubles = 10_000;

/**
 * Applies the pages that were read, from a page on. At the end, if everyone was read, removes people who are no
 * longer among them. Each page may be applied twice: what is there already is unchanged.
 */
export async function applyChanges(
  deps: ApplyChangesDeps,
  run: ApplyChanges,
  from: { readonly page: number; readonly so: AppliedChanges },
): Promise<{ readonly so: AppliedChanges; readonly samples: Samples }> {
  const { key, by, dryRun } = run;
  const waiting = new Map((await deps.held.all(key.tenant)).map((one) => [one.entraId, one]));
  const round = deps.people.round(key.tenant, (entraId, fingerprint) => {
    const one = waiting.get(entraId);
    return one?.held.fingerprint === fingerprint ? one.answer : undefined;
  });
  const noteHeld = async (page: PageResult) => {
    if (dryRun) return;
    const stillHeld = new Set(page.held.map(({ entraId }) => entraId));
    for (const person of page.held) await deps.held.put(key.tenant, { ...person, at: run.at });
    for (const entraId of [...page.seen, ...page.gone]) {
      const one = waiting.get(entraId);
      // A person who was left out stays answered as long as the question is the same.
      if (one === undefined || stillHeld.has(entraId) || page.skipped.includes(entraId)) continue;
      await deps.held.remove(key.tenant, entraId);
    }
  };
  const seen = new Set<string>();
  const samples = new SampleBox();
  const lastPageOf = await repeatedIn(deps.work, run);
  let { so } = from;
  for (let page = 0; page < run.pages; page += 1) {
    run.signal.throwIfAborted();
    const all = await entriesOf(deps.work, key, page);
    const entries = all.filter(({ id }) => (lastPageOf.get(id) ?? page) === page);
    if (page < from.page) {
      for (const entry of entries) if (!('gone' in entry) && !entry.isGuest) seen.add(entry.id);
      samples.add({ added: [], updated: [], held: [], troubles: valueTroubles(entries, run) });
      continue;
    }
    const result = await applyPage(entries, {
      round,
      rules: run,
      by,
      operation: key.id,
      dryRun,
    });
    for (const id of result.seen) seen.add(id);
    await noteHeld(result);
    const gone: LoggedPerson[] = [];
    const removed = await removeAll(deps, run, result.gone, samples, gone);
    await keepLogged(deps.work, key, `${logKind(dryRun)}-page-${paddedPage(page)}`, [
      ...result.logged,
      ...gone,
    ]);
    samples.add(result);
    so = sum(so, { ...result.counts, removed, held: result.held.length, users: entries.length });
    await run.onProgress(page + 1, so);
  }
  if (!run.isFull) return { so, samples };
  // A wrong answer of Entra, or a group emptied by mistake, is likelier than everyone leaving at once.
  if (seen.size === 0) throw new AppError('entra-nobody');
  let part = 0;
  for await (const missing of round.missing(seen)) {
    run.signal.throwIfAborted();
    // Noted before it is done: after a crash, people removed before it are found gone.
    const wanted = await loggedToRemove(deps, run, missing);
    const [first] = wanted;
    if (first === undefined) continue;
    const name = `${logKind(dryRun)}-removed-${paddedPage(part)}-${first.entraId}`;
    await keepLogged(deps.work, key, name, wanted);
    const gone: LoggedPerson[] = [];
    const removed = await removeAll(deps, run, missing, samples, gone);
    if (removed < wanted.length)
      await deps.work.write(syncFiles.logged(key, name), [Buffer.from(JSON.stringify(gone))]);
    if (removed === 0) continue;
    part += 1;
    so = { ...so, removed: so.removed + removed };
    await run.onProgress(run.pages, so);
  }
  return { so, samples };
}

/** A preview's entries are kept apart from those of real changes. */
export function logKind(dryRun: boolean): LogKind {
  return dryRun ? 'would' : 'did';
}

function paddedPage(page: number): string {
  return String(page).padStart(6, '0');
}

/**
 * Users who are on several pages, and on which one last: Graph repeats users, and a user can be in several groups. The
 * last entry counts.
 */
async function repeatedIn(
  work: FileStore,
  { key, pages, signal }: ApplyChanges,
): Promise<ReadonlyMap<string, number>> {
  const met = new Set<string>();
  const last = new Map<string, number>();
  for (let page = 0; pages > 1 && page < pages; page += 1) {
    signal.throwIfAborted();
    for (const { id } of await entriesOf(work, key, page)) {
      if (met.has(id)) last.set(id, page);
      met.add(id);
    }
  }
  return last;
}

async function entriesOf(work: FileStore, key: OperationKey, page: number): Promise<EntraEntry[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of work.open(syncFiles.page(key, page))) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString()) as EntraEntry[];
}

async function removeAll(
  deps: ApplyChangesDeps,
  run: ApplyChanges,
  gone: readonly string[],
  samples: SampleBox,
  logged: LoggedPerson[],
): Promise<number> {
  const { tenant, id } = run.key;
  let removed = 0;
  for (const entraId of gone) {
    const person = run.dryRun
      ? await linkedTo(deps, tenant, entraId)
      : await deps.people.leave(tenant, run.by, entraId, id);
    if (person === undefined) continue;
    removed += 1;
    samples.remove(person.fields);
    logged.push(removedPerson(person, entraId));
  }
  return removed;
}

async function loggedToRemove(
  deps: ApplyChangesDeps,
  { key: { tenant } }: ApplyChanges,
  gone: readonly string[],
): Promise<LoggedPerson[]> {
  const wanted: LoggedPerson[] = [];
  for (const entraId of gone) {
    const person = await linkedTo(deps, tenant, entraId);
    if (person !== undefined) wanted.push(removedPerson(person, entraId));
  }
  return wanted;
}

async function linkedTo(
  { people }: ApplyChangesDeps,
  tenant: string,
  entraId: string,
): Promise<StoredPerson | undefined> {
  const person = await people.byEntraId(tenant, entraId);
  return person?.linked === true ? person : undefined;
}

function removedPerson({ id, fields }: StoredPerson, entraId: string): LoggedPerson {
  return { what: 'removed', name: nameOf(fields), entraId, person: id, changes: [] };
}

function sum(
  so: AppliedChanges,
  more: Counts & {
    removed: number;
    restored: number;
    merged: number;
    held: number;
    users: number;
  },
): AppliedChanges {
  const { counts } = so;
  return {
    counts: {
      added: counts.added + more.added,
      updated: counts.updated + more.updated,
      unchanged: counts.unchanged + more.unchanged,
      rejected: counts.rejected + more.rejected,
    },
    removed: so.removed + more.removed,
    restored: so.restored + more.restored,
    merged: so.merged + more.merged,
    held: (so.held ?? 0) + more.held,
    users: so.users + more.users,
  };
}

class SampleBox implements Samples {
  readonly added: ChangeSample[] = [];
  readonly updated: ChangeSample[] = [];
  readonly removed: ChangeSample[] = [];
  readonly held: ChangeSample[] = [];
  readonly problems: ProblemSample[] = [];
  readonly troubles: PersonTrouble[] = [];

  add(page: {
    readonly added: readonly ChangeSample[];
    readonly updated: readonly ChangeSample[];
    readonly held: readonly HeldOfPage[];
    readonly troubles: readonly PersonTrouble[];
  }): void {
    this.added.push(...page.added.slice(0, maxSamples - this.added.length));
    this.updated.push(...page.updated.slice(0, maxSamples - this.updated.length));
    for (const { name, phone, changes } of page.held.slice(0, maxSamples - this.held.length)) {
      this.held.push({ line: 0, name, phone, changes });
    }
    this.troubles.push(...page.troubles.slice(0, maxTroubles - this.troubles.length));
    for (const { name, trouble } of page.troubles.slice(0, maxSamples - this.problems.length)) {
      this.problems.push({ line: 0, name, reason: trouble.reason, value: trouble.value });
    }
  }

  remove(fields: PersonFields): void {
    if (this.removed.length >= maxSamples) return;
    this.removed.push({ line: 0, name: nameOf(fields), phone: fields.phone ?? '', changes: [] });
  }
}
