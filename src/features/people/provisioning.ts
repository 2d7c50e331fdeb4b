import type {
  IncomingIdentity,
  ProvisioningOutcome,
  Provisioning,
  AnswerOf,
  Held,
  HeldAnswer,
  ManyOutcome,
  ProvisioningProblem,
} from '../../domain/provisioning.ts';
import { keysOf, type AttributeKey } from '../../domain/attributes.ts';
import type { AuditEntry } from '../../domain/audit.ts';
import { momentAfter } from '../../domain/changed-person.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { personIdFromEmail, personIdFromEntra, shardOf } from '../../domain/person-id.ts';
import { recognise, usualMatchOrder, type MatchOrder } from '../../domain/match-keys.ts';
import {
  accountOf,
  hasSignedIn,
  nameOf,
  type Actor,
  type FieldChange,
  type Person,
  type PersonFields,
} from '../../domain/person.ts';
import { hash } from 'node:crypto';
import { AppError } from '../../errors.ts';
import { changeOf, makeChange, type Change, type ChangeDeps } from './change.ts';
import { createFindRecords, type FindRecordsDeps, type FoundRecords } from './find-records.ts';
import { createIdentity, freshId, untilSettled, type IdentityDeps } from './identity.ts';
import { changesFromMerge, mergedAway, withPastOf } from './merge.ts';
import { createPhoneClaims } from './phone-claims.ts';
import { changesOfNew, newPerson } from './states.ts';
import { defined } from '../../lib/defined.ts';

export interface ProvisioningDeps extends ChangeDeps, IdentityDeps, FindRecordsDeps {
  /** the organization's order of match keys; absent: the usual one */
  matchOrder?(tenant: string): Promise<MatchOrder>;
}

/** The outcome for a person, before anything is written. */
interface Examined {
  readonly outcome: ManyOutcome;
  /** an admin's answer, which decides */
  readonly answer?: HeldAnswer;
}

/** A person who is found or added, and the other records found. */
interface Meeting {
  readonly tenant: string;
  readonly by: Actor;
  readonly incoming: IncomingIdentity;
  readonly found: FoundRecords;
  /** the identity's values without those that can't be taken over */
  readonly fields: PersonFields;
  readonly operation?: string;
}

export interface PeopleProvisioning extends Provisioning {
  /** @param operation the sync that does it */
  provision(
    tenant: string,
    by: Actor,
    incoming: IncomingIdentity,
    operation?: string,
  ): Promise<ProvisioningOutcome>;
  /**
   * Removes the person linked to an account that is gone from Entra or disabled (but not a group's guest). They
   * can be restored like anyone who was deleted.
   * @param operation the sync in which it happens
   * @returns the person it removed, or this same operation had removed; undefined: nobody
   */
  leave(
    tenant: string,
    by: Actor,
    entraId: string,
    operation?: string,
  ): Promise<StoredPerson | undefined>;
  /**
   * Finds out which person a sync means, and what would change; writes nothing.
   * @param answerOf what an admin answered, if it isn't certain
   */
  examine(tenant: string, incoming: IncomingIdentity, answerOf?: AnswerOf): Promise<Examined>;
  /** Adds a person who, as an admin said, is none of the existing ones, whatever their email and employee ID. */
  addAsNew(
    tenant: string,
    by: Actor,
    incoming: IncomingIdentity,
    operation?: string,
  ): Promise<ProvisioningOutcome>;
  /** Finishes a merge whose process died between its two records. */
  finishMerge(tenant: string, entry: AuditEntry): Promise<void>;
}

/** After this time, a process that claimed an account has died. */
const graceMs = 2_000;

export function createProvisioning(deps: ProvisioningDeps): PeopleProvisioning {
  const { store, entraLinks, organizations, now } = deps;
  const identity = createIdentity(deps);
  const claims = createPhoneClaims(deps, identity);
  const records = createFindRecords(deps, identity);

  const origin = ({ incoming, operation }: Meeting): Pick<Change, 'from' | 'operation'> => ({
    ...(incoming.source === 'entra' && { from: 'sync' }),
    ...defined({ operation }),
  });

  /**
   * Before a person is written with an account, the account points to them, so it never belongs to two.
   * @returns false when it no longer points where it did when the person was looked for
   */
  async function claimAccount(
    { tenant, incoming, found }: Meeting,
    person: string,
  ): Promise<boolean> {
    const { entraId } = incoming;
    if (entraId === undefined || found.link?.person === person) return true;
    const at = new Date(now()).toISOString();
    return entraLinks.put(tenant, { entraId, person, at }, found.link?.version);
  }

  /** A process that claimed the account a moment ago is about to write its person. */
  function mayBeUnderWay({ link, record }: FoundRecords): boolean {
    const isTaken = link !== undefined && link.person !== record?.id;
    return isTaken && Math.abs(now() - Date.parse(link.at)) < graceMs;
  }

  async function add(meeting: Meeting): Promise<StoredPerson | 'conflict'> {
    const { tenant, by, incoming, fields } = meeting;
    const { identitySecret } = await organizations.facts(tenant);
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
    const person = personFromIdentity(id, incoming, fields, by, now(), meeting.operation);
    if (!(await claimAccount(meeting, id))) return 'conflict';
    const changes = changesOfNew(person);
    const what = 'person-added';
    const change = { tenant, by, what, person, changes, ...origin(meeting) } as const;
    if ((await makeChange(deps, change)) === 'written') return identity.written(tenant, person);
    if (place !== undefined) await identity.passClosed(tenant, phone, place);
    return 'conflict';
  }

  /** Updates the person that was found with the identity's values. */
  async function update(
    meeting: Meeting,
    record: StoredPerson,
    context: boolean,
  ): Promise<Omit<ProvisioningOutcome, 'merged' | 'troubles'> | 'conflict'> {
    const { tenant, by, incoming, fields } = meeting;
    // A person whom an admin deleted isn't restored because they are still in a team's roster.
    if (record.deletedAt !== undefined && incoming.source === 'group')
      return { what: 'unchanged', person: record };
    const changes = changesFromIdentity(record, incoming, fields);
    const made = changeOf(record, changes, by, now(), { via: incoming.source });
    const person = withAccount(made.person, incoming, fields, meeting.operation, record);
    if (changes.length === 0 && isSameBut(record, person)) {
      const isFirstSignIn = incoming.source === 'signin' && !hasSignedIn(record);
      if (isFirstSignIn && !(await markSignedIn(tenant, record))) return 'conflict';
      return { what: 'unchanged', person: record };
    }
    if (!(await claimAccount(meeting, record.id))) return 'conflict';
    const isBack = record.deletedAt !== undefined;
    const what = isBack ? 'person-restored' : 'person-changed';
    const change = { tenant, by, what, ...made, person, ...origin(meeting) } as const;
    if ((await claims.makeChange(change, record, context)) !== 'written') return 'conflict';
    return {
      what: isBack ? 'restored' : 'changed',
      person: await identity.written(tenant, person),
    };
  }

  /** That somebody signed in is no change of theirs: neither the history nor the audit says it. */
  async function markSignedIn(tenant: string, { etag, ...kept }: StoredPerson): Promise<boolean> {
    await deps.changeFeed.people(tenant, [kept.id]);
    const write = { type: 'update', person: { ...kept, signedIn: true }, etag } as const;
    return (await store.write(tenant, shardOf(kept.id), [write])) === 'written';
  }

  /** Makes one record of two. The other is set aside first, so that its phone is free for the one that stays. */
  async function merge(
    tenant: string,
    by: Actor,
    record: StoredPerson,
    other: StoredPerson,
    context: boolean,
  ): Promise<'merged' | 'conflict'> {
    if (other.deletedAt !== undefined && record.absorbed?.includes(other.id) === true) {
      return 'merged';
    }
    const made = changeOf(record, changesFromMerge(record, other), by, now(), {});
    const person = withPastOf(made.person, other);
    const change: Change = {
      tenant,
      by,
      what: 'people-merged',
      ...made,
      person,
      // After the entry is kept aside, completing it finishes what is begun here.
      async before() {
        if (other.mergedInto === record.id) return true;
        const gone = mergedAway(other, record.id, by, momentAfter(other, now()));
        await deps.changeFeed.people(tenant, [other.id]);
        const write = { type: 'update', person: gone, etag: other.etag } as const;
        return (await store.write(tenant, shardOf(other.id), [write])) === 'written';
      },
    };
    return (await claims.makeChange(change, record, context)) === 'written' ? 'merged' : 'conflict';
  }

  async function heldOf(
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

  return {
    async examine(tenant, incoming, answerOf) {
      const found = await records.find(tenant, incoming);
      const held = await heldOf(tenant, incoming, found);
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
    },

    addAsNew(tenant, by, incoming, operation) {
      return untilSettled(async () => {
        const found = await records.find(tenant, incoming);
        const owner = found.byKey.phone;
        // The number stays with its owner.
        const isTaken = owner !== undefined && owner.deletedAt === undefined;
        const fields = withoutTroubles(incoming.fields, {
          ...found,
          phoneIsOfAnother: found.phoneIsOfAnother || isTaken,
        });
        const meeting: Meeting = {
          tenant,
          by,
          incoming,
          found,
          fields,
          ...defined({ operation }),
        };
        const person = await add(meeting);
        if (person === 'conflict') return person;
        return { what: 'added', person, merged: [], troubles: troublesOf(found) };
      });
    },

    async byEntraId(tenant, entraId) {
      const person = await records.byEntraId(tenant, entraId);
      return person?.deletedAt === undefined ? person : undefined;
    },

    provision(tenant, by, incoming, operation) {
      const merged: string[] = [];
      return untilSettled(async (context) => {
        const found = await records.find(tenant, incoming);
        const { record, others } = found;
        if (context && mayBeUnderWay(found)) return 'conflict';
        const fields = withoutTroubles(incoming.fields, found);
        const meeting: Meeting = {
          tenant,
          by,
          incoming,
          found,
          fields,
          ...defined({ operation }),
        };
        const troubles = troublesOf(found);
        if (record === undefined) {
          mustBeSomebody(incoming, fields);
          const person = await add(meeting);
          return person === 'conflict' ? person : { what: 'added', person, merged, troubles };
        }
        const [other] = others;
        if (other !== undefined) {
          const outcome = await merge(tenant, by, record, other, context);
          if (outcome === 'merged') merged.push(other.id);
          return 'conflict';
        }
        const outcome = await update(meeting, record, context);
        if (outcome === 'conflict') return outcome;
        const what = outcome.what === 'unchanged' && merged.length > 0 ? 'changed' : outcome.what;
        return { ...outcome, what, merged, troubles };
      });
    },

    leave(tenant, by, entraId, operation) {
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
    },

    async finishMerge(tenant, entry) {
      const merged = entry.changes.find(({ field }) => field === 'merged');
      if (entry.what !== 'people-merged' || merged === undefined) return;
      await untilSettled(async (context) => {
        const [record, other] = await Promise.all([
          identity.read(tenant, entry.subject.id),
          identity.read(tenant, merged.before),
        ]);
        if (record === undefined || other?.mergedInto !== record.id) return 'done';
        return (await merge(tenant, entry.by, record, other, context)) === 'merged'
          ? 'done'
          : 'conflict';
      });
    },
  };
}

/** The identity's values without those that it reports as empty. */
function given(fields: PersonFields): PersonFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

/** A person needs at least one key. */
function mustBeSomebody({ entraId }: IncomingIdentity, fields: PersonFields): void {
  if (entraId !== undefined || (fields.phone ?? '') !== '' || (fields.email ?? '') !== '') return;
  throw new AppError('unexpected', {}, { note: 'someone without account, phone and email' });
}

function withoutTroubles(fields: PersonFields, { phoneIsOfAnother }: FoundRecords): PersonFields {
  if (!phoneIsOfAnother) return fields;
  const { phone: _phone, ...others } = fields;
  return others;
}

function troublesOf({ phoneIsOfAnother, emailIsOfSeveral }: FoundRecords): ProvisioningProblem[] {
  const troubles: ProvisioningProblem[] = [];
  if (phoneIsOfAnother) troubles.push({ field: 'phone', reason: 'of-another' });
  if (emailIsOfSeveral) troubles.push({ field: 'email', reason: 'several' });
  return troubles;
}

/**
 * The changes that an identity makes to an existing person. Entra's values count, and a value that Entra no
 * longer has is removed if it came from there. Every other source only fills empty values.
 */
export function changesFromIdentity(
  record: Person,
  incoming: Pick<IncomingIdentity, 'source' | 'isEmployee'>,
  fields: PersonFields,
): FieldChange[] {
  const changes: FieldChange[] = [];
  if (record.deletedAt !== undefined) {
    changes.push({ field: 'deleted', before: record.deletedAt, after: '' });
  }
  if (incoming.isEmployee && record.network !== 'Employee') {
    changes.push({ field: 'network', before: record.network, after: 'Employee' });
  }
  if (incoming.isEmployee && !record.linked) {
    changes.push({ field: 'linked', before: '', after: incoming.source });
  }
  for (const field of Object.keys(fields) as AttributeKey[]) {
    const before = record.fields[field] ?? '';
    const after = fields[field] ?? '';
    if (before === after) continue;
    const isOfEntra = record.locked?.includes(field) === true;
    const counts =
      incoming.source === 'entra'
        ? after !== '' || (isOfEntra && field !== 'phone')
        : before === '' && after !== '';
    if (counts) changes.push({ field, before, after });
  }
  return changes;
}

/** The changes to a person whose account is gone from Entra. */
function changesOnLeaving(person: Person, now: number): FieldChange[] {
  const changes: FieldChange[] = [
    { field: 'deleted', before: '', after: new Date(now).toISOString() },
  ];
  if (person.linked) changes.push({ field: 'linked', before: person.source, after: '' });
  return changes;
}

/** A new person from an identity that matches nobody. @param now milliseconds since 1970 */
export function personFromIdentity(
  id: string,
  incoming: IncomingIdentity,
  fields: PersonFields,
  by: Actor,
  now: number,
  operation: string | undefined,
): Person {
  const network = incoming.isEmployee ? 'Employee' : 'Others';
  const made = newPerson(id, { network, fields }, by, momentAfter(undefined, now));
  return withAccount({ ...made, source: incoming.source }, incoming, fields, operation);
}

/** The person with everything of an account besides values. */
export function withAccount(
  person: Person,
  incoming: IncomingIdentity,
  fields: PersonFields,
  operation: string | undefined,
  before?: Person,
): Person {
  const { entraId = before?.entraId } = incoming;
  const { mergedInto: _mergedInto, locked: _locked, ...kept } = person;
  const locked =
    incoming.source === 'entra'
      ? [
          ...keysOf(fields).filter((field) => (fields[field] ?? '') !== ''),
          ...(before?.locked ?? []).filter((field) => incoming.untold?.includes(field) === true),
        ]
      : before?.locked;
  const made: Person = {
    ...kept,
    source: incoming.source === 'entra' ? 'entra' : person.source,
    linked: person.linked || incoming.isEmployee,
    ...defined({ entraId }),
    ...(locked !== undefined && locked.length > 0 && { locked }),
  };
  return withOperation(made, operation, before);
}

/**
 * The person as an operation wrote them.
 * @param before absent: it adds them
 */
function withOperation(person: Person, operation: string | undefined, before?: Person): Person {
  if (operation === undefined) return person;
  const [newest, ...older] = person.history;
  const written = { ...person, changedIn: operation };
  if (before === undefined) return { ...written, addedIn: operation };
  if (newest === undefined) return written;
  const touched = isSameBut(before, person) ? {} : { accountBefore: accountOf(before) };
  return { ...written, history: [{ ...newest, operation, ...touched }, ...older] };
}

/** Whether only the time of the change would differ. */
export function isSameBut(record: Person, person: Person): boolean {
  return (
    record.source === person.source &&
    record.linked === person.linked &&
    record.entraId === person.entraId &&
    (record.locked ?? []).join(' ') === (person.locked ?? []).join(' ')
  );
}
