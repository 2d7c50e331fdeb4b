import type { StoredPerson } from '../../domain/people-store.ts';
import { personIdFromEmail, personIdFromEntra, shardOf } from '../../domain/person-id.ts';
import { hasSignedIn, type Actor, type PersonFields } from '../../domain/person.ts';
import type { IncomingIdentity, ProvisioningOutcome } from '../../domain/provisioning.ts';
import { defined } from '../../lib/defined.ts';
import { changeOf, makeChange, type Change } from './change.ts';
import type { FoundRecords } from './find-records.ts';
import {
  changesFromIdentity,
  isSameBut,
  personFromIdentity,
  withAccount,
} from './from-identity.ts';
import { freshId } from './identity.ts';
import type { ProvisioningDeps, ProvisioningParts } from './provisioning-parts.ts';
import { changesOfNew } from './states.ts';

/** A person who is found or added, and the other records found. */
export interface Meeting {
  readonly tenant: string;
  readonly by: Actor;
  readonly incoming: IncomingIdentity;
  readonly found: FoundRecords;
  /** the identity's values without those that can't be taken over */
  readonly fields: PersonFields;
  readonly operation?: string;
}

/** After this time, a process that claimed an account has died. */
const graceMs = 2_000;

/** Adds the person, whom nobody in the directory matches. */
export async function addIdentity(
  parts: ProvisioningParts,
  meeting: Meeting,
): Promise<StoredPerson | 'conflict'> {
  const { deps, identity, claims } = parts;
  const { tenant, by, incoming, fields } = meeting;
  const { identitySecret } = await deps.organizations.facts(tenant);
  const { phone = '', email = '' } = fields;
  const place = phone === '' ? undefined : await identity.placeOf(tenant, phone);
  if (place?.owner !== undefined) {
    // Deleted, or they would have been found: someone else has the phone by now.
    await claims.free(tenant, by, place.owner);
    return 'conflict';
  }
  if (place?.holder !== undefined) {
    await identity.movePlace(tenant, place, freshId(), true);
    return 'conflict';
  }
  const id =
    place?.id ??
    (incoming.entraId !== undefined
      ? personIdFromEntra(identitySecret, tenant, incoming.entraId)
      : personIdFromEmail(identitySecret, tenant, email));
  const person = personFromIdentity(id, incoming, fields, by, deps.now(), meeting.operation);
  if (!(await claimAccount(parts, meeting, id))) return 'conflict';
  const changes = changesOfNew(person);
  const what = 'person-added';
  const change = { tenant, by, what, person, changes, ...origin(meeting) } as const;
  if ((await makeChange(deps, change)) === 'written') return identity.written(tenant, person);
  if (place !== undefined) await identity.passClosed(tenant, phone, place);
  return 'conflict';
}

/** Updates the person that was found with the identity's values. */
export async function updateFromIdentity(
  parts: ProvisioningParts,
  meeting: Meeting,
  record: StoredPerson,
): Promise<Omit<ProvisioningOutcome, 'merged' | 'troubles'> | 'conflict'> {
  const { deps, identity, claims } = parts;
  const { tenant, by, incoming, fields } = meeting;
  // A person whom an admin deleted isn't restored because they are still in a team's roster.
  if (record.deletedAt !== undefined && incoming.source === 'group')
    return { what: 'unchanged', person: record };
  const changes = changesFromIdentity(record, incoming, fields);
  const made = changeOf(record, changes, by, deps.now(), { via: incoming.source });
  const person = withAccount(made.person, incoming, fields, meeting.operation, record);
  if (changes.length === 0 && isSameBut(record, person)) {
    const isFirstSignIn = incoming.source === 'signin' && !hasSignedIn(record);
    if (isFirstSignIn && !(await markSignedIn(deps, tenant, record))) return 'conflict';
    return { what: 'unchanged', person: record };
  }
  if (!(await claimAccount(parts, meeting, record.id))) return 'conflict';
  const isBack = record.deletedAt !== undefined;
  const what = isBack ? 'person-restored' : 'person-changed';
  const change = { tenant, by, what, ...made, person, ...origin(meeting) } as const;
  if ((await claims.makeChange(change, record)) !== 'written') return 'conflict';
  return {
    what: isBack ? 'restored' : 'changed',
    person: await identity.written(tenant, person),
  };
}

/** A sign-in changes nothing about the person: neither the history nor the audit says it. */
async function markSignedIn(
  { store, changeFeed }: ProvisioningDeps,
  tenant: string,
  { etag, ...kept }: StoredPerson,
): Promise<boolean> {
  await changeFeed.people(tenant, [kept.id]);
  const write = { type: 'update', person: { ...kept, signedIn: true }, etag } as const;
  return (await store.write(tenant, shardOf(kept.id), [write])) === 'written';
}

/**
 * Before a person is written with an account, the account points to them, so it never belongs to two.
 * @returns false when it no longer points where it did when the person was looked for
 */
async function claimAccount(
  { deps: { entraLinks, now } }: ProvisioningParts,
  { tenant, incoming, found }: Meeting,
  person: string,
): Promise<boolean> {
  const { entraId } = incoming;
  if (entraId === undefined || found.link?.person === person) return true;
  const at = new Date(now()).toISOString();
  return entraLinks.put(tenant, { entraId, person, at }, found.link?.version);
}

/** A process that claimed the account a moment ago is about to write its person. */
export function mayBeUnderWay({ link, record }: FoundRecords, now: number): boolean {
  const isTaken = link !== undefined && link.person !== record?.id;
  return isTaken && Math.abs(now - Date.parse(link.at)) < graceMs;
}

function origin({ incoming, operation }: Meeting): Pick<Change, 'from' | 'operation'> {
  return { ...(incoming.source === 'entra' && { from: 'sync' }), ...defined({ operation }) };
}
