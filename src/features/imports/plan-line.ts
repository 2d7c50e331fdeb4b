import type { AttributeDefinition, AttributeKey } from '../../domain/attributes.ts';
import type { MatchKey } from '../../domain/match-keys.ts';
import type { Network } from '../../domain/network.ts';
import type { PersonFields } from '../../domain/person.ts';
import { changesOf } from '../../domain/compare.ts';
import type { StoredPerson } from '../../domain/people-store.ts';

/** A row that passed all its own checks, as the plan keeps it. */
export interface PlannedRow {
  /** the person's id, derived from the phone */
  readonly id: string;
  readonly line: number;
  readonly record: number;
  readonly fields: PersonFields;
  /** attributes whose value the row clears */
  readonly cleared?: readonly AttributeKey[];
  /** the row's own network, if it names one */
  readonly network?: Network;
  /** marked as deleted in one of Rollcall's exports */
  readonly deleted?: true;
  /**
   * the key that found the person, if it wasn't the phone; then the row may have no phone, and the id is the
   * person's own
   */
  readonly found?: MatchKey;
  /** number of its values that can't be used */
  readonly leftOut?: number;
}

/** One line of the plan: a person whom the import adds, restores or changes, with the state that the plan saw. */
export type PlanLine =
  | { readonly type: 'add'; readonly row: PlannedRow; readonly before?: undefined }
  | { readonly type: 'bring-back'; readonly row: PlannedRow; readonly before: StoredPerson }
  | { readonly type: 'update'; readonly row: PlannedRow; readonly before: StoredPerson };

export interface Target {
  /** for rows that name none of their own */
  readonly network: Network;
  /** whether the admin may move people between networks */
  readonly mayMove: boolean;
  /** the organization's required attributes */
  readonly required: readonly AttributeDefinition[];
}

/** Why the directory refuses a row. */
type Refusal =
  'in-other-network' | 'linked' | 'changed-meanwhile' | 'required-missing' | 'marked-deleted';

type Verdict =
  | 'add'
  | 'bring-back'
  | 'unchanged'
  | 'update'
  | { readonly rejected: Refusal; readonly column?: string };

/** The network of a row. */
export function networkOf(row: PlannedRow, target: Pick<Target, 'network'>): Network {
  return row.network ?? target.network;
}

/** A row's values, to compare with the person's. */
export function saidOf(row: PlannedRow, target: Pick<Target, 'network'>) {
  const { fields, cleared } = row;
  return { network: networkOf(row, target), fields, cleared, isOfFile: true };
}

/** A person's value that stays, whatever a row says. */
export interface Kept {
  readonly field: AttributeKey;
  /** only Entra may change it: the sync would overwrite it; or the row has it as a spreadsheet left it */
  readonly why: 'locked' | 'zeros-lost';
}

/** The row without the values that it doesn't change in this person. The rest of the row counts. */
export function withoutKept(
  row: PlannedRow,
  existing: StoredPerson | undefined,
): { readonly row: PlannedRow; readonly kept: readonly Kept[] } {
  if (existing === undefined) return { row, kept: nothingKept };
  const kept = keptOf(row, existing);
  if (kept.length === 0) return { row, kept };
  const stays = (name: string) => kept.some(({ field }) => field === name);
  const fields = Object.entries(row.fields).filter(([field]) => !stays(field));
  const cleared = row.cleared?.filter((field) => !stays(field));
  const rest = { ...row, fields: Object.fromEntries(fields) };
  return { row: cleared === undefined ? rest : { ...rest, cleared }, kept };
}

const nothingKept: readonly Kept[] = [];

function keptOf(row: PlannedRow, { fields, locked = [] }: StoredPerson): readonly Kept[] {
  const kept: Kept[] = [];
  for (const field of locked) {
    const value = row.fields[field] ?? '';
    const isCleared = row.cleared?.includes(field) === true && Boolean(fields[field]);
    if (isCleared || (value !== '' && value !== fields[field])) kept.push({ field, why: 'locked' });
  }
  if (!locked.includes('employeeId') && hasLostZeros(row.fields.employeeId, fields.employeeId))
    kept.push({ field: 'employeeId', why: 'zeros-lost' });
  return kept.length === 0 ? nothingKept : kept;
}

const digits = /^\d+$/;

/** `123`, where the directory has `00123`: a spreadsheet takes an ID for a number. */
function hasLostZeros(now = '', before = ''): boolean {
  if (now === before || !before.startsWith('0') || !digits.test(now)) return false;
  return now === before.replace(/^0+/, '');
}

/** The one rule for a row and its person, used by the plan and by the apply. */
export function classifyRow(
  row: PlannedRow,
  existing: StoredPerson | undefined,
  target: Target,
): Verdict {
  if (row.deleted === true) {
    // A person who has another phone by now isn't the one in the row.
    const isHere = existing?.deletedAt === undefined && existing?.fields.phone === row.fields.phone;
    return isHere ? { rejected: 'marked-deleted' } : 'unchanged';
  }
  if (row.found !== undefined) {
    // The plan has checked the keys that found them.
    return existing === undefined || existing.deletedAt !== undefined
      ? { rejected: 'changed-meanwhile' }
      : classifyKnown(row, existing, target);
  }
  // Between the plan and now, the phone that found the person was given to someone else. Checked for deleted
  // people too: restoring one must not give a phone a second owner.
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

/** A row and its existing person, whatever key found them. */
function classifyKnown(row: PlannedRow, existing: StoredPerson, target: Target): Verdict {
  const network = networkOf(row, target);
  const moves = existing.network !== network;
  if (moves && existing.linked && network === 'Others') return { rejected: 'linked' };
  if (moves && !target.mayMove) return { rejected: 'in-other-network' };
  const missing = target.required.find(({ key }) => row.cleared?.includes(key));
  if (missing !== undefined) return { rejected: 'required-missing', column: missing.name };
  return changesOf(existing, saidOf(row, target)).length === 0 ? 'unchanged' : 'update';
}
