import { hash } from 'node:crypto';
import type { AuditEntry, AuditLog } from '../../domain/audit.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { nameOf, type Actor } from '../../domain/person.ts';
import { withinTime } from '../../lib/within-time.ts';
import { whyNotMerged, type MergeRefusal } from './merge-by-hand.ts';
import type { ApartStore, LikelyDuplicate, PeopleOrganization } from './ports.ts';
import { defined } from '../../lib/defined.ts';

/** Two records that look like one person, as they are now. */
export interface DuplicatePair extends LikelyDuplicate {
  readonly people: readonly [StoredPerson, StoredPerson];
  /** why they can't be merged */
  readonly refusal?: MergeRefusal;
}

interface DuplicatesPage {
  /** the newest first */
  readonly pairs: readonly DuplicatePair[];
  readonly total: number;
  /** number of pairs that an admin said are two people, and that would be listed otherwise */
  readonly apart: number;
  /** there are more pairs than are examined at once */
  readonly more: boolean;
  /** from 0 */
  readonly page: number;
  readonly pages: number;
  /** an import is running: the newest people may be missing */
  readonly updating: boolean;
}

export interface DuplicateCount {
  readonly pairs: number;
  readonly more: boolean;
}

/** Records that look like one person. */
export interface Duplicates {
  page(tenant: string, page: number, size: number, of?: 'open' | 'apart'): Promise<DuplicatesPage>;
  /**
   * Number of pairs; undefined if it isn't known in time: the calculation continues for the next question. Undefined while an
   * import runs, too.
   */
  count(tenant: string, patienceMs: number): Promise<DuplicateCount | undefined>;
  /** The same, only if it is known already. */
  knownCount(tenant: string): Promise<DuplicateCount | undefined>;
  /** Remembers for good that two records are two people. @returns the two; undefined when one of them is gone */
  keepApart(
    tenant: string,
    by: Actor,
    ids: readonly [string, string],
  ): Promise<readonly [StoredPerson, StoredPerson] | undefined>;
  /** Takes that back, so that the pair is listed again. @returns the two; undefined when one of them is gone */
  showAgain(
    tenant: string,
    by: Actor,
    ids: readonly [string, string],
  ): Promise<readonly [StoredPerson, StoredPerson] | undefined>;
}

/** The part of the directory view that finds pairs. */
interface DuplicateFinder {
  duplicates(
    tenant: string,
    dateKeys: readonly string[],
  ): Promise<{
    readonly pairs: readonly LikelyDuplicate[];
    readonly more: boolean;
    readonly updating: boolean;
  }>;
  knownDuplicates(tenant: string, dateKeys: readonly string[]): Promise<Pairs> | undefined;
  /** undefined: an import is running, or they are being worked out for an earlier state */
  duplicatesInPassing(tenant: string, dateKeys: readonly string[]): Promise<Pairs | undefined>;
}

interface Pairs {
  readonly pairs: readonly LikelyDuplicate[];
  readonly more: boolean;
}

interface DuplicatesDeps {
  readonly directory: DuplicateFinder;
  readonly apart: ApartStore;
  readonly organizations: Pick<PeopleOrganization, 'attributes'>;
  readonly people: { get(tenant: string, id: string): Promise<StoredPerson | undefined> };
  readonly audit: AuditLog;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export function createDuplicates(deps: DuplicatesDeps): Duplicates {
  const { directory, apart, organizations, people, audit, now } = deps;

  async function dateKeysOf(tenant: string): Promise<string[]> {
    const attributes = await organizations.attributes(tenant);
    return attributes.flatMap(({ key, type }) => (type === 'date' ? [key] : []));
  }

  /** Pairs to decide about, and those that an admin said are two people. */
  async function divided(tenant: string, pairs: readonly LikelyDuplicate[]) {
    if (pairs.length === 0) return { open: pairs, apart: [] };
    const known = new Set((await apart.all(tenant)).map(keyOf));
    if (known.size === 0) return { open: pairs, apart: [] };
    const isApart = ({ one, other }: LikelyDuplicate) => known.has(keyOf([one, other]));
    return { open: pairs.filter((pair) => !isApart(pair)), apart: pairs.filter(isApart) };
  }

  async function found(tenant: string) {
    const { pairs, ...rest } = await directory.duplicates(tenant, await dateKeysOf(tenant));
    return { ...rest, ...(await divided(tenant, pairs)) };
  }

  async function counted(
    tenant: string,
    find: (dateKeys: readonly string[]) => Promise<Pairs | undefined>,
  ): Promise<DuplicateCount | undefined> {
    const known = await find(await dateKeysOf(tenant));
    if (known === undefined) return undefined;
    return { pairs: (await divided(tenant, known.pairs)).open.length, more: known.more };
  }

  async function pairOf(
    tenant: string,
    likely: LikelyDuplicate,
  ): Promise<DuplicatePair | undefined> {
    const both = await bothOf(tenant, [likely.one, likely.other]);
    if (both === undefined) return undefined;
    const refusal = whyNotMerged(...both);
    return { ...likely, people: both, ...defined({ refusal }) };
  }

  async function bothOf(tenant: string, [one, other]: readonly [string, string]) {
    const [first, second] = await Promise.all([people.get(tenant, one), people.get(tenant, other)]);
    if (first === undefined || second === undefined) return undefined;
    if (first.deletedAt !== undefined || second.deletedAt !== undefined) return undefined;
    return [first, second] as const;
  }

  async function record(
    tenant: string,
    entry: Pick<AuditEntry, 'id' | 'at' | 'by' | 'what'>,
    [one, other]: readonly [StoredPerson, StoredPerson],
  ): Promise<void> {
    await audit.record(tenant, [
      {
        ...entry,
        from: 'chat',
        subject: { type: 'person', id: one.id, name: nameOf(one.fields) },
        changes: [{ field: 'duplicate', before: other.id, after: nameOf(other.fields) }],
      },
    ]);
  }

  return {
    async page(tenant, wanted, size, of = 'open') {
      const { more, updating, ...all } = await found(tenant);
      const pairs = all[of];
      const pages = Math.max(1, Math.ceil(pairs.length / size));
      const page = Math.min(Math.max(0, wanted), pages - 1);
      const shown = pairs.slice(page * size, (page + 1) * size);
      const read = await Promise.all(shown.map((pair) => pairOf(tenant, pair)));
      return {
        pairs: read.filter((pair) => pair !== undefined),
        total: pairs.length,
        apart: all.apart.length,
        ...{ more, page, pages, updating },
      };
    },
    async count(tenant, patienceMs) {
      const counting = counted(tenant, async (dateKeys) =>
        directory.duplicatesInPassing(tenant, dateKeys),
      );
      // The next caller gets the failure.
      counting.catch(() => undefined);
      const inTime = await withinTime(patienceMs, counting);
      return inTime === 'late' ? undefined : inTime;
    },
    knownCount: (tenant) =>
      counted(tenant, async (dateKeys) => directory.knownDuplicates(tenant, dateKeys)),
    async keepApart(tenant, by, ids) {
      const both = await bothOf(tenant, ids);
      if (both === undefined) return undefined;
      const at = new Date(now()).toISOString();
      const first = await apart.put(tenant, ids, { at, by });
      // With its own id and the first time, so that it is recorded once, even if the process died before.
      const id = auditIdOf(tenant, ids, first.at);
      await record(tenant, { id, ...first, what: 'duplicate-dismissed' }, both);
      return both;
    },
    async showAgain(tenant, by, ids) {
      const both = await bothOf(tenant, ids);
      if (both === undefined) return undefined;
      const said = await apart.read(tenant, ids);
      if (said === undefined) return both;
      // Recorded first, and once for what is taken back: a process that dies in between is followed by another press.
      const id = auditIdOf(tenant, ids, said.at, 'again');
      const at = new Date(now()).toISOString();
      await record(tenant, { id, at, by, what: 'duplicate-shown-again' }, both);
      await apart.remove(tenant, ids);
      return both;
    },
  };
}

/** Of what was said of a pair at a time, or of taking it back. */
function auditIdOf(tenant: string, pair: readonly [string, string], ...of: readonly string[]) {
  return hash('sha256', [tenant, keyOf(pair), ...of].join('\n'), 'hex').slice(0, 16);
}

function keyOf([one, other]: readonly [string, string]): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
