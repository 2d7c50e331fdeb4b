import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, FieldChange, HistoryEntry, MergeNote, Person } from '../../domain/person.ts';
import { changeOf } from './change.ts';
import { untilSettled } from './identity.ts';
import { changesOfUndo, undoableMs, withoutKeysOf } from './merge-by-hand.ts';
import { writePerson, type MergeDeps } from './merge-two.ts';
import { phoneTaken } from './states.ts';

export type UndoOutcome =
  /** also if it was done before */
  | { readonly undone: readonly [StoredPerson, StoredPerson] }
  | { readonly tooLate: true }
  /** later changes, and who made them, newest first; empty if the remaining record is gone */
  | { readonly changedSince: readonly HistoryEntry[] }
  /** this person has the merged record's number now */
  | { readonly taken: StoredPerson }
  | { readonly gone: true };

export function undoMerge(
  parts: MergeDeps,
  tenant: string,
  by: Actor,
  goesId: string,
  staysId: string,
): Promise<UndoOutcome> {
  const {
    deps,
    identity: { read },
  } = parts;
  return untilSettled(async () => {
    // In the opposite order of their writing: who finds the one back finds the other as before.
    const goes = await read(tenant, goesId);
    const stays = await read(tenant, staysId);
    if (goes === undefined || stays === undefined) return { gone: true };
    const note = goes.mergeNote;
    if (goes.deletedAt === undefined && isUndone(stays, goes)) return { undone: [stays, goes] };
    if (note === undefined || goes.deletedAt === undefined || goes.mergedInto !== stays.id) {
      return { gone: true };
    }
    if (stays.deletedAt !== undefined) return { changedSince: [] };
    if (note.undoing !== true) {
      if (deps.now() - Date.parse(goes.deletedAt) > undoableMs) return { tooLate: true };
      const taken = await otherOwner(parts, tenant, goes, stays);
      if (taken !== undefined) return { taken };
    }
    const back = await putBack(parts, tenant, by, { stays, goes, note });
    if (back !== undefined) return back;
    const there = await read(tenant, goesId);
    if (there === undefined) return { gone: true };
    const restored =
      there.mergeNote === undefined ? there : await bringBack(parts, tenant, by, there);
    if (restored === 'conflict') return restored;
    return { undone: [(await read(tenant, staysId)) ?? stays, restored] };
  });
}

/** @returns 'conflict' to read again; undefined once the remaining record is as before */
async function putBack(
  parts: MergeDeps,
  tenant: string,
  by: Actor,
  { stays, goes, note }: { stays: StoredPerson; goes: StoredPerson; note: MergeNote },
): Promise<UndoOutcome | 'conflict' | undefined> {
  const { deps, identity, claims } = parts;
  if (stays.absorbed?.includes(goes.id) !== true) return undefined;
  const { etag, ...away } = goes;
  if (stays.changedAt !== note.at) {
    const { undoing, ...unmarked } = note;
    if (undoing === true) await writePerson(deps, tenant, { ...away, mergeNote: unmarked }, etag);
    return { changedSince: stays.history.filter(({ at }) => at > note.at) };
  }
  if (note.undoing !== true) {
    await writePerson(deps, tenant, { ...away, mergeNote: { ...note, undoing: true } }, etag);
    return 'conflict';
  }
  const made = changeOf(stays, changesOfUndo(note), by, deps.now(), {});
  const person = withoutKeysOf(made.person, goes, note);
  const change = {
    tenant,
    by,
    what: 'merge-undone',
    ...made,
    person,
    // Before the entry is recorded: until then it is kept aside, and completing it finishes this.
    async after() {
      await untilSettled(async () => {
        const there = await identity.read(tenant, goes.id);
        return there?.mergeNote === undefined ? 'done' : bringBack(parts, tenant, by, there);
      });
    },
  } as const;
  const outcome = await claims.makeChange(change, stays);
  return outcome === 'written' ? undefined : 'conflict';
}

async function bringBack(
  parts: MergeDeps,
  tenant: string,
  by: Actor,
  goes: StoredPerson,
  withPhone = true,
): Promise<StoredPerson | 'conflict'> {
  const { deps, identity, claims } = parts;
  const phone = withPhone ? phoneTaken(goes) : undefined;
  const changes: FieldChange[] = [
    { field: 'deleted', before: goes.deletedAt ?? '', after: '' },
    ...(phone === undefined ? [] : [{ field: 'phone', before: '', after: phone } as const]),
  ];
  const made = changeOf(goes, changes, by, deps.now(), {});
  const { mergedInto: _into, mergeNote: _note, ...person } = made.person;
  const change = { tenant, by, what: 'person-restored', ...made, person } as const;
  const outcome = await claims.makeChange(change, goes);
  if (outcome === 'conflict') return outcome;
  // The number was given to someone else at this moment.
  if (outcome !== 'written') return bringBack(parts, tenant, by, goes, false);
  return identity.written(tenant, person);
}

/** Another person who has the number now that was removed from the merged record. */
async function otherOwner(
  { identity }: MergeDeps,
  tenant: string,
  goes: StoredPerson,
  stays: StoredPerson,
): Promise<StoredPerson | undefined> {
  const phone = phoneTaken(goes);
  if (phone === undefined) return undefined;
  const { owner } = await identity.placeOf(tenant, phone);
  if (owner?.deletedAt !== undefined) return undefined;
  // The merged record itself, if it is brought back at this moment.
  return owner?.id === stays.id || owner?.id === goes.id ? undefined : owner;
}

/** Whether a merge of the two was undone: the newest such entry says so. */
function isUndone(stays: Person, goes: Person): boolean {
  const merges = stays.history.flatMap(({ changes }) =>
    changes.filter(({ field, before }) => field === 'merged' && before === goes.id),
  );
  return merges[0]?.after === '';
}
