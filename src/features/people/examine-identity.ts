import { hash } from 'node:crypto';
import { recognise, usualMatchOrder } from '../../domain/match-keys.ts';
import { nameOf, type PersonFields } from '../../domain/person.ts';
import type {
  AnswerOf,
  Held,
  HeldAnswer,
  IncomingIdentity,
  ManyOutcome,
} from '../../domain/provisioning.ts';
import { defined } from '../../lib/defined.ts';
import type { FoundRecords } from './find-records.ts';
import {
  changesFromIdentity,
  isSameBut,
  troublesOf,
  withAccount,
  withoutTroubles,
} from './from-identity.ts';
import { changesFromMerge } from './merge.ts';
import type { ProvisioningDeps, ProvisioningParts } from './provisioning-parts.ts';

/** The outcome for a person, before anything is written. */
export interface Examined {
  readonly outcome: ManyOutcome;
  /** an admin's answer, which decides */
  readonly answer?: HeldAnswer;
}

/**
 * Finds out which person an identity means, and what would change; writes nothing.
 * @param answerOf what an admin answered, if it isn't certain
 */
export async function examineIdentity(
  { deps, records }: ProvisioningParts,
  tenant: string,
  incoming: IncomingIdentity,
  answerOf?: AnswerOf,
): Promise<Examined> {
  const found = await records.find(tenant, incoming);
  const held = await heldOf(deps, tenant, incoming, found);
  const { record, others } = found;
  const fields = withoutTroubles(incoming.fields, found);
  const troubles = troublesOf(found);
  const answer =
    held === undefined ? undefined : answerOf?.(incoming.entraId ?? '', held.fingerprint);
  const person = record;
  const merged = others.filter(({ deletedAt }) => deletedAt === undefined);
  const changes =
    person === undefined
      ? []
      : [
          ...merged.flatMap((other) => changesFromMerge(person, other)),
          ...changesFromIdentity(person, incoming, fields),
        ];
  const common = { fields, changes, merged: merged.length, troubles };
  if (held !== undefined && (answer === undefined || answer === 'skip')) {
    const what = answer === undefined ? 'held' : 'unchanged';
    return { outcome: { ...common, what, held, merged: 0 }, ...(answer && { answer }) };
  }
  if (held !== undefined && answer === 'add') {
    return { outcome: { ...common, what: 'added', changes: [], merged: 0 }, answer };
  }
  const isSame =
    person !== undefined &&
    changes.length === 0 &&
    isSameBut(person, withAccount(person, incoming, fields, undefined, person));
  const isBack = person?.deletedAt !== undefined;
  const what =
    person === undefined ? 'added' : isSame ? 'unchanged' : isBack ? 'restored' : 'changed';
  return {
    outcome: { ...common, what, fields: { ...person?.fields, ...given(fields) } },
    ...defined({ answer }),
  };
}

async function heldOf(
  deps: ProvisioningDeps,
  tenant: string,
  incoming: IncomingIdentity,
  { byKey }: FoundRecords,
): Promise<Held | undefined> {
  const order = (await deps.matchOrder?.(tenant)) ?? usualMatchOrder;
  const { fields, entraId } = incoming;
  const described = { fields, ...defined({ entraId }) };
  const recognised = recognise(described, byKey, order);
  if (recognised.is !== 'doubtful') return undefined;
  const { why, person, by: key, others } = recognised;
  const { phone = '', email = '', employeeId = '' } = fields;
  const asked = [why, person.id, nameOf(fields), phone, email, employeeId].join('\u0000');
  return {
    why,
    key,
    person: { id: person.id, name: nameOf(person.fields), phone: person.fields.phone ?? '' },
    others: others.map((other) => nameOf(other.fields)),
    fingerprint: hash('sha256', asked, 'base64url').slice(0, 24),
  };
}

/** The identity's values without those that it reports as empty. */
function given(fields: PersonFields): PersonFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
