import type { Arrival, ArrivalOutcome, Arrivals, ArrivalTrouble } from '../directory/arrivals.ts';
import { keysOf, type AttributeKey } from '../directory/attributes.ts';
import type { AuditEntry } from '../directory/audit.ts';
import { momentAfter } from '../directory/changed-person.ts';
import type { StoredPerson } from '../directory/people-store.ts';
import { personIdFromEmail, personIdFromEntra, shardOf } from '../directory/person-id.ts';
import type { Actor, FieldChange, Person, PersonFields } from '../directory/person.ts';
import { AppError } from '../errors.ts';
import { changeOf, makeChange, type Change, type ChangeDeps } from './change.ts';
import { createFindRecords, type FindRecordsDeps, type FoundRecords } from './find-records.ts';
import { createIdentity, freshId, untilSettled, type IdentityDeps } from './identity.ts';
import { changesFromMerge, mergedAway, withPastOf } from './merge.ts';
import { createPhoneClaims } from './phone-claims.ts';
import { changesOfNew, newPerson } from './states.ts';

export interface ArrivalsDeps extends ChangeDeps, IdentityDeps, FindRecordsDeps {}

/** Someone who is found or to be made, and what was found besides. */
interface Meeting {
  readonly tenant: string;
  readonly by: Actor;
  readonly arrival: Arrival;
  readonly found: FoundRecords;
  /** the arrival's values without those that can't be taken over */
  readonly fields: PersonFields;
  readonly operation?: string;
}

export interface PeopleArrivals extends Arrivals {
  /** @param operation the sync in which it happens */
  arrive(tenant: string, by: Actor, arrival: Arrival, operation?: string): Promise<ArrivalOutcome>;
  /**
   * Removes the person who is linked to an account that is gone from Entra or disabled (a guest of a group is not); they can be restored as anyone who was deleted.
   * @returns whether there was somebody to remove
   */
  leave(tenant: string, by: Actor, entraId: string, operation?: string): Promise<boolean>;
  /** Finishes a merge whose process died between its two records. */
  finishMerge(tenant: string, entry: AuditEntry): Promise<void>;
}

/** Longer than this, and whoever claimed an account has died. */
const graceMs = 2_000;

export function createArrivals(deps: ArrivalsDeps): PeopleArrivals {
  const { store, entraLinks, organizations, now } = deps;
  const identity = createIdentity(deps);
  const claims = createPhoneClaims(deps, identity);
  const records = createFindRecords(deps, identity);

  const origin = ({ arrival, operation }: Meeting): Pick<Change, 'from' | 'operation'> => ({
    ...(arrival.source === 'entra' && { from: 'sync' }),
    ...(operation !== undefined && { operation }),
  });

  /**
   * Before a person is written with an account, the account points to them: so it never belongs to two.
   * @returns false when it points elsewhere than it did when the person was looked for
   */
  async function claimAccount(
    { tenant, arrival, found }: Meeting,
    person: string,
  ): Promise<boolean> {
    const { entraId } = arrival;
    if (entraId === undefined || found.link?.person === person) return true;
    const at = new Date(now()).toISOString();
    return entraLinks.put(tenant, { entraId, person, at }, found.link?.version);
  }

  /** Whoever claimed the account a moment ago is about to write their record. */
  function mayBeUnderWay({ link, record }: FoundRecords): boolean {
    const isTaken = link !== undefined && link.person !== record?.id;
    return isTaken && Math.abs(now() - Date.parse(link.at)) < graceMs;
  }

  async function add(meeting: Meeting): Promise<StoredPerson | 'again'> {
    const { tenant, by, arrival, fields } = meeting;
    const { identitySecret } = await organizations.facts(tenant);
    const { phone = '', email = '' } = fields;
    const place = phone === '' ? undefined : await identity.placeOf(tenant, phone);
    if (place?.owner !== undefined) {
      // Deleted, or they would have been found: the phone is somebody else's by now.
      await claims.free(tenant, by, place.owner);
      return 'again';
    }
    if (place?.inhabitant !== undefined) {
      await identity.movePlace(tenant, place, freshId(), true);
      return 'again';
    }
    const id =
      place?.id ??
      (arrival.entraId !== undefined
        ? personIdFromEntra(identitySecret, tenant, arrival.entraId)
        : personIdFromEmail(identitySecret, tenant, email));
    const person = newArrival(id, arrival, fields, by, now(), meeting.operation);
    if (!(await claimAccount(meeting, id))) return 'again';
    const changes = changesOfNew(person);
    const what = 'person-added';
    const change = { tenant, by, what, person, changes, ...origin(meeting) } as const;
    if ((await makeChange(deps, change)) === 'written') return identity.written(tenant, person);
    if (place !== undefined) await identity.passClosed(tenant, phone, place);
    return 'again';
  }

  /** Brings the person who was found up to what the arrival tells. */
  async function update(
    meeting: Meeting,
    record: StoredPerson,
    patient: boolean,
  ): Promise<Omit<ArrivalOutcome, 'merged' | 'troubles'> | 'again'> {
    const { tenant, by, arrival, fields } = meeting;
    // Somebody whom an admin deleted doesn't come back because they are still in a team's roster.
    const isOnlyListed = arrival.source === 'group' && arrival.entraId !== undefined;
    if (record.deletedAt !== undefined && isOnlyListed)
      return { what: 'unchanged', person: record };
    const changes = changesOnArrival(record, arrival, fields);
    const made = changeOf(record, changes, by, now());
    const person = withAccount(made.person, arrival, fields, meeting.operation, record);
    if (changes.length === 0 && isSameBut(record, person)) {
      return { what: 'unchanged', person: record };
    }
    if (!(await claimAccount(meeting, record.id))) return 'again';
    const isBack = record.deletedAt !== undefined;
    const what = isBack ? 'person-restored' : 'person-changed';
    const change = { tenant, by, what, ...made, person, ...origin(meeting) } as const;
    if ((await claims.makeChange(change, record, patient)) !== 'written') return 'again';
    return {
      what: isBack ? 'restored' : 'changed',
      person: await identity.written(tenant, person),
    };
  }

  /** Makes one record of two: the other is put away first, so that its phone is free for the one that stays. */
  async function merge(
    tenant: string,
    by: Actor,
    record: StoredPerson,
    other: StoredPerson,
    patient: boolean,
  ): Promise<'merged' | 'again'> {
    if (other.deletedAt !== undefined && record.absorbed?.includes(other.id) === true) {
      return 'merged';
    }
    const made = changeOf(record, changesFromMerge(record, other), by, now());
    const person = withPastOf(made.person, other);
    const change: Change = {
      tenant,
      by,
      what: 'people-merged',
      ...made,
      person,
      // After the entry is kept aside: whoever finds it finishes what is begun here.
      async before() {
        if (other.mergedInto === record.id) return true;
        const gone = mergedAway(other, record.id, by, momentAfter(other, now()));
        await deps.notes.people(tenant, [other.id]);
        const write = { type: 'update', person: gone, etag: other.etag } as const;
        return (await store.write(tenant, shardOf(other.id), [write])) === 'written';
      },
    };
    return (await claims.makeChange(change, record, patient)) === 'written' ? 'merged' : 'again';
  }

  return {
    async byEntraId(tenant, entraId) {
      const person = await records.byEntraId(tenant, entraId);
      return person?.deletedAt === undefined ? person : undefined;
    },

    arrive(tenant, by, arrival, operation) {
      const merged: string[] = [];
      return untilSettled(async (patient) => {
        const found = await records.find(tenant, arrival);
        const { record, others } = found;
        if (patient && mayBeUnderWay(found)) return 'again';
        const fields = withoutTroubles(arrival.fields, found);
        const meeting: Meeting = {
          tenant,
          by,
          arrival,
          found,
          fields,
          ...(operation !== undefined && { operation }),
        };
        const troubles = troublesOf(found);
        if (record === undefined) {
          mustBeSomebody(arrival, fields);
          const person = await add(meeting);
          return person === 'again' ? person : { what: 'added', person, merged, troubles };
        }
        const [other] = others;
        if (other !== undefined) {
          const outcome = await merge(tenant, by, record, other, patient);
          if (outcome === 'merged') merged.push(other.id);
          return 'again';
        }
        const outcome = await update(meeting, record, patient);
        if (outcome === 'again') return outcome;
        const what = outcome.what === 'unchanged' && merged.length > 0 ? 'changed' : outcome.what;
        return { ...outcome, what, merged, troubles };
      });
    },

    leave(tenant, by, entraId, operation) {
      return untilSettled(async () => {
        const person = await records.byEntraId(tenant, entraId);
        if (person?.linked !== true || person.deletedAt !== undefined) return false;
        const made = changeOf(person, changesOnLeaving(person, now()), by, now());
        const { locked: _locked, ...kept } = made.person;
        const change = {
          tenant,
          by,
          what: 'person-deleted',
          ...made,
          person: withOperation({ ...kept, linked: false }, operation),
          from: 'sync',
          ...(operation !== undefined && { operation }),
        } as const;
        return (await makeChange(deps, change)) === 'written' ? true : 'again';
      });
    },

    async finishMerge(tenant, entry) {
      const merged = entry.changes.find(({ field }) => field === 'merged');
      if (entry.what !== 'people-merged' || merged === undefined) return;
      await untilSettled(async (patient) => {
        const [record, other] = await Promise.all([
          identity.read(tenant, entry.subject.id),
          identity.read(tenant, merged.before),
        ]);
        if (record === undefined || other?.mergedInto !== record.id) return 'done';
        return (await merge(tenant, entry.by, record, other, patient)) === 'merged'
          ? 'done'
          : 'again';
      });
    },
  };
}

/** Somebody has to be known by something. */
function mustBeSomebody({ entraId }: Arrival, fields: PersonFields): void {
  if (entraId !== undefined || (fields.phone ?? '') !== '' || (fields.email ?? '') !== '') return;
  throw new AppError('unexpected', {}, { note: 'someone without account, phone and email' });
}

function withoutTroubles(fields: PersonFields, { phoneIsOfAnother }: FoundRecords): PersonFields {
  if (!phoneIsOfAnother) return fields;
  const { phone: _phone, ...others } = fields;
  return others;
}

function troublesOf({ phoneIsOfAnother, emailIsOfSeveral }: FoundRecords): ArrivalTrouble[] {
  const troubles: ArrivalTrouble[] = [];
  if (phoneIsOfAnother) troubles.push({ field: 'phone', reason: 'of-another' });
  if (emailIsOfSeveral) troubles.push({ field: 'email', reason: 'several' });
  return troubles;
}

/**
 * What an arrival changes in someone who is there. What Entra says counts, and what it says no more goes, if it came from there;
 * anyone else only fills what is empty.
 */
export function changesOnArrival(
  record: Person,
  arrival: Pick<Arrival, 'source' | 'isEmployee'>,
  fields: PersonFields,
): FieldChange[] {
  const changes: FieldChange[] = [];
  if (record.deletedAt !== undefined) {
    changes.push({ field: 'deleted', before: record.deletedAt, after: '' });
  }
  if (arrival.isEmployee && record.network !== 'Employee') {
    changes.push({ field: 'network', before: record.network, after: 'Employee' });
  }
  if (arrival.isEmployee && !record.linked) {
    changes.push({ field: 'linked', before: '', after: arrival.source });
  }
  for (const field of Object.keys(fields) as AttributeKey[]) {
    const before = record.fields[field] ?? '';
    const after = fields[field] ?? '';
    if (before === after) continue;
    const isOfEntra = record.locked?.includes(field) === true;
    const counts =
      arrival.source === 'entra'
        ? after !== '' || (isOfEntra && field !== 'phone')
        : before === '' && after !== '';
    if (counts) changes.push({ field, before, after });
  }
  return changes;
}

/** What being gone from Entra changes in someone. */
function changesOnLeaving(person: Person, now: number): FieldChange[] {
  const changes: FieldChange[] = [
    { field: 'deleted', before: '', after: new Date(now).toISOString() },
  ];
  if (person.linked) changes.push({ field: 'linked', before: person.source, after: '' });
  return changes;
}

/** Someone who comes in and is nobody who is there. @param now milliseconds since 1970 */
export function newArrival(
  id: string,
  arrival: Arrival,
  fields: PersonFields,
  by: Actor,
  now: number,
  operation: string | undefined,
): Person {
  const network = arrival.isEmployee ? 'Employee' : 'Others';
  const made = newPerson(id, { network, fields }, by, momentAfter(undefined, now));
  return withAccount({ ...made, source: arrival.source }, arrival, fields, operation);
}

/** The person with what an account makes of them besides values. */
export function withAccount(
  person: Person,
  arrival: Arrival,
  fields: PersonFields,
  operation: string | undefined,
  before?: Person,
): Person {
  const { entraId = before?.entraId } = arrival;
  const { mergedInto: _mergedInto, locked: _locked, ...kept } = person;
  const locked =
    arrival.source === 'entra'
      ? [
          ...keysOf(fields).filter((field) => (fields[field] ?? '') !== ''),
          ...(before?.locked ?? []).filter((field) => arrival.untold?.includes(field) === true),
        ]
      : before?.locked;
  return withOperation(
    {
      ...kept,
      source: arrival.source === 'entra' ? 'entra' : person.source,
      linked: person.linked || arrival.isEmployee,
      ...(entraId !== undefined && { entraId }),
      ...(locked !== undefined && locked.length > 0 && { locked }),
    },
    operation,
  );
}

function withOperation(person: Person, operation: string | undefined): Person {
  if (operation === undefined) return person;
  const [newest, ...older] = person.history;
  const history = newest === undefined ? [] : [{ ...newest, operation }, ...older];
  return { ...person, changedIn: operation, history };
}

/** Whether nothing but the time of the change would differ. */
export function isSameBut(record: Person, person: Person): boolean {
  return (
    record.source === person.source &&
    record.linked === person.linked &&
    record.entraId === person.entraId &&
    (record.locked ?? []).join(' ') === (person.locked ?? []).join(' ')
  );
}
