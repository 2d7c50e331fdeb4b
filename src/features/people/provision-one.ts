import type { Actor } from '../../domain/person.ts';
import type { AnswerOf, IncomingIdentity, ManyOutcome } from '../../domain/provisioning.ts';
import type { PeopleProvisioning } from './provisioning.ts';

/** The outcome for a person who isn't a plain case; carried out unless it is a dry run. */
export async function provisionOne(
  provisioning: PeopleProvisioning,
  tenant: string,
  by: Actor,
  sent: IncomingIdentity,
  operation: string,
  dryRun: boolean,
  answerOf?: AnswerOf,
): Promise<ManyOutcome> {
  const { outcome: would, answer } = await provisioning.examine(tenant, sent, answerOf);
  if (would.what === 'held') return would;
  const incoming = answer === 'skip' ? withoutKeys(sent) : sent;
  if (answer === 'skip') {
    // A person who is here by their account stays up to date in everything else. Others stay out.
    const isHere = (await provisioning.byEntraId(tenant, sent.entraId ?? '')) !== undefined;
    if (!isHere) return { ...would, what: 'unchanged', changes: [] };
  }
  if (dryRun) {
    return answer === 'skip' ? (await provisioning.examine(tenant, incoming)).outcome : would;
  }
  const outcome =
    answer === 'add'
      ? await provisioning.addAsNew(tenant, by, incoming, operation)
      : await provisioning.provision(tenant, by, incoming, operation);
  const { what, person, merged, troubles } = outcome;
  return {
    ...would,
    what,
    person: person.id,
    fields: person.fields,
    merged: merged.length,
    troubles,
  };
}

/** The identity without the keys by which it matches another person. */
function withoutKeys(incoming: IncomingIdentity): IncomingIdentity {
  const { phone: _phone, email: _email, employeeId: _id, ...fields } = incoming.fields;
  const untold = [...(incoming.untold ?? []), 'phone', 'email', 'employeeId'] as const;
  return { ...incoming, fields, untold: [...new Set(untold)] };
}
