import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, FieldChange, Person } from '../../domain/person.ts';
import { defined } from '../../lib/defined.ts';
import { changeOf, makeChange } from './change.ts';
import { withOperation } from './from-identity.ts';
import { untilSettled } from './identity.ts';
import type { ProvisioningParts } from './provisioning-parts.ts';

/** Removes the person linked to an account that is gone from Entra or disabled (provisioning.ts). */
export function leave(
  { deps, records }: ProvisioningParts,
  tenant: string,
  by: Actor,
  entraId: string,
  operation?: string,
): Promise<StoredPerson | undefined> {
  const { now } = deps;
  return untilSettled(async () => {
    const person = await records.byEntraId(tenant, entraId);
    const isDone = operation !== undefined && person?.changedIn === operation;
    if (isDone && person.deletedAt !== undefined) return person;
    if (person?.linked !== true || person.deletedAt !== undefined) return undefined;
    const made = changeOf(person, changesOnLeaving(person, now()), by, now(), {
      via: 'entra',
    });
    const { locked: _locked, ...kept } = made.person;
    const change = {
      tenant,
      by,
      what: 'person-deleted',
      ...made,
      person: withOperation({ ...kept, linked: false }, operation, person),
      from: 'sync',
      ...defined({ operation }),
    } as const;
    return (await makeChange(deps, change)) === 'written' ? person : 'conflict';
  });
}

/** The changes to a person whose account is gone from Entra. */
function changesOnLeaving(person: Person, now: number): FieldChange[] {
  const changes: FieldChange[] = [
    { field: 'deleted', before: '', after: new Date(now).toISOString() },
  ];
  if (person.linked) changes.push({ field: 'linked', before: person.source, after: '' });
  return changes;
}
