import { changesOf } from '../../domain/compare.ts';
import { isSomebodyElse, type MatchKey, type Recognised } from '../../domain/match-keys.ts';
import type { IdentityQuestion } from '../../domain/operations/identity-questions.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { PersonFields } from '../../domain/person.ts';
import type { AskedLine } from './asked-line.ts';
import {
  classifyRow,
  saidOf,
  withoutKept,
  type Kept,
  type PlanLine,
  type Target,
} from './plan-line.ts';
import type { LateRejection } from './late-rejections.ts';
import type { RowRecogniser } from './recognise-rows.ts';
import { defined } from '../../lib/defined.ts';

/** Whether a line of the plan needs another look, since its person may not be certain. */
export function isDoubtful(line: PlanLine, recogniser: RowRecogniser | undefined): boolean {
  const { fields } = line.row;
  if (line.row.found !== undefined) return false;
  if (line.type === 'add') return recogniser?.mayBeKnown(fields) === true;
  if (isSomebodyElse(line.before.fields, fields)) return true;
  const isNewKey =
    line.type === 'bring-back' ||
    isOther(line.before.fields.email, fields.email) ||
    isOther(line.before.fields.employeeId, fields.employeeId);
  return isNewKey && recogniser?.mayBeKnown(newKeysOf(line), line.before.id) === true;
}

/**
 * The fields by which a row may lead to others: if the phone has found a person, only the keys that the row adds.
 * A restored person keeps their own.
 */
export function newKeysOf(line: PlanLine): PersonFields {
  if (line.type === 'add') return line.row.fields;
  if (line.type === 'bring-back') return { ...line.before.fields, ...line.row.fields };
  const { email = '', employeeId = '', ...rest } = line.row.fields;
  return {
    ...rest,
    ...(isOther(line.before.fields.email, email) && { email }),
    ...(isOther(line.before.fields.employeeId, employeeId) && { employeeId }),
  };
}

function isOther(before = '', after = ''): boolean {
  return after !== '' && before.toLowerCase() !== after.toLowerCase();
}

/** The result for a doubtful line: planned after all, asked about, or refused. */
export type Settled =
  /** @property kept values of the row that aren't taken */
  | { readonly plan: PlanLine; readonly kept?: readonly Kept[] }
  | { readonly ask: Omit<AskedLine, 'n'> }
  | { readonly unchanged: true; readonly kept?: readonly Kept[] }
  | { readonly reject: LateRejection };

/** Finds the persons of doubtful lines. @returns in the order of the lines */
export async function settleDoubtful(
  lines: readonly PlanLine[],
  recogniser: RowRecogniser | undefined,
  target: Target,
): Promise<readonly Settled[]> {
  const recognised = await recogniseLines(lines, recogniser);
  return lines.map((line, place) => settle(line, recognised[place], target));
}

/** The rows' people by all their keys. @returns in the order of the lines; nothing where people are known by phone alone */
export async function recogniseLines(
  lines: readonly PlanLine[],
  recogniser: RowRecogniser | undefined,
): Promise<readonly Recognised<StoredPerson>[]> {
  const described = lines.map((line) => ({
    fields: newKeysOf(line),
    ...(line.type !== 'add' && { owner: line.before }),
  }));
  return (await recogniser?.recognise(described)) ?? [];
}

function settle(
  line: PlanLine,
  recognised: Recognised<StoredPerson> | undefined,
  target: Target,
): Settled {
  const { row } = line;
  if (line.type === 'update') {
    const isOfSeveral = recognised?.is === 'doubtful' && recognised.why === 'several';
    const isElse = isSomebodyElse(line.before.fields, row.fields);
    if (!isOfSeveral && !isElse) return { plan: line };
    const also = isOfSeveral ? alsoOf(line, recognised) : undefined;
    return {
      ask: { question: 'reused', key: 'phone', row, before: line.before, ...defined({ also }) },
    };
  }
  const others =
    recognised?.is === 'doubtful'
      ? [recognised.person, ...recognised.others]
      : peopleOf(recognised);
  const owner = line.type === 'bring-back' ? line.before : undefined;
  const person = others.find(({ id }) => id !== owner?.id);
  if (person === undefined) {
    const isElse = owner !== undefined && isSomebodyElse(owner.fields, row.fields);
    return isElse
      ? { ask: { question: 'reused', key: 'phone', row, before: owner } }
      : { plan: line };
  }
  const isCertain = owner === undefined && recognised?.is === 'one';
  const isSamePerson =
    isCertain || (recognised?.is === 'doubtful' && recognised.why === 'new-phone');
  const key = keyOf(person, newKeysOf(line));
  return settleWith(line, { before: person, key, isCertain, isSamePerson }, target);
}

/** The person whose another key of the row is: the answer would give two people the same email or employee ID. */
function alsoOf(
  line: Extract<PlanLine, { type: 'update' }>,
  { person, others }: Extract<Recognised<StoredPerson>, { is: 'doubtful' }>,
): AskedLine['also'] {
  const other = [person, ...others].find(({ id }) => id !== line.before.id);
  return other === undefined
    ? undefined
    : { key: keyOf(other, newKeysOf(line)), person: { fields: other.fields } };
}

interface FoundPerson {
  readonly before: StoredPerson;
  readonly key: MatchKey;
  readonly isCertain: boolean;
  /** certain, or the same in everything but the phone number */
  readonly isSamePerson: boolean;
}

/** A row with a new phone, whose other key leads to a person. */
function settleWith(
  { row: sent }: PlanLine,
  { before, key, isCertain, isSamePerson }: FoundPerson,
  target: Target,
): Settled {
  const { row, kept } = withoutKept({ ...sent, found: key }, before);
  const { line, record } = row;
  const classified = classifyRow(row, before, target);
  // If it may be someone else, the values from Entra may be the only difference, so it is asked about.
  if (classified === 'unchanged' && isSamePerson) return { unchanged: true, kept };
  if (typeof classified !== 'string') {
    const { rejected: reason, column } = classified;
    // This change isn't possible, but the row may still be a new person.
    if (isCertain) return { reject: { line, record, reason, ...defined({ column }) } };
  }
  const changesPhone = changesOf(before, saidOf(row, target)).some(
    ({ field }) => field === 'phone',
  );
  if (isCertain && !changesPhone)
    return { plan: { type: 'update', row: { ...row, id: before.id }, before }, kept };
  return { ask: { question: isCertain ? 'none' : likely, key, row: sent, before } };
}

const likely: IdentityQuestion = 'likely';

function peopleOf(recognised: Recognised<StoredPerson> | undefined): StoredPerson[] {
  return recognised?.is === 'one' ? [recognised.person] : [];
}

function keyOf(person: StoredPerson, { email = '', employeeId = '' }: PersonFields): MatchKey {
  const isSame = (one = '', other = '') => one !== '' && one.toLowerCase() === other.toLowerCase();
  if (isSame(employeeId, person.fields.employeeId)) return 'employeeId';
  return isSame(email, person.fields.email) ? 'email' : 'phone';
}
