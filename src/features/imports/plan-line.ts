import type { AttributeDefinition, AttributeKey } from '../../domain/attributes.ts';
import type { MatchKey } from '../../domain/match-keys.ts';
import type { Network } from '../../domain/network.ts';
import type { PersonFields } from '../../domain/person.ts';
import { changesOf } from '../../domain/compare.ts';
import type { StoredPerson } from '../../domain/people-store.ts';

/** A row that passed all checks of its own: what the plan keeps of it. */
export interface PlannedRow {
  /** the person's id, derived from the phone */
  readonly id: string;
  readonly line: number;
  readonly record: number;
  readonly fields: PersonFields;
  /** attributes whose value the row takes away */
  readonly cleared?: readonly AttributeKey[];
  /** the row's own network, if it names one */
  readonly network?: Network;
  /** marked as deleted in one of our exports */
  readonly deleted?: true;
  /** the person was found by this key, not by the phone; then the row may have none, and the id is the person's own */
  readonly found?: MatchKey;
  /** how many of its values can't be used */
  readonly leftOut?: number;
}

/**
 * One line of the plan: a person whom the import adds, or brings back from among the deleted, or changes, from the state
 * that the plan saw.
 */
export type PlanLine =
  | { readonly type: 'add'; readonly row: PlannedRow }
  | { readonly type: 'bring-back'; readonly row: PlannedRow; readonly before: StoredPerson }
  | { readonly type: 'update'; readonly row: PlannedRow; readonly before: StoredPerson };

export interface Target {
  /** of the rows that name none of their own */
  readonly network: Network;
  /** whether the admin may move people between networks */
  readonly mayMove: boolean;
  /** the organization's own attributes that nobody may be without */
  readonly required: readonly AttributeDefinition[];
}

/** What the directory may have against a row. */
type Refusal =
  'in-other-network' | 'linked' | 'changed-meanwhile' | 'required-missing' | 'marked-deleted';

type Verdict =
  | 'add'
  | 'bring-back'
  | 'unchanged'
  | 'update'
  | { readonly rejected: Refusal; readonly column?: string };

/** The network that a row is for. */
export function networkOf(row: PlannedRow, target: Target): Network {
  return row.network ?? target.network;
}

/** What a row says of a person, to be compared with what is there. */
export function saidOf(row: PlannedRow, target: Target) {
  const { fields, cleared } = row;
  return { network: networkOf(row, target), fields, cleared, isOfFile: true };
}

/**
 * The row without what only Entra may change in this person: the sync would write it back. The rest of the row counts.
 * @returns `locked`: the attributes that the row tried to change
 */
export function withoutLocked(
  row: PlannedRow,
  existing: StoredPerson | undefined,
): { readonly row: PlannedRow; readonly locked: readonly AttributeKey[] } {
  const locked = (existing?.locked ?? []).filter((field) => {
    const value = row.fields[field] ?? '';
    if (row.cleared?.includes(field) === true) return Boolean(existing?.fields[field]);
    return value !== '' && value !== existing?.fields[field];
  });
  if (locked.length === 0) return { row, locked };
  const kept = Object.entries(row.fields).filter(
    ([field]) => !locked.includes(field as AttributeKey),
  );
  const cleared = row.cleared?.filter((field) => !locked.includes(field));
  const rest = { ...row, fields: Object.fromEntries(kept) };
  return { row: cleared === undefined ? rest : { ...rest, cleared }, locked };
}

/** The one rule for a row and the person whom it meets; the plan and the apply both ask it. */
export function classifyRow(
  row: PlannedRow,
  existing: StoredPerson | undefined,
  target: Target,
): Verdict {
  if (row.deleted === true) {
    // Who has another phone by now isn't the one whom the row means.
    const isHere = existing?.deletedAt === undefined && existing?.fields.phone === row.fields.phone;
    return isHere ? { rejected: 'marked-deleted' } : 'unchanged';
  }
  if (row.found !== undefined) {
    // The keys that led to them were looked at in the plan.
    return existing === undefined || existing.deletedAt !== undefined
      ? { rejected: 'changed-meanwhile' }
      : classifyKnown(row, existing, target);
  }
  // The phone was given to someone else between the plan, which found the person by it, and now. Asked of deleted people
  // too: bringing one back must not give a phone a second owner.
  if (existing !== undefined && existing.fields.phone !== row.fields.phone) {
    return { rejected: 'changed-meanwhile' };
  }
  if (existing === undefined || existing.deletedAt !== undefined) {
    const missing = target.required.find(({ key }) => !row.fields[key] && !existing?.fields[key]);
    if (missing !== undefined) return { rejected: 'required-missing', column: missing.name };
    return existing === undefined ? 'add' : 'bring-back';
  }
  return classifyKnown(row, existing, target);
}

/** A row and the person who is there, whoever found them. */
function classifyKnown(row: PlannedRow, existing: StoredPerson, target: Target): Verdict {
  const network = networkOf(row, target);
  const moves = existing.network !== network;
  if (moves && existing.linked && network === 'Others') return { rejected: 'linked' };
  if (moves && !target.mayMove) return { rejected: 'in-other-network' };
  const missing = target.required.find(({ key }) => row.cleared?.includes(key));
  if (missing !== undefined) return { rejected: 'required-missing', column: missing.name };
  return changesOf(existing, saidOf(row, target)).length === 0 ? 'unchanged' : 'update';
}
