import { momentAfter } from '../../domain/changed-person.ts';
import { isSomebodyElse } from '../../domain/match-keys.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor } from '../../domain/person.ts';
import { changeOf, makeChange } from './change.ts';
import { freshId, untilSettled } from './identity.ts';
import { survivorOf } from './merge.ts';
import { readValues } from './person-input.ts';
import { rulesFor, type FieldProblem, type PersonInput, type PersonParts } from './person-parts.ts';
import { changesOfNew, changesTo, newPerson } from './states.ts';

export type AddOutcome =
  /** also when a deleted person with this phone was restored */
  | { readonly added: StoredPerson }
  | { readonly problems: readonly FieldProblem[] }
  /** the phone belongs to this person */
  | { readonly taken: StoredPerson };

/** Adds a person, or restores the deleted one who has the phone number. */
export async function addPerson(
  { deps, identity, claims, get }: PersonParts,
  tenant: string,
  by: Actor,
  { network = 'Others', values }: PersonInput,
): Promise<AddOutcome> {
  const { placeOf, movePlace, written } = identity;
  const { fields, faults } = readValues(values, await rulesFor(deps, tenant));
  const { phone } = fields;
  if (faults.length > 0 || phone === undefined) return { problems: faults };
  const wanted = { network, fields };
  return untilSettled(async (sparing) => {
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
      const change = changeOf(owner, [back, ...changesTo(owner, wanted)], by, deps.now());
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
      await movePlace(tenant, place, freshId(), sparing);
      return 'conflict';
    }
    const person = newPerson(place.id, wanted, by, momentAfter(undefined, deps.now()));
    const changes = changesOfNew(wanted);
    const what = 'person-added';
    const outcome = await makeChange(deps, { tenant, by, what, person, changes });
    if (outcome === 'written') return { added: await written(tenant, person) };
    await identity.passClosed(tenant, phone, place);
    return 'conflict';
  });
}
