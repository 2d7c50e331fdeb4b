import { daysKept, keysOf, type AttributeKey } from '../../domain/attributes.ts';
import {
  isOfForeignAccount,
  nameOf,
  type AlsoKnownBy,
  type FieldChange,
  type MergeNote,
  type Person,
} from '../../domain/person.ts';
import { defined } from '../../lib/defined.ts';

/*
 * An admin makes one record of two that turned out to be one person. One record stays, with the values that the admin chose; the
 * other goes: it counts as deleted, says where it went, and is kept as long as the record that stays, so that
 *   - its phone number leads there (find-records.ts, and rows of files in src/features/imports/plan-merged-rows.ts),
 *   - its history is shown there,
 *   - the merge can be undone.
 * Its email and employee ID, where they weren't chosen, are noted at the record that stays, which is found by them as well.
 *
 * A record with a work account always stays, since the account leads to it. Each step can be done again: the record that goes is
 * put away with a note of what the merge changes in the other (`mergeNote`), then the other is written, then the audit.
 * Undoing marks the note, puts the record that stayed back, and brings the other back last.
 */

/** Why two records can't be merged. */
export type MergeRefusal =
  /** each has a work account of its own */
  | 'two-accounts'
  /** one belongs to a guest, or to a former account, whose email proves nothing */
  | 'guest'
  /** the record with the work account must stay */
  | 'account-stays';

/** The different values of both records, and whose to keep. */
export type Picks = Readonly<Partial<Record<AttributeKey | 'network', string>>>;

export const undoableMs = daysKept * 24 * 3_600_000;

/** @param stays absent: either of them */
export function whyNotMerged(one: Person, other: Person, stays?: string): MergeRefusal | undefined {
  if (isOfForeignAccount(one) || isOfForeignAccount(other)) return 'guest';
  const linked = [one, other].filter((person) => person.linked || person.entraId !== undefined);
  if (linked.length > 1) return 'two-accounts';
  const [only] = linked;
  return only !== undefined && stays !== undefined && stays !== only.id
    ? 'account-stays'
    : undefined;
}

/** The record proposed to keep: the one with an account, otherwise with a phone number, otherwise the older one. */
export function proposedToStay<P extends Person>(one: P, other: P): P {
  const value = ({ linked, entraId, fields }: Person) =>
    (linked || entraId !== undefined ? 2 : 0) + (fields.phone === undefined ? 0 : 1);
  const more = value(one) - value(other);
  if (more !== 0) return more > 0 ? one : other;
  return one.addedAt <= other.addedAt ? one : other;
}

/**
 * Attributes in which both records have different values: the admin chooses. The remaining record keeps its
 * phone number, and values that only Entra may change stay Entra's.
 */
export function differingFields(one: Person, other: Person): AttributeKey[] {
  const locked = new Set([...(one.locked ?? []), ...(other.locked ?? [])]);
  return keysOf(one.fields).filter((field) => {
    const mine = one.fields[field] ?? '';
    const theirs = other.fields[field] ?? '';
    if (field === 'phone' || locked.has(field) || mine === '' || theirs === '') return false;
    return field === 'email' ? mine.toLowerCase() !== theirs.toLowerCase() : mine !== theirs;
  });
}

/** The values that the remaining record takes from the other. */
export function changesByHand(
  stays: Person,
  goes: Person,
  picks: Picks,
  mayMove: boolean,
): FieldChange[] {
  const changes: FieldChange[] = [];
  const isMoved = mayMove && !stays.linked && picks.network === goes.id;
  if (isMoved && stays.network !== goes.network) {
    changes.push({ field: 'network', before: stays.network, after: goes.network });
  }
  const chosen = new Set(differingFields(stays, goes).filter((field) => picks[field] === goes.id));
  for (const field of keysOf(goes.fields)) {
    const before = stays.fields[field] ?? '';
    const after = goes.fields[field] ?? '';
    if (after === '' || stays.locked?.includes(field) === true) continue;
    if (before === '' || chosen.has(field)) changes.push({ field, before, after });
  }
  changes.push({ field: 'merged', before: goes.id, after: nameOf(goes.fields) });
  return changes;
}

/** The same changes to a record that has changed meanwhile. */
export function rebased(stays: Person, changes: readonly FieldChange[]): FieldChange[] {
  return changes.flatMap((change): FieldChange[] => {
    const { field, after } = change;
    if (field === 'merged') return [change];
    const before =
      field === 'network' ? stays.network : (stays.fields[field as AttributeKey] ?? '');
    return before === after ? [] : [{ field, before, after }];
  });
}

/** The remaining record with the keys of the other. @param made has the merged values already */
export function withKeysOf(made: Person, stays: Person, goes: Person): Person {
  const absorbed = [...(stays.absorbed ?? []), goes.id, ...(goes.absorbed ?? [])];
  const alsoKnownBy = alsoKnown(made, stays, goes);
  const { alsoKnownBy: _before, ...kept } = made;
  return {
    ...kept,
    absorbed: [...new Set(absorbed)],
    ...defined({ alsoKnownBy }),
  };
}

function alsoKnown(made: Person, ...of: readonly Person[]): AlsoKnownBy | undefined {
  const besides = (key: 'email' | 'employeeId') => {
    const values = of.flatMap(({ fields, alsoKnownBy }) => [
      ...(fields[key] === undefined ? [] : [fields[key]]),
      ...(alsoKnownBy?.[key] ?? []),
    ]);
    const own = made.fields[key]?.toLowerCase();
    const others = new Map(values.map((value) => [value.toLowerCase(), value]));
    if (own !== undefined) others.delete(own);
    return [...others.values()];
  };
  const email = besides('email');
  const employeeId = besides('employeeId');
  if (email.length === 0 && employeeId.length === 0) return undefined;
  return {
    ...(email.length > 0 && { email }),
    ...(employeeId.length > 0 && { employeeId }),
  };
}

/** The changes to the remaining record when a merge is undone. */
export function changesOfUndo({ changes }: MergeNote): FieldChange[] {
  return changes.map(({ field, before, after }) =>
    field === 'merged' ? { field, before, after: '' } : { field, before: after, after: before },
  );
}

/** The remaining record without the keys of the other. @param made has its former values already */
export function withoutKeysOf(made: Person, goes: Person, note: MergeNote): Person {
  const { absorbed = [], alsoKnownBy: _now, ...kept } = made;
  const theirs = new Set([goes.id, ...(goes.absorbed ?? [])]);
  const left = absorbed.filter((id) => !theirs.has(id));
  return {
    ...kept,
    ...(left.length > 0 && { absorbed: left }),
    ...(note.alsoKnownBefore !== undefined && { alsoKnownBy: note.alsoKnownBefore }),
  };
}
