import { presentRecordOf } from '../../domain/merged-into.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, PersonFields } from '../../domain/person.ts';
import { personFromIdentity } from './from-identity.ts';
import { makeChange, type ChangeDeps } from './change.ts';
import {
  createIdentity,
  freshId,
  untilSettled,
  type Identity,
  type IdentityDeps,
} from './identity.ts';
import { changesOfNew } from './states.ts';

/** The result of adding a person by phone and name. */
interface AddNamedOutcome {
  /** `there`: the phone belongs to a person; `deleted`: it belongs to a person whom an admin, or the sync, deleted */
  readonly what: 'added' | 'there' | 'deleted';
  readonly person: StoredPerson;
}

export interface AddNamed {
  /** An id derived from the phone that doesn't reveal it: the same for a number, whoever has it. @param phone E.164 */
  idOf(tenant: string, phone: string): Promise<string>;
  /**
   * Adds a person to Others of whom only this is known. The caller may not see the directory, so a person who
   * has the phone already stays exactly as they are, and no deleted person is restored.
   * @param fields with the phone (E.164)
   */
  addNamed(
    tenant: string,
    by: Actor,
    fields: PersonFields & { readonly phone: string },
  ): Promise<AddNamedOutcome>;
}

export function createAddNamed(deps: ChangeDeps & IdentityDeps): AddNamed {
  const identity = createIdentity(deps);
  return {
    async idOf(tenant, phone) {
      return (await identity.placeOf(tenant, phone)).derived;
    },
    addNamed(tenant, by, fields) {
      return untilSettled(async (sparing) => {
        const place = await identity.placeOf(tenant, fields.phone);
        if (place.owner !== undefined) return currentState(identity, tenant, place.owner);
        if (place.holder !== undefined) {
          await identity.movePlace(tenant, place, freshId(), sparing);
          return 'conflict';
        }
        const incoming = { source: 'group', isEmployee: false, fields } as const;
        const person = personFromIdentity(place.id, incoming, fields, by, deps.now(), undefined);
        const changes = changesOfNew(person);
        const change = { tenant, by, what: 'person-added', person, changes } as const;
        if ((await makeChange(deps, change)) === 'written') {
          return { what: 'added', person: await identity.written(tenant, person) };
        }
        await identity.passClosed(tenant, fields.phone, place);
        return 'conflict';
      });
    },
  };
}

/** A record that was merged into another leads to the other: that is the person now. */
async function currentState(
  identity: Identity,
  tenant: string,
  owner: StoredPerson,
): Promise<AddNamedOutcome> {
  const person = (await presentRecordOf(identity.read, tenant, owner.id)) ?? owner;
  return { what: person.deletedAt === undefined ? 'there' : 'deleted', person };
}
