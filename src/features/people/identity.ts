import { randomBytes } from 'node:crypto';
import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { personIdFromPhone, shardOf } from '../../domain/person-id.ts';
import type { Person } from '../../domain/person.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { Alias, AliasStore, PeopleOrganization } from './ports.ts';
import { defined } from '../../lib/defined.ts';

/*
 * Which person id a phone number belongs to.
 *
 * Each phone has one place: the id that its alias names or, for nearly everyone, the id derived from the phone
 * itself. One rule holds at every moment, whatever runs at the same time and wherever a process dies:
 *
 * a person whose record has a phone is stored at that phone's place.
 *
 * So everyone is found by their phone, and no phone has two owners, since a place holds one person. The holder
 * of a place may have another phone (they changed it, or are about to). Then nobody has this one.
 *
 * A place may move only while nobody has the phone there, and nobody who looked before may get it there
 * afterwards. So the old place is fenced first, and the alias moves second, on the version that was read first:
 * - no holder: the id is closed, and adding a person there is refused from then on, also to imports;
 * - a holder with another phone: their record is written again unchanged, so that a simultaneous edit of it
 * fails;
 * - a deleted holder with the phone: the phone is removed from their record (`restore` returns it if it is free
 * then).
 *
 * A change of phone reads the person's record first, then moves the place to that person, then writes the
 * record on the version that was read. If the place was moved away in between, the fence makes that write fail.
 * A process that dies after moving the alias leaves a place whose holder has another phone: nobody has this one
 * until another change moves it.
 *
 * The place of a phone that was given up moves to a fresh id, so that someone else can get the phone, also by
 * import.
 */

/** A phone's place, and its holder now. */
interface Place {
  readonly derived: string;
  /** the id of the phone's person, existing or not */
  readonly id: string;
  readonly alias?: Alias;
  readonly holder?: StoredPerson;
  /** the holder, if the phone is theirs; a deleted person too */
  readonly owner?: StoredPerson;
}

export interface IdentityDeps {
  readonly store: PeopleStore;
  readonly organizations: PeopleOrganization;
  readonly aliases: AliasStore;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export interface Identity {
  readonly read: (tenant: string, id: string) => Promise<StoredPerson | undefined>;
  /** A person just written, as they are now, or as they were written if they are gone again. */
  readonly written: (tenant: string, person: Person) => Promise<StoredPerson>;
  readonly placeOf: (tenant: string, phone: string) => Promise<Place>;
  /**
   * Moves a phone's place to a person's id, or to a fresh one. Nobody may have the phone there.
   * @param place as it was read; without an owner, or with a deleted one that no longer has the phone
   * @param sparing whether to spare a place that another change may be about to use
   * @returns false when anything has changed since, or may be about to: read again
   */
  readonly movePlace: (
    tenant: string,
    place: Place,
    to: string,
    sparing?: boolean,
  ) => Promise<boolean>;
  /**
   * Gives up a person's former phone, so that someone else can get it.
   * @param place of that phone, read before the person's record was written without it
   */
  readonly leavePlace: (tenant: string, place: Place) => Promise<void>;
  /**
   * After adding a person at a place was refused: if the id is closed (its place was left, or is about to
   * move), moves the place, so that the next attempt can succeed.
   */
  readonly passClosed: (tenant: string, phone: string, place: Place) => Promise<void>;
}

/** A change writes the person right after moving the place. After this time its process has died. */
const graceMs = 2_000;

export function createIdentity({ store, organizations, aliases, now }: IdentityDeps): Identity {
  const at = () => new Date(now()).toISOString();

  async function read(tenant: string, id: string): Promise<StoredPerson | undefined> {
    return (await store.read(tenant, shardOf(id), [id])).get(id);
  }

  async function placeOf(tenant: string, phone: string): Promise<Place> {
    const { identitySecret } = await organizations.facts(tenant);
    const derived = personIdFromPhone(identitySecret, tenant, phone);
    const alias = await aliases.read(tenant, derived);
    const id = alias?.person ?? derived;
    const holder = await read(tenant, id);
    return {
      derived,
      id,
      ...defined({ alias, holder }),
      ...(holder?.fields.phone === phone && { owner: holder }),
    };
  }

  async function fence(tenant: string, { id, holder }: Place): Promise<boolean> {
    if (holder === undefined) {
      if (await aliases.close(tenant, id, at())) return true;
      // Closed before, or a person was added there.
      return (await read(tenant, id)) === undefined;
    }
    const { etag, ...person } = holder;
    const write = { type: 'update', person, etag } as const;
    return (await store.write(tenant, shardOf(id), [write])) === 'written';
  }

  /** Only a courtesy: a change that has just moved the place is about to write its person. */
  function mayBeUnderWay({ alias, holder }: Place): boolean {
    return holder !== undefined && Math.abs(now() - Date.parse(alias?.at ?? '')) < graceMs;
  }

  async function movePlace(
    tenant: string,
    place: Place,
    to: string,
    sparing = false,
  ): Promise<boolean> {
    if (place.owner !== undefined) return false;
    if (place.id !== to) {
      if (sparing && mayBeUnderWay(place)) return false;
      if (!(await fence(tenant, place))) return false;
    }
    const alias = { derived: place.derived, person: to, at: at() };
    return aliases.put(tenant, alias, place.alias?.version);
  }

  return {
    read,
    placeOf,
    movePlace,
    async written(tenant, person) {
      return (await read(tenant, person.id)) ?? { ...person, etag: '' };
    },
    async leavePlace(tenant, { derived, alias }) {
      // If another change was faster, it has moved the place or returned to it.
      await aliases.put(tenant, { derived, person: freshId(), at: at() }, alias?.version);
    },
    async passClosed(tenant, phone, place) {
      const there = await placeOf(tenant, phone);
      // The next attempt handles a person added there meanwhile.
      if (there.id !== place.id || there.holder !== undefined) return;
      await movePlace(tenant, there, freshId());
    },
  };
}

/** An id that isn't derived from any phone. */
export function freshId(): string {
  return randomBytes(16).toString('hex');
}

/**
 * Tries again while others change the same phone or person, for as long as a turn can still answer.
 * @param work gets whether to spare places that other changes may be about to use
 */
export function untilSettled<Result>(
  work: (sparing: boolean) => Promise<Result>,
): Promise<Exclude<Result, 'conflict'>> {
  return retryOnConflict('a phone’s person', (waitedMs) => work(waitedMs < graceMs));
}
