import type { Network } from '../../domain/network.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import {
  isPersonFact,
  type Actor,
  type FieldChange,
  type HistoryEntry,
} from '../../domain/person.ts';
import { changeOf } from './change.ts';
import { untilSettled } from './identity.ts';
import { readValues } from './person-input.ts';
import { rulesFor, type FieldProblem, type PersonInput, type PersonParts } from './person-parts.ts';
import { changesTo } from './states.ts';

export type EditOutcome =
  | { readonly saved: StoredPerson; readonly changes: readonly FieldChange[] }
  | { readonly unchanged: StoredPerson }
  | { readonly problems: readonly FieldProblem[] }
  | { readonly taken: StoredPerson }
  /** another admin changed the person since the form was made: the changes, newest first */
  | { readonly changedMeanwhile: StoredPerson; readonly since: readonly HistoryEntry[] }
  | { readonly gone: true };

/** @param seen etag of the person that the form was made from */
export async function editPerson(
  { deps, identity, claims, get }: PersonParts,
  tenant: string,
  by: Actor,
  id: string,
  seen: string,
  { network, values }: PersonInput,
): Promise<EditOutcome> {
  const rules = await rulesFor(deps, tenant);
  let seenAt: string | undefined;
  return untilSettled(async () => {
    const person = await get(tenant, id);
    if (person === undefined || person.deletedAt !== undefined) return { gone: true };
    const { fields, faults } = readValues(values, { ...rules, before: person.fields });
    const wanted = { network: network ?? person.network, fields };
    const changes = changesTo(person, wanted);
    // The same action again, or another admin has saved the same values: there is nothing to decide.
    if (faults.length === 0 && changes.length === 0) return { unchanged: person };
    // A record that was only written again (identity.ts) has another version and the same content.
    if (person.etag !== seen && person.changedAt !== seenAt) {
      return { changedMeanwhile: person, since: entriesSince(person, seenAt ?? timeOf(seen)) };
    }
    seenAt = person.changedAt;
    const problems = [...faults, ...problemsOf(person, wanted.network, changes)];
    if (problems.length > 0) return { problems };
    const change = {
      tenant,
      by,
      what: 'person-changed',
      ...changeOf(person, changes, by, deps.now()),
    } as const;
    const outcome = await claims.makeChange(change, person);
    if (outcome === 'conflict') return 'conflict';
    if (outcome !== 'written') return outcome;
    return { saved: await identity.written(tenant, change.person), changes };
  });
}

/** The changes that contradict the person’s Entra account. */
function problemsOf(
  { linked, network, locked }: StoredPerson,
  wanted: Network,
  changes: readonly FieldChange[],
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (linked && wanted === 'Others' && network !== 'Others') {
    problems.push({ field: 'network', reason: 'linked' });
  }
  for (const { field } of changes) {
    if (isPersonFact(field) || locked?.includes(field) !== true) continue;
    problems.push({ field, reason: 'locked' });
  }
  return problems;
}

/** Sets of changes made after a moment, newest first; at least the newest, since something has changed. */
function entriesSince(person: StoredPerson, moment: string | undefined): readonly HistoryEntry[] {
  const later = person.history.filter(({ at }) => moment !== undefined && at > moment);
  return later.length > 0 ? later : person.history.slice(0, 1);
}

/**
 * When a version was written, by its etag: W/"datetime'2026-01-02T03%3A04%3A05.678Z'". By the store's clock, so
 * it may be some milliseconds off. It decides only which changes are shown.
 */
function timeOf(etag: string): string | undefined {
  const written = /datetime'([^']+)'/.exec(etag)?.[1];
  const time = Date.parse(decodeURIComponent(written ?? ''));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
