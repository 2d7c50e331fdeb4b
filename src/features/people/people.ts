import { daysKept, type AttributeKey } from '../../domain/attributes.ts';
import type { AuditEntry } from '../../domain/audit.ts';
import { momentAfter } from '../../domain/changed-person.ts';
import type { Network } from '../../domain/network.ts';
import { isSomebodyElse } from '../../domain/match-keys.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import {
  isPersonFact,
  type Actor,
  type FieldChange,
  type HistoryEntry,
} from '../../domain/person.ts';
import type { CountryCode } from '../../domain/phone.ts';
import { createBulk, type Bulk, type BulkOutcome } from './bulk.ts';
import { changeOf, makeChange, wasMade, type ChangeDeps } from './change.ts';
import { createIdentity, freshId, untilSettled, type IdentityDeps } from './identity.ts';
import { survivorOf } from './merge.ts';
import { restoreMany, type RestoreOutcome } from './restore-many.ts';
import { readValues, type TypedValues, type ValueFault } from './person-input.ts';
import { createPhoneClaims } from './phone-claims.ts';
import { changesOfNew, changesTo, newPerson, phoneTaken } from './states.ts';

export type { BulkOutcome } from './bulk.ts';

export interface PersonInput {
  readonly network?: Network;
  readonly values: TypedValues;
}

/** `linked`: a person with an Entra account can't be moved to Others; `locked`: the value comes from Entra. */
type FieldProblem =
  | ValueFault
  | { readonly field: 'network'; readonly reason: 'linked' }
  | { readonly field: AttributeKey; readonly reason: 'locked' };

type AddOutcome =
  /** also when a deleted person with this phone was restored */
  | { readonly added: StoredPerson }
  | { readonly problems: readonly FieldProblem[] }
  /** the phone belongs to this person */
  | { readonly taken: StoredPerson };

type EditOutcome =
  | { readonly saved: StoredPerson; readonly changes: readonly FieldChange[] }
  | { readonly unchanged: StoredPerson }
  | { readonly problems: readonly FieldProblem[] }
  | { readonly taken: StoredPerson }
  /** another admin changed the person since the form was made: the changes, newest first */
  | { readonly changedMeanwhile: StoredPerson; readonly since: readonly HistoryEntry[] }
  | { readonly gone: true };

/** Single changes of people. The caller checks the right before (`may` in src/domain/roles.ts). */
export interface People extends Bulk {
  /** The person, also a deleted one. */
  get(tenant: string, id: string): Promise<StoredPerson | undefined>;
  /** The person who has this phone (E.164) now; never a deleted one. */
  byPhone(tenant: string, phone: string): Promise<StoredPerson | undefined>;
  add(tenant: string, by: Actor, input: PersonInput): Promise<AddOutcome>;
  /** @param seen etag of the person that the form was made from */
  edit(
    tenant: string,
    by: Actor,
    id: string,
    seen: string,
    input: PersonInput,
  ): Promise<EditOutcome>;
  restore(tenant: string, by: Actor, id: string): Promise<RestoreOutcome>;
  /** Restores each that can be; people who aren't deleted count as restored. */
  restoreMany(tenant: string, by: Actor, ids: readonly string[]): Promise<BulkOutcome>;
  /**
   * Finishes what a dead process may have left half done.
   * @returns whether the change of this entry was made
   */
  complete(tenant: string, entry: AuditEntry): Promise<boolean>;
}

export interface PeopleDeps extends ChangeDeps, IdentityDeps {}

const personId = /^[0-9a-f]{32}$/;
const keptMs = daysKept * 24 * 3_600_000;

export function createPeople(deps: PeopleDeps): People {
  const { organizations, now } = deps;
  const identity = createIdentity(deps);
  const { placeOf, movePlace, written } = identity;
  const claims = createPhoneClaims(deps, identity);
  const bulk = createBulk(deps, get);

  async function get(tenant: string, id: string): Promise<StoredPerson | undefined> {
    return personId.test(id) ? identity.read(tenant, id) : undefined;
  }

  async function rulesFor(tenant: string) {
    const { defaultCountry } = await organizations.facts(tenant);
    const attributes = await organizations.attributes(tenant);
    return { attributes, defaultCountry: defaultCountry as CountryCode | undefined };
  }

  const people: People = {
    get,
    async byPhone(tenant, phone) {
      const { owner } = await placeOf(tenant, phone);
      return owner?.deletedAt === undefined ? owner : undefined;
    },

    async add(tenant, by, { network = 'Others', values }) {
      const { fields, faults } = readValues(values, await rulesFor(tenant));
      const { phone } = fields;
      if (faults.length > 0 || phone === undefined) return { problems: faults };
      const wanted = { network, fields };
      return untilSettled(async (context) => {
        const place = await placeOf(tenant, phone);
        const { owner } = place;
        const survivor = owner && (await survivorOf(get, tenant, owner));
        if (survivor !== undefined) return { taken: survivor };
        if (owner?.deletedAt !== undefined && isSomebodyElse(owner.fields, fields)) {
          // Two people never share a record: the number leaves the one that is deleted.
          await claims.free(tenant, by, owner);
          return 'conflict';
        }
        if (owner?.deletedAt !== undefined) {
          const back = { field: 'deleted', before: owner.deletedAt, after: '' } as const;
          const change = changeOf(owner, [back, ...changesTo(owner, wanted)], by, now());
          // The person who gets the phone may not be its former owner. So the account isn't theirs until it
          // signs in or syncs.
          const {
            entraId: _entraId,
            mergedInto: _mergedInto,
            mergeNote: _mergeNote,
            ...kept
          } = change.person;
          const person = { ...kept, addedAt: kept.changedAt };
          const what = 'person-restored';
          const outcome = await makeChange(deps, { tenant, by, what, ...change, person });
          return outcome === 'written' ? { added: await written(tenant, person) } : 'conflict';
        }
        if (owner !== undefined) return { taken: owner };
        if (place.holder !== undefined) {
          await movePlace(tenant, place, freshId(), context);
          return 'conflict';
        }
        const person = newPerson(place.id, wanted, by, momentAfter(undefined, now()));
        const changes = changesOfNew(wanted);
        const what = 'person-added';
        const outcome = await makeChange(deps, { tenant, by, what, person, changes });
        if (outcome === 'written') return { added: await written(tenant, person) };
        await identity.passClosed(tenant, phone, place);
        return 'conflict';
      });
    },

    async edit(tenant, by, id, seen, { network, values }) {
      const rules = await rulesFor(tenant);
      let seenAt: string | undefined;
      return untilSettled(async (context) => {
        const person = await get(tenant, id);
        if (person === undefined || person.deletedAt !== undefined) return { gone: true };
        const { fields, faults } = readValues(values, { ...rules, before: person.fields });
        const wanted = { network: network ?? person.network, fields };
        const changes = changesTo(person, wanted);
        // The same action again, or another admin has saved the same values: there is nothing to decide.
        if (faults.length === 0 && changes.length === 0) return { unchanged: person };
        // A record that was only written again (identity.ts) has another version and the same content.
        if (person.etag !== seen && person.changedAt !== seenAt) {
          return { changedMeanwhile: person, since: entriesSince(person, seenAt ?? timeOf(seen)) };
        }
        seenAt = person.changedAt;
        const problems: FieldProblem[] = [...faults];
        if (person.linked && wanted.network === 'Others' && person.network !== 'Others') {
          problems.push({ field: 'network', reason: 'linked' });
        }
        for (const { field } of changes) {
          if (isPersonFact(field) || person.locked?.includes(field) !== true) continue;
          problems.push({ field, reason: 'locked' });
        }
        if (problems.length > 0) return { problems };
        const change = {
          tenant,
          by,
          what: 'person-changed',
          ...changeOf(person, changes, by, now()),
        } as const;
        const outcome = await claims.makeChange(change, person, context);
        if (outcome === 'conflict') return 'conflict';
        if (outcome !== 'written') return outcome;
        return { saved: await written(tenant, change.person), changes };
      });
    },

    ...bulk,

    restore(tenant, by, id) {
      return untilSettled(async (context) => {
        const person = await get(tenant, id);
        if (person === undefined) return { gone: true };
        const { deletedAt } = person;
        if (deletedAt === undefined) return { restored: person };
        const { mergedInto } = person;
        const survivor = mergedInto === undefined ? undefined : await get(tenant, mergedInto);
        if (survivor !== undefined) return { taken: survivor };
        if (now() - Date.parse(deletedAt) > keptMs) return { gone: true };
        const phone = phoneTaken(person);
        const changes: FieldChange[] = [{ field: 'deleted', before: deletedAt, after: '' }];
        if (phone !== undefined) changes.push({ field: 'phone', before: '', after: phone });
        const change = {
          tenant,
          by,
          what: 'person-restored',
          ...changeOf(person, changes, by, now()),
        } as const;
        const outcome = await claims.makeChange(change, person, context);
        if (outcome === 'conflict') return 'conflict';
        if (outcome !== 'written') return outcome;
        return { restored: await written(tenant, change.person) };
      });
    },

    restoreMany: (tenant, by, ids) => restoreMany(people, tenant, by, ids),

    async complete(tenant, entry) {
      const { id } = entry.subject;
      const person = await get(tenant, id);
      for (const change of entry.changes) {
        if (change.field !== 'phone') continue;
        await claims.cleanUp(tenant, undefined, [change.before, change.after]);
      }
      return wasMade(entry, person);
    },
  };
  return people;
}

/** Sets of changes made after a moment, newest first; at least the newest, since something has changed. */
function entriesSince(person: StoredPerson, moment: string | undefined): readonly HistoryEntry[] {
  const later = person.history.filter(({ at }) => moment !== undefined && at > moment);
  return later.length > 0 ? later : person.history.slice(0, 1);
}

/**
 * When a version was written, by its etag: W/"datetime'2026-01-02T03%3A04%3A05.678Z'". By the store's clock, so
 * it may be some milliseconds off. It decides only which changes are shown.
 */
function timeOf(etag: string): string | undefined {
  const written = /datetime'([^']+)'/.exec(etag)?.[1];
  const time = Date.parse(decodeURIComponent(written ?? ''));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
