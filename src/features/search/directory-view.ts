import { setTimeout as pause } from 'node:timers/promises';
import type { Network } from '../../domain/network.ts';
import type { PeopleStore } from '../../domain/people-store.ts';
import { shards as shardNames } from '../../domain/person-id.ts';
import type { BrowsePage, BrowseQuery, DepartmentCount, Found } from './answers.ts';
import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import { browse, departmentsOf, totalsOf } from './browse.ts';
import {
  findDeleted,
  pageOfDeleted,
  type DeletedEntry,
  type DeletedPage,
  type DeletedQuery,
} from './deleted.ts';
import { find } from './find.ts';
import { orderOf, type NameOrder } from './order.ts';
import {
  createOrganizationView,
  type OrganizationDeps,
  type OrganizationView,
} from './organization-view.ts';
import { decodeSegment, encodeSegment, readFromOf } from './segment-file.ts';
import { createShardReader } from './read-shard.ts';
import { parseSearch } from './search.ts';
import type { ShardView } from './shard-view.ts';

export type { BrowsePage } from './answers.ts';
export type { DeletedEntry, DeletedIn, DeletedPage } from './deleted.ts';
export type { Cursor } from './entry.ts';

/**
 * An organization's directory as lists and searches need it: a sorted, compact copy of the people's rows, which stay the truth.
 * Deleted people are in their own list only. Every answer has in it what was written before the question, by whichever process; but
 * while an import runs, and until its shards have been read again, its people come in as they are read: `updating`.
 */
export interface DirectoryView {
  page(tenant: string, query: BrowseQuery): Promise<BrowsePage>;
  /**
   * Best first: the person with exactly this phone, employee id or email; then names with words that begin with all
   * the words typed; then beginnings of emails and employee ids and ends of phones; then any part of them.
   * @param limit entries at most
   * @param locale BCP 47: in whose order names of the same rank stand
   */
  find(tenant: string, text: string, limit: number, locale: string): Promise<Found>;
  totals(tenant: string): Promise<Readonly<Record<Network, number>>>;
  /** Biggest first, at most 100. */
  departments(tenant: string, network: Network): Promise<readonly DepartmentCount[]>;
  /** People who were deleted, last deleted first. Costs no reading: they lie in the view beside the others. */
  deleted(
    tenant: string,
    query: DeletedQuery,
  ): Promise<DeletedPage & { readonly updating: boolean }>;
  /** Ids of all who were deleted in an operation. @param since milliseconds since 1970 */
  deletedIn(tenant: string, operation: string, since: number): Promise<readonly string[]>;
  /** As `find`, among those who were deleted. @param since milliseconds since 1970 */
  findDeleted(
    tenant: string,
    text: string,
    limit: number,
    since: number,
  ): Promise<{ readonly entries: readonly DeletedEntry[]; readonly more: boolean }>;
  /** Reads all people anew and writes all parts; may run in several processes at once. */
  rebuild(tenant: string, signal?: AbortSignal): Promise<void>;
}

export interface DirectoryViewDeps extends Omit<OrganizationDeps, 'people' | 'shards' | 'isBusy'> {
  readonly people: Pick<PeopleStore, 'scan' | 'read'>;
  /** bytes of all organizations' views together; those that were not used for longest are dropped */
  readonly memoryBytes?: number;
  /** whether an import is under way in this very process: what nobody waits for gives way to it; absent: never */
  readonly isBusy?: () => boolean;
}

const usualMemoryBytes = 300 * 1024 * 1024;
/** Longer than any part is used without being read anew (organization-view.ts). */
const notesKeptMs = 7 * 24 * 3_600_000;
const rebuildsAtOnce = 2;
/** How often a part is written again because someone else wrote it meanwhile. */
const maxRounds = 5;
const maxPurges = 100;
const maxRebuildMs = 3_600_000;
/** A rebuild waits for imports of this process, but not for ever: without it, each process reads all by itself. */
const maxGivingWayMs = 120_000;
const lookEveryMs = 250;

export function createDirectoryView(deps: DirectoryViewDeps): DirectoryView {
  const { people, segments, changes, now, memoryBytes = usualMemoryBytes } = deps;
  const isBusy = deps.isBusy ?? (() => false);
  const reader = createShardReader(people, now);
  /** the one that was used last stands last */
  const organizations = new Map<string, OrganizationView>();

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

  async function upToDate(tenant: string) {
    const organization = organizationOf(tenant);
    const { updating } = await organization.refresh();
    dropUnused();
    return { organization, updating };
  }

  /** @param since milliseconds since 1970: a part that was read later will do */
  async function rebuildShard(
    tenant: string,
    shard: string,
    since: number,
    signal?: AbortSignal,
  ): Promise<void> {
    const segment =
      organizations.get(tenant)?.partReadAfter(shard, since) ??
      (await reader.read(tenant, shard, signal));
    const { readFrom } = segment;
    const bytes = await encodeSegment(segment);
    for (let round = 1; round <= maxRounds; round += 1) {
      signal?.throwIfAborted();
      const there = await segments.read(tenant, shard);
      const over = there === undefined || there === 'same' ? undefined : there;
      // Someone began later than this and ended sooner: theirs is the newer one.
      if (over !== undefined && (await isNewer(over.bytes, readFrom))) return;
      const written = await segments.write(tenant, shard, bytes, over?.etag);
      if (written === 'conflict') continue;
      organizations.get(tenant)?.install(shard, segment, written.etag);
      return;
    }
  }

  return {
    async page(tenant, query) {
      const { organization, updating } = await upToDate(tenant);
      const order = orderOf(query.locale);
      await arrange(organization.shards, order);
      return { ...browse(organization.shards, query, order), updating };
    },
    async find(tenant, text, limit, locale) {
      const search = parseSearch(text);
      if (search === undefined || limit <= 0) return { entries: [], more: false, updating: false };
      const { organization, updating } = await upToDate(tenant);
      const order = orderOf(locale);
      for (;;) {
        await arrange(organization.shards, order);
        const { version } = organization;
        const isStale = () => organization.version !== version;
        const eventLoop = createEventLoopYield();
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
    async deletedIn(tenant, operation, since) {
      const { organization } = await upToDate(tenant);
      return deletedOf(organization)
        .filter((entry) => entry.operation === operation && Date.parse(entry.deletedAt) > since)
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
    async departments(tenant, network) {
      const { organization } = await upToDate(tenant);
      return departmentsOf(organization.shards, network);
    },
    async rebuild(tenant, signal) {
      const left = [...shardNames];
      const since = now();
      const patienceEnds = performance.now() + maxGivingWayMs;
      const worker = async () => {
        for (let shard = left.shift(); shard !== undefined; shard = left.shift()) {
          while (isBusy() && performance.now() < patienceEnds) {
            await pause(lookEveryMs, undefined, { ...(signal !== undefined && { signal }) });
          }
          signal?.throwIfAborted();
          await rebuildShard(tenant, shard, since, signal);
        }
      };
      await Promise.all(Array.from({ length: rebuildsAtOnce }, worker));
      const before = now() - notesKeptMs;
      for (let round = 0; round < maxPurges; round += 1) {
        signal?.throwIfAborted();
        if ((await changes.purge(tenant, before)) === 0) return;
      }
    },
  };
}

function deletedOf({ shards }: OrganizationView): DeletedEntry[] {
  return shards.flatMap(({ deleted }) => [...deleted]);
}

/** Whether a kept part was read later, and can be read: a damaged one, or one from the future, is no use to anyone. */
async function isNewer(bytes: Buffer, readFrom: number): Promise<boolean> {
  const theirs = readFromOf(bytes) ?? 0;
  if (theirs <= readFrom || theirs > readFrom + maxRebuildMs) return false;
  return (await decodeSegment(bytes)) !== undefined;
}

/** Prepares an order; once more where a shard has got another part meanwhile. */
async function arrange(shards: readonly ShardView[], order: NameOrder): Promise<void> {
  const eventLoop = createEventLoopYield();
  while (!shards.every((shard) => shard.isArranged(order))) {
    for (const shard of shards) await shard.arrange(order, eventLoop);
  }
}
