import { momentAfter } from '../../domain/changed-person.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';
import type { Actor, FieldChange, MergeNote, Person } from '../../domain/person.ts';
import { changeOf, type ChangeDeps } from './change.ts';
import { untilSettled, type Identity } from './identity.ts';
import {
  changesByHand,
  rebased,
  whyNotMerged,
  withKeysOf,
  type MergeRefusal,
  type Picks,
} from './merge-by-hand.ts';
import { mergedAway } from './merge.ts';
import type { PhoneClaims } from './phone-claims.ts';

export interface MergeWanted {
  /** id of the record that stays */
  readonly stays: string;
  /** id of the record merged into it */
  readonly goes: string;
  /** the record whose value counts if both have one */
  readonly picks: Picks;
  /** when each was last changed as the admin saw them: `changedAt` by id */
  readonly seen: Readonly<Record<string, string>>;
  /** whether the admin may move people between networks */
  readonly mayMove: boolean;
}

export type MergeOutcome =
  /** also if it was done before */
  | { readonly merged: StoredPerson; readonly goes: StoredPerson }
  | { readonly refused: MergeRefusal }
  /** one of them has changed since the admin saw them */
  | { readonly changedMeanwhile: true }
  | { readonly gone: true };

/** The stores that merging two records, and undoing it, write to. */
export interface MergeDeps {
  readonly deps: ChangeDeps;
  readonly identity: Identity;
  readonly claims: PhoneClaims;
}

export async function writePerson(
  { store, changeFeed }: ChangeDeps,
  tenant: string,
  person: Person,
  etag: string,
): Promise<boolean> {
  await changeFeed.people(tenant, [person.id]);
  const one = { type: 'update', person, etag } as const;
  return (await store.write(tenant, shardOf(person.id), [one])) === 'written';
}

/** @param onlyFinish a merge that was begun; a new one isn't */
export function mergeTwo(
  parts: MergeDeps,
  tenant: string,
  by: Actor,
  wanted: MergeWanted,
  onlyFinish = false,
): Promise<MergeOutcome> {
  const { read } = parts.identity;
  let isPhoneTaken = false;
  let isBegunHere = onlyFinish;
  return untilSettled(async () => {
    // In the opposite order of their writing: who finds the one written finds the other set aside.
    const stays = await read(tenant, wanted.stays);
    const goes = await read(tenant, wanted.goes);
    if (stays === undefined || goes === undefined || stays.deletedAt !== undefined) {
      return { gone: true };
    }
    const begun = isBegun(goes, stays.id) ? goes.mergeNote : undefined;
    if (begun !== undefined && stays.absorbed?.includes(goes.id) === true) {
      return { merged: stays, goes };
    }
    if (begun === undefined && (goes.deletedAt !== undefined || onlyFinish)) {
      return { gone: true };
    }
    const refused = whyNotMerged(stays, goes, stays.id);
    if (begun === undefined && refused !== undefined) return { refused };
    const isSeen = [stays, goes].every(({ id, changedAt }) => wanted.seen[id] === changedAt);
    if (begun === undefined && !isBegunHere && !isSeen) return { changedMeanwhile: true };
    const changes =
      begun === undefined
        ? changesByHand(stays, goes, wanted.picks, wanted.mayMove)
        : rebased(stays, begun.changes);
    isBegunHere = isBegunHere || begun !== undefined;
    const taken = changes.filter(({ field }) => !(isPhoneTaken && field === 'phone'));
    const outcome = await mergeInto(parts, tenant, by, { stays, goes }, taken);
    if (outcome !== 'phone-taken') return outcome;
    isPhoneTaken = true;
    return 'conflict';
  });
}

/** Sets one record aside and writes the other. If either conflicts, starts again from the current state. */
async function mergeInto(
  { deps, identity, claims }: MergeDeps,
  tenant: string,
  by: Actor,
  { stays, goes }: { readonly stays: StoredPerson; readonly goes: StoredPerson },
  changes: readonly FieldChange[],
): Promise<'conflict' | 'phone-taken' | { merged: StoredPerson; goes: StoredPerson }> {
  const made = changeOf(stays, changes, by, deps.now(), {});
  const person = withKeysOf(made.person, stays, goes);
  const note: MergeNote = {
    at: person.changedAt,
    changes,
    ...(stays.alsoKnownBy !== undefined && { alsoKnownBefore: stays.alsoKnownBy }),
  };
  const outcome = await claims.makeChange(
    {
      tenant,
      by,
      what: 'people-merged',
      ...made,
      person,
      // After the entry is kept aside, completing it finishes what is begun here.
      before() {
        const isAway = goes.mergedInto === stays.id && goes.deletedAt !== undefined;
        const { etag, ...there } = goes;
        const away = isAway ? there : mergedAway(goes, stays.id, by, momentAfter(goes, deps.now()));
        return writePerson(deps, tenant, { ...away, mergeNote: note }, etag);
      },
    },
    stays,
  );
  if (outcome === 'conflict') return outcome;
  if (outcome !== 'written') return 'phone-taken';
  return {
    merged: await identity.written(tenant, person),
    goes: (await identity.read(tenant, goes.id)) ?? goes,
  };
}

function isBegun({ deletedAt, mergedInto, mergeNote }: Person, stays: string): boolean {
  return (
    deletedAt !== undefined &&
    mergedInto === stays &&
    mergeNote !== undefined &&
    mergeNote.undoing !== true
  );
}
