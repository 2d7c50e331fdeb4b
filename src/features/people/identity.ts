import { randomBytes } from 'node:crypto';
import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { personIdFromPhone, shardOf } from '../../domain/person-id.ts';
import type { Person } from '../../domain/person.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { Alias, AliasStore, PeopleOrganization } from './ports.ts';

/*
 * Under which id the person with a phone lives.
 *
 * Each phone has one place: the id that its alias names, or, as for nearly everyone, the id derived from the phone itself.
 * What holds at every instant, whoever is at work and wherever a process dies:
 *
 *   a person whose record has a phone lives at that phone's place.
 *
 * So everybody is found by their phone, and no phone is owned twice, since a place has room for one. It may well be that
 * whoever lives at a place has another phone (they moved on to it, or are about to come); then nobody has this one.
 *
 * A phone's place may be moved only away from where nobody has the phone, and nobody may come to have it there
 * afterwards who looked before. So the old place is fenced first, and the alias moved second, on the version that was read
 * first:
 *   - nobody lives there: the id is closed, and adding someone there is refused from then on, to imports too;
 *   - someone with another phone: their record is written again as it is, so that an edit of theirs under way fails;
 *   - someone deleted who has the phone: it is taken out of their record (and given back by `restore` if it is free then).
 * A person who takes a phone reads their own record first, then moves the place to themselves, then writes the
 * record on the version that was read: if the place was moved away in between, they were fenced and the write fails.
 * Dying after the alias leaves a place whose inhabitant has another phone: nobody, until someone else moves it on.
 *
 * The place of a phone that was given up is moved to a fresh id, so that someone else may have it, by import as well.
 */

/** A phone's place, and who lives there now. */
interface Place {
  readonly derived: string;
  /** where the phone's person lives or would live */
  readonly id: string;
  readonly alias?: Alias;
  readonly holder?: StoredPerson;
  /** the inhabitant, if the phone is theirs; a deleted person too */
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
  /** A person just written: as they are now; where they are gone again already, as they were written. */
  readonly written: (tenant: string, person: Person) => Promise<StoredPerson>;
  readonly placeOf: (tenant: string, phone: string) => Promise<Place>;
  /**
   * Moves a phone's place to a person's id, or to a fresh one, from where nobody has the phone.
   * @param place as it was read; its owner is nobody, or deleted and freed of the phone before
   * @param patient whether to leave alone for now what someone else may be at
   * @returns false when anything has changed since, or may be about to: look again
   */
  readonly movePlace: (
    tenant: string,
    place: Place,
    to: string,
    context?: boolean,
  ) => Promise<boolean>;
  /**
   * Gives up a person's former phone, so that someone else may have it.
   * @param place of that phone, read before the person's record was written without it
   */
  readonly leavePlace: (tenant: string, place: Place) => Promise<void>;
  /**
   * After adding someone at a place was refused: where the id is closed (the place has been left, or is about to be moved), moves
   * it on, so that the next try finds room.
   */
  readonly passClosed: (tenant: string, phone: string, place: Place) => Promise<void>;
}

/** Someone who takes a phone writes their record right after its place; longer than this, and they have died. */
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
      ...(alias !== undefined && { alias }),
      ...(holder !== undefined && { holder }),
      ...(holder?.fields.phone === phone && { owner: holder }),
    };
  }

  async function fence(tenant: string, { id, holder }: Place): Promise<boolean> {
    if (holder === undefined) {
      if (await aliases.close(tenant, id, at())) return true;
      // Closed before, or someone has come to live there.
      return (await read(tenant, id)) === undefined;
    }
    const { etag, ...person } = holder;
    const write = { type: 'update', person, etag } as const;
    return (await store.write(tenant, shardOf(id), [write])) === 'written';
  }

  /** Politeness only: whoever moved the place a moment ago is about to write their record. */
  function mayBeUnderWay({ alias, holder }: Place): boolean {
    return holder !== undefined && Math.abs(now() - Date.parse(alias?.at ?? '')) < graceMs;
  }

  async function movePlace(
    tenant: string,
    place: Place,
    to: string,
    context = false,
  ): Promise<boolean> {
    if (place.owner !== undefined) return false;
    if (place.id !== to) {
      if (context && mayBeUnderWay(place)) return false;
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
      // If someone was quicker, they have moved it or come back to it.
      await aliases.put(tenant, { derived, person: freshId(), at: at() }, alias?.version);
    },
    async passClosed(tenant, phone, place) {
      const there = await placeOf(tenant, phone);
      // Whoever came to live there meanwhile is met by the next try.
      if (there.id !== place.id || there.holder !== undefined) return;
      await movePlace(tenant, there, freshId());
    },
  };
}

/** An id that no phone gives. */
export function freshId(): string {
  return randomBytes(16).toString('hex');
}

/**
 * Tries again while others are at the same phone or person, for so long that a turn can still answer.
 * @param work is told whether to be patient with what others may be at
 */
export function untilSettled<Result>(
  work: (context: boolean) => Promise<Result>,
): Promise<Exclude<Result, 'conflict'>> {
  return retryOnConflict('a phone’s person', (waitedMs) => work(waitedMs < graceMs));
}
