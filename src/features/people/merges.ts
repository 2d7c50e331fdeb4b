import type { AuditEntry } from '../../domain/audit.ts';
import { momentAfter } from '../../domain/changed-person.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';
import type { Actor, FieldChange, HistoryEntry, MergeNote, Person } from '../../domain/person.ts';
import { changeOf, type ChangeDeps } from './change.ts';
import { createIdentity, untilSettled, type IdentityDeps } from './identity.ts';
import {
  changesByHand,
  changesOfUndo,
  rebased,
  undoableMs,
  whyNotMerged,
  withKeysOf,
  withoutKeysOf,
  type MergeRefusal,
  type Picks,
} from './merge-by-hand.ts';
import { mergedAway } from './merge.ts';
import { createPhoneClaims } from './phone-claims.ts';
import { phoneTaken } from './states.ts';

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

type MergeOutcome =
  /** also if it was done before */
  | { readonly merged: StoredPerson; readonly goes: StoredPerson }
  | { readonly refused: MergeRefusal }
  /** one of them has changed since the admin saw them */
  | { readonly changedMeanwhile: true }
  | { readonly gone: true };

type UndoOutcome =
  /** also if it was done before */
  | { readonly undone: readonly [StoredPerson, StoredPerson] }
  | { readonly tooLate: true }
  /** later changes, and who made them, newest first; empty if the remaining record is gone */
  | { readonly changedSince: readonly HistoryEntry[] }
  /** this person has the merged record's number now */
  | { readonly taken: StoredPerson }
  | { readonly gone: true };

/** Merges of two records by an admin, and their undoing. The caller checks the right before. */
export interface Merges {
  merge(tenant: string, by: Actor, wanted: MergeWanted): Promise<MergeOutcome>;
  /** @param goes id of the merged record; @param stays of the remaining one */
  undo(tenant: string, by: Actor, goes: string, stays: string): Promise<UndoOutcome>;
  /** Finishes a merge, or its undoing, whose process died midway. */
  finish(tenant: string, entry: AuditEntry): Promise<void>;
}

interface MergesDeps extends ChangeDeps, IdentityDeps {}

export function createMerges(deps: MergesDeps): Merges {
  const { store, now } = deps;
  const identity = createIdentity(deps);
  const claims = createPhoneClaims(deps, identity);
  const { read } = identity;

  async function write(tenant: string, person: Person, etag: string): Promise<boolean> {
    await deps.changeFeed.people(tenant, [person.id]);
    const one = { type: 'update', person, etag } as const;
    return (await store.write(tenant, shardOf(person.id), [one])) === 'written';
  }

  /** Sets one record aside and writes the other. If either conflicts, starts again from the current state. */
  async function mergeInto(
    tenant: string,
    by: Actor,
    { stays, goes }: { readonly stays: StoredPerson; readonly goes: StoredPerson },
    changes: readonly FieldChange[],
    context: boolean,
  ): Promise<'conflict' | 'phone-taken' | { merged: StoredPerson; goes: StoredPerson }> {
    const made = changeOf(stays, changes, by, now(), {});
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
          const away = isAway ? there : mergedAway(goes, stays.id, by, momentAfter(goes, now()));
          return write(tenant, { ...away, mergeNote: note }, etag);
        },
      },
      stays,
      context,
    );
    if (outcome === 'conflict') return outcome;
    if (outcome !== 'written') return 'phone-taken';
    return {
      merged: await identity.written(tenant, person),
      goes: (await read(tenant, goes.id)) ?? goes,
    };
  }

  const isBegun = ({ deletedAt, mergedInto, mergeNote }: Person, stays: string) =>
    deletedAt !== undefined &&
    mergedInto === stays &&
    mergeNote !== undefined &&
    mergeNote.undoing !== true;

  function merge(
    tenant: string,
    by: Actor,
    wanted: MergeWanted,
    onlyFinish = false,
  ): Promise<MergeOutcome> {
    let isPhoneTaken = false;
    let isBegunHere = onlyFinish;
    return untilSettled(async (context) => {
      const [stays, goes] = await Promise.all([
        read(tenant, wanted.stays),
        read(tenant, wanted.goes),
      ]);
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
      const outcome = await mergeInto(tenant, by, { stays, goes }, taken, context);
      if (outcome !== 'phone-taken') return outcome;
      isPhoneTaken = true;
      return 'conflict';
    });
  }

  /** @returns 'conflict' to read again; undefined once the remaining record is as before */
  async function putBack(
    tenant: string,
    by: Actor,
    { stays, goes, note }: { stays: StoredPerson; goes: StoredPerson; note: MergeNote },
    context: boolean,
  ): Promise<UndoOutcome | 'conflict' | undefined> {
    if (stays.absorbed?.includes(goes.id) !== true) return undefined;
    const { etag, ...there } = goes;
    if (stays.changedAt !== note.at) {
      const { undoing, ...unmarked } = note;
      if (undoing === true) await write(tenant, { ...there, mergeNote: unmarked }, etag);
      return { changedSince: stays.history.filter(({ at }) => at > note.at) };
    }
    if (note.undoing !== true) {
      await write(tenant, { ...there, mergeNote: { ...note, undoing: true } }, etag);
      return 'conflict';
    }
    const made = changeOf(stays, changesOfUndo(note), by, now(), {});
    const person = withoutKeysOf(made.person, goes, note);
    const change = {
      tenant,
      by,
      what: 'merge-undone',
      ...made,
      person,
      // Before the entry is recorded: until then it is kept aside, and completing it finishes this.
      async after() {
        await untilSettled(async (patient) => {
          const now = await read(tenant, goes.id);
          return now?.mergeNote === undefined ? 'done' : bringBack(tenant, by, now, patient);
        });
      },
    } as const;
    const outcome = await claims.makeChange(change, stays, context);
    return outcome === 'written' ? undefined : 'conflict';
  }

  async function bringBack(
    tenant: string,
    by: Actor,
    goes: StoredPerson,
    context: boolean,
    withPhone = true,
  ): Promise<StoredPerson | 'conflict'> {
    const phone = withPhone ? phoneTaken(goes) : undefined;
    const changes: FieldChange[] = [
      { field: 'deleted', before: goes.deletedAt ?? '', after: '' },
      ...(phone === undefined ? [] : [{ field: 'phone', before: '', after: phone } as const]),
    ];
    const made = changeOf(goes, changes, by, now(), {});
    const { mergedInto: _into, mergeNote: _note, ...person } = made.person;
    const change = { tenant, by, what: 'person-restored', ...made, person } as const;
    const outcome = await claims.makeChange(change, goes, context);
    if (outcome === 'conflict') return outcome;
    // The number was given to someone else at this moment.
    if (outcome !== 'written') return bringBack(tenant, by, goes, context, false);
    return identity.written(tenant, person);
  }

  /** The present owner of the number that was removed from the merged record. */
  async function phoneOwner(
    tenant: string,
    goes: StoredPerson,
    stays: StoredPerson,
  ): Promise<StoredPerson | undefined> {
    const phone = phoneTaken(goes);
    if (phone === undefined || phone === stays.fields.phone) return undefined;
    const { owner } = await identity.placeOf(tenant, phone);
    return owner?.deletedAt === undefined && owner?.id !== stays.id ? owner : undefined;
  }

  function undo(tenant: string, by: Actor, goesId: string, staysId: string): Promise<UndoOutcome> {
    return untilSettled(async (context) => {
      const [goes, stays] = await Promise.all([read(tenant, goesId), read(tenant, staysId)]);
      if (goes === undefined || stays === undefined) return { gone: true };
      const note = goes.mergeNote;
      if (goes.deletedAt === undefined && isUndone(stays, goes)) return { undone: [stays, goes] };
      if (note === undefined || goes.deletedAt === undefined || goes.mergedInto !== stays.id) {
        return { gone: true };
      }
      if (stays.deletedAt !== undefined) return { changedSince: [] };
      if (note.undoing !== true) {
        if (now() - Date.parse(goes.deletedAt) > undoableMs) return { tooLate: true };
        const taken = await phoneOwner(tenant, goes, stays);
        if (taken !== undefined) return { taken };
      }
      const back = await putBack(tenant, by, { stays, goes, note }, context);
      if (back !== undefined) return back;
      const there = await read(tenant, goesId);
      if (there === undefined) return { gone: true };
      const restored =
        there.mergeNote === undefined ? there : await bringBack(tenant, by, there, context);
      if (restored === 'conflict') return restored;
      return { undone: [(await read(tenant, staysId)) ?? stays, restored] };
    });
  }

  return {
    merge: (tenant, by, wanted) => merge(tenant, by, wanted),
    undo,
    async finish(tenant, entry) {
      const { id: stays } = entry.subject;
      const goes = entry.changes.find(({ field }) => field === 'merged')?.before;
      if (goes === undefined) return;
      const record = await read(tenant, goes);
      if (record?.mergeNote === undefined || record.mergedInto !== stays) return;
      if (record.mergeNote.undoing === true) {
        if (entry.what === 'merge-undone') await undo(tenant, entry.by, goes, stays);
        return;
      }
      if (entry.what !== 'people-merged') return;
      const wanted = { stays, goes, picks: {}, seen: {}, mayMove: false };
      await merge(tenant, entry.by, wanted, true);
    },
  };
}

/** Whether a merge of the two was undone: the newest such entry says so. */
function isUndone(stays: Person, goes: Person): boolean {
  const merges = stays.history.flatMap(({ changes }) =>
    changes.filter(({ field, before }) => field === 'merged' && before === goes.id),
  );
  return merges[0]?.after === '';
}
