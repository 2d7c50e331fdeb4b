import type { HeldAnswer, IncomingIdentity } from '../../domain/provisioning.ts';
import type { Actor } from '../../domain/person.ts';
import type { PeopleProvisioning } from './provisioning.ts';

/** Carries out an admin's decision about a person whom a sync held. */
export function createDecideHeld(provisioning: PeopleProvisioning) {
  return async (
    tenant: string,
    by: Actor,
    incoming: IncomingIdentity,
    answer: HeldAnswer,
  ): Promise<void> => {
    if (answer === 'skip') return;
    if (answer === 'add') await provisioning.addAsNew(tenant, by, incoming);
    else await provisioning.provision(tenant, by, incoming);
  };
}
