import { daysKept } from '../../domain/attributes.ts';
import type { AuditEntry } from '../../domain/audit.ts';
import { presentRecordOf } from '../../domain/merged-into.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { isPersonId } from '../../domain/person-id.ts';
import type { Actor, FieldChange } from '../../domain/person.ts';
import { addPerson, type AddOutcome } from './add-person.ts';
import { createBulk, type Bulk } from './bulk.ts';
import type { BulkOutcome } from './change-many.ts';
import { changeOf, wasMade, type ChangeDeps } from './change.ts';
import { editPerson, type EditOutcome } from './edit-person.ts';
import { createIdentity, untilSettled, type IdentityDeps } from './identity.ts';
import { readValues } from './person-input.ts';
import { rulesFor, type FieldProblem, type PersonInput, type PersonParts } from './person-parts.ts';
import { createPhoneClaims } from './phone-claims.ts';
import { restoreMany, type RestoreOutcome, type RestoringWithin } from './restore-many.ts';
import { phoneTaken } from './states.ts';
import { defined } from '../../lib/defined.ts';

export type { BulkOutcome } from './change-many.ts';

/** Single changes of people. The caller checks the right before (`may` in src/domain/roles.ts). */
export interface People extends Bulk {
  /** The person, also a deleted one. */
  get(tenant: string, id: string): Promise<StoredPerson | undefined>;
  /** The person who has this phone (E.164) now; never a deleted one. */
  byPhone(tenant: string, phone: string): Promise<StoredPerson | undefined>;
  add(tenant: string, by: Actor, input: PersonInput): Promise<AddOutcome>;
  /** Everything that is wrong with the values of a new person; nothing is written. */
  faultsOfNew(tenant: string, values: PersonInput['values']): Promise<readonly FieldProblem[]>;
  /** @param seen etag of the person that the form was made from */
  edit(
    tenant: string,
    by: Actor,
    id: string,
    seen: string,
    input: PersonInput,
  ): Promise<EditOutcome>;
  /** @param operation the one in which it is done, if there is one */
  restore(tenant: string, by: Actor, id: string, operation?: string): Promise<RestoreOutcome>;
  /** Restores each that can be; people who aren't deleted count as restored. @param ids at most 100 */
  restoreMany(
    tenant: string,
    by: Actor,
    ids: readonly string[],
    within?: RestoringWithin,
  ): Promise<BulkOutcome>;
  /**
   * Finishes what a dead process may have left half done.
   * @returns whether the change of this entry was made
   */
  complete(tenant: string, entry: AuditEntry): Promise<boolean>;
}

export interface PeopleDeps extends ChangeDeps, IdentityDeps {}

const keptMs = daysKept * 24 * 3_600_000;

export function createPeople(deps: PeopleDeps): People {
  const { now } = deps;
  const identity = createIdentity(deps);
  const claims = createPhoneClaims(deps, identity);
  const bulk = createBulk(deps, get);
  const parts: PersonParts = { deps, identity, claims, get };
  const isInTime = (deletedAt: string) => now() - Date.parse(deletedAt) <= keptMs;

  async function get(tenant: string, id: string): Promise<StoredPerson | undefined> {
    return isPersonId(id) ? identity.read(tenant, id) : undefined;
  }

  const people: People = {
    get,
    async byPhone(tenant, phone) {
      const { owner } = await identity.placeOf(tenant, phone);
      return owner?.deletedAt === undefined ? owner : undefined;
    },

    add: (tenant, by, input) => addPerson(parts, tenant, by, input),
    faultsOfNew: async (tenant, values) => readValues(values, await rulesFor(deps, tenant)).faults,
    edit: (tenant, by, id, seen, input) => editPerson(parts, tenant, by, id, seen, input),
    ...bulk,

    restore(tenant, by, id, operation) {
      return untilSettled(async () => {
        const person = await get(tenant, id);
        if (person === undefined) return { gone: true };
        const { deletedAt } = person;
        if (deletedAt === undefined) return { restored: person };
        const { mergedInto } = person;
        const survivor =
          mergedInto === undefined ? undefined : await presentRecordOf(get, tenant, mergedInto);
        if (survivor !== undefined) return { taken: survivor };
        if (!isInTime(deletedAt)) return { gone: true };
        const phone = phoneTaken(person);
        const changes: FieldChange[] = [{ field: 'deleted', before: deletedAt, after: '' }];
        if (phone !== undefined) changes.push({ field: 'phone', before: '', after: phone });
        const within = defined({ operation });
        const change = {
          tenant,
          by,
          what: 'person-restored',
          ...within,
          ...changeOf(person, changes, by, now(), { ...within, via: 'admin' }),
        } as const;
        const outcome = await claims.makeChange(change, person);
        if (outcome === 'conflict') return 'conflict';
        if (outcome !== 'written') return outcome;
        return { restored: await identity.written(tenant, change.person) };
      });
    },

    restoreMany: (tenant, by, ids, within) =>
      restoreMany(deps, { ...people, isInTime }, tenant, { by, ids, ...within }),

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
