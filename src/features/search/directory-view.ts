import type { Network } from '../../domain/network.ts';
import type { DeletedFilter } from '../../domain/operations/deleted-filter.ts';
import type { PeopleStore } from '../../domain/people-store.ts';
import type { OwnKey, SharedAttribute } from '../../domain/attributes.ts';
import type { BrowsePage, BrowseQuery, Found, ValueCount } from './answers.ts';
import { AppError } from '../../errors.ts';
import { beforeDeadline } from '../../lib/deadline.ts';
import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { ViewEntry } from './entry.ts';
import { browse, everyoneIn, totalsOf } from './browse.ts';
import {
  findDeleted,
  pageOfDeleted,
  wantedBy,
  type DeletedEntry,
  type DeletedPage,
  type DeletedQuery,
} from './deleted.ts';
import type { LikelyPairs } from './duplicates.ts';
import type { Filter } from './filter.ts';
import { find } from './find.ts';
import { alsoKnownBy, createMatchIndex, type MatchIndex } from './match-index.ts';
import { orderOf, type NameOrder } from './order.ts';
import {
  createOrganizationView,
  type OrganizationDeps,
  type OrganizationView,
} from './organization-view.ts';
import { tellingWriters, type PeopleWriters } from './own-writes.ts';
import { rebuildView } from './rebuild-view.ts';
import { createShardReader } from './read-shard.ts';
import { parseSearch } from './search.ts';
import type { ShardView } from './shard-view.ts';
import { createWorkedOut } from './worked-out.ts';

export type { BrowsePage } from './answers.ts';
export type { DeletedEntry, DeletedIn } from './deleted.ts';
export type { Cursor } from './entry.ts';
export type { Filter } from './filter.ts';
export { parseSearch } from './search.ts';

/**
 * An organization's directory for lists and searches: a sorted, compact copy of the people's rows, which stay
 * authoritative. Deleted people have a list of their own in it. Every answer includes what any process wrote before the query;
 * but while an import runs, and until its shards have been read again, people appear as they are read:
 * `updating`.
 */
export interface DirectoryView {
  page(tenant: string, query: BrowseQuery): Promise<BrowsePage>;
  /**
   * Best first: the person with exactly this phone number, employee ID or email; then names with words that
   * start with all the typed words; then prefixes of emails and employee IDs and suffixes of phone numbers;
   * then any part of them.
   * @param limit entries at most
   * @param locale BCP 47: determines the order of names of the same rank
   * @param own attributes of the organization whose values are searched like an employee ID
   */
  find(
    tenant: string,
    text: string,
    limit: number,
    locale: string,
    own?: readonly OwnKey[],
  ): Promise<Found>;
  totals(tenant: string): Promise<Readonly<Record<Network, number>>>;
  /** Candidates for an email or an employee ID, as of now. @throws AppError `too-slow`, rather than leave people out */
  matchIndex(tenant: string): Promise<MatchIndex>;
  /** Ids of people who are recognised by the email or employee ID of a record that was merged into theirs. */
  alsoKnownBy(
    tenant: string,
    key: 'emails' | 'employeeIds',
    value: string,
  ): Promise<readonly string[]>;
  /** The values of an attribute, the most frequent first, at most 100. */
  values(
    tenant: string,
    network: Network,
    attribute: SharedAttribute,
  ): Promise<readonly ValueCount[]>;
  /**
   * Everyone who matches, in no particular order, some hundred at a time. People who are added, changed or deleted
   * while it runs may be as they were before. Without the email of another organization's account, which proves nothing.
   * @throws AppError `too-slow`, rather than leave people out
   */
  everyone(tenant: string, filter: Filter): AsyncIterable<readonly ViewEntry[]>;
  /** Deleted people, last deleted first. Reads nothing: they are in the view beside the others. */
  deleted(
    tenant: string,
    query: DeletedQuery,
  ): Promise<DeletedPage & { readonly updating: boolean }>;
  /**
   * Ids of all deleted people who match.
   * @param query `since`: milliseconds since 1970; `until`: ISO 8601, UTC; absent: now
   * @throws AppError `too-slow`, rather than leave people out
   */
  allDeleted(
    tenant: string,
    query: DeletedFilter & { readonly since: number; readonly until?: string },
  ): Promise<readonly string[]>;
  /** Like `find`, among deleted people. @param since milliseconds since 1970 */
  findDeleted(
    tenant: string,
    text: string,
    limit: number,
    since: number,
  ): Promise<{ readonly entries: readonly DeletedEntry[]; readonly more: boolean }>;
  /**
   * Pairs of records that look like one person, as of now. Worked out once for each state of the directory.
   * @param dateKeys keys of the attributes that are dates
   */
  duplicates(
    tenant: string,
    dateKeys: readonly string[],
  ): Promise<LikelyPairs & { readonly updating: boolean }>;
  /** The pairs if they are worked out and nothing has changed since, as far as this process knows: costs nothing. */
  knownDuplicates(tenant: string, dateKeys: readonly string[]): Promise<LikelyPairs> | undefined;
  /**
   * The pairs for a reader who can do without them: undefined while an import runs, whose next people would make them useless,
   * and while they are worked out for an earlier state.
   */
  duplicatesInPassing(
    tenant: string,
    dateKeys: readonly string[],
  ): Promise<LikelyPairs | undefined>;
  /**
   * The stores for writers of this process: what is written through them is in the next answer, and need not be read again.
   * Whatever is noted through them has to be written through them too.
   */
  telling(writers: PeopleWriters): PeopleWriters;
  /** Reads all people again and writes all segments; may run in several processes at once. */
  rebuild(tenant: string, signal?: AbortSignal): Promise<void>;
}

export interface DirectoryViewDeps extends Omit<OrganizationDeps, 'people' | 'shards' | 'isBusy'> {
  readonly people: Pick<PeopleStore, 'scan' | 'read'>;
  /** bytes of all organizations' views together; the least recently used ones are dropped */
  readonly memoryBytes?: number;
  /** how long to wait for shards that are being read, where everyone is needed; absent: two minutes */
  readonly wholePatienceMs?: number;
  /** whether an import is running in this process, to which background work gives way; absent: never */
  readonly isBusy?: () => boolean;
}

const usualMemoryBytes = 300 * 1024 * 1024;
const turnPatienceMs = 1_000;
/** Waits end earlier at a turn's deadline. */
const wholePatienceMs = 120_000;

export function createDirectoryView(deps: DirectoryViewDeps): DirectoryView {
  const { people, now, memoryBytes = usualMemoryBytes } = deps;
  const isBusy = deps.isBusy ?? (() => false);
  const reader = createShardReader(people, now);
  /** least recently used first */
  const organizations = new Map<string, OrganizationView>();
  const workedOut = createWorkedOut();

  const organizationOf = (tenant: string): OrganizationView => {
    const there =
      organizations.get(tenant) ??
      createOrganizationView(tenant, { ...deps, shards: reader, isBusy });
    organizations.delete(tenant);
    organizations.set(tenant, there);
    return there;
  };

  function dropUnused(): void {
    let bytes = [...organizations.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [tenant, one] of organizations) {
      if (bytes <= memoryBytes || organizations.size === 1) return;
      organizations.delete(tenant);
      bytes -= one.bytes;
    }
  }

  /** @param patienceMs how long to wait for shards that are being read; a list tells its reader instead */
  async function upToDate(tenant: string, patienceMs = 0) {
    const patienceEnds = performance.now() + patienceMs;
    const calmDown = patienceMs > 0 ? organizationOf(tenant).hurry() : undefined;
    try {
      for (;;) {
        const organization = organizationOf(tenant);
        const { updating } = await organization.refresh();
        dropUnused();
        const leftMs = patienceEnds - performance.now();
        if (!updating || leftMs <= 0) return { organization, updating };
        await beforeDeadline(() => organization.nextRead(leftMs));
      }
    } finally {
      calmDown?.();
    }
  }

  /**
   * For what is done to everyone in the answer: without the people of a shard that is being read, a part would pass for the
   * whole.
   */
  async function whole(tenant: string): Promise<OrganizationView> {
    const { organization, updating } = await upToDate(
      tenant,
      deps.wholePatienceMs ?? wholePatienceMs,
    );
    if (updating) throw new AppError('too-slow', {}, { note: 'the view is still updating' });
    return organization;
  }

  /** For a turn that decides by the answer. */
  const certain = (tenant: string) => upToDate(tenant, isBusy() ? 0 : turnPatienceMs);

  return {
    async page(tenant, query) {
      const { organization, updating } = await upToDate(tenant);
      const order = orderOf(query.locale);
      await arrange(organization.shards, order);
      return { ...browse(organization.shards, query, order), updating };
    },
    async find(tenant, text, limit, locale, own = []) {
      const search = parseSearch(text, own);
      if (search === undefined || limit <= 0) return { entries: [], more: false, updating: false };
      const { organization, updating } = await upToDate(tenant);
      const order = orderOf(locale);
      for (;;) {
        await arrange(organization.shards, order);
        const isStale = replacedSince(organization);
        const eventLoop = createEventLoopYield(true);
        const asked = { search, wanted: limit + 1, order, eventLoop, isStale };
        const entries = await find(organization.shards, asked);
        if (isStale()) continue;
        return { entries: entries.slice(0, limit), more: entries.length > limit, updating };
      }
    },
    async deleted(tenant, query) {
      const { organization, updating } = await upToDate(tenant);
      return { ...pageOfDeleted(deletedOf(organization), query), updating };
    },
    async allDeleted(tenant, { since, until, ...filter }) {
      const organization = await whole(tenant);
      const untilMs = until === undefined ? Infinity : Date.parse(until);
      const isIn = wantedBy(filter);
      return deletedOf(organization)
        .filter((entry) => entry.at > since && entry.at <= untilMs && isIn(entry))
        .map(({ id }) => id);
    },
    async findDeleted(tenant, text, limit, since) {
      const search = parseSearch(text);
      if (search === undefined || limit <= 0) return { entries: [], more: false };
      const { organization } = await upToDate(tenant);
      const found = findDeleted(deletedOf(organization), search, since);
      return { entries: found.slice(0, limit), more: found.length > limit };
    },
    async totals(tenant) {
      const { organization } = await upToDate(tenant);
      return totalsOf(organization.shards);
    },
    async matchIndex(tenant) {
      return createMatchIndex((await whole(tenant)).shards);
    },
    async alsoKnownBy(tenant, key, value) {
      const { organization } = await certain(tenant);
      return alsoKnownBy(organization.shards, key, value);
    },
    async duplicates(tenant, dateKeys) {
      const { organization, updating } = await upToDate(tenant);
      return { ...(await workedOut.pairs(organization, dateKeys)), updating };
    },
    knownDuplicates(tenant, dateKeys) {
      const organization = organizations.get(tenant);
      return organization === undefined ? undefined : workedOut.knownPairs(organization, dateKeys);
    },
    async duplicatesInPassing(tenant, dateKeys) {
      const { organization, updating } = await upToDate(tenant);
      return workedOut.pairsInPassing(organization, dateKeys, updating || isBusy());
    },
    async values(tenant, network, attribute) {
      const { organization } = await upToDate(tenant);
      return workedOut.values(organization, network, attribute);
    },
    async *everyone(tenant, filter) {
      const organization = await whole(tenant);
      yield* everyoneIn(organization.shards, filter);
    },
    telling: (writers) =>
      tellingWriters(writers, (tenant) => organizations.get(tenant)?.ownWrites()),
    rebuild(tenant, signal) {
      const loaded = (of: string) => organizations.get(of);
      return rebuildView({ ...deps, reader, isBusy, loaded }, tenant, signal);
    },
  };
}

/** Whether a segment is replaced from now on. People beside them come and go, as often as an import writes. */
function replacedSince(organization: OrganizationView): () => boolean {
  const before = organization.shards.map(({ segment }) => segment);
  return () => organization.shards.some(({ segment }, index) => segment !== before[index]);
}

function deletedOf({ shards }: OrganizationView): DeletedEntry[] {
  return shards.flatMap(({ deleted }) => [...deleted]);
}

/** Prepares an order; repeats it where a shard's segment has changed meanwhile. */
async function arrange(shards: readonly ShardView[], order: NameOrder): Promise<void> {
  const eventLoop = createEventLoopYield(true);
  while (!shards.every((shard) => shard.isArranged(order))) {
    for (const shard of shards) await shard.arrange(order, eventLoop);
  }
}
