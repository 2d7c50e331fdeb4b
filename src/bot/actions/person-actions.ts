import type { FormValues } from '../../cards/card-inputs.ts';
import { bulkOutcomeCard } from '../../cards/bulk-outcome-card.ts';
import { confirmDeleteCard } from '../../cards/confirm-delete-card.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { nameOf } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import type { BulkOutcome } from '../../features/people/people.ts';
import { personEntry } from '../person-entry.ts';
import { showDirectory } from '../screens/directory.ts';
import { editForm, showPersonForm } from '../screens/person-form.ts';
import { showPersonHistory } from '../screens/person-history.ts';
import { showPersonData } from '../screens/written-file.ts';
import { answerWithProfile, personOf, showProfile } from '../screens/profile.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { showsChange, type Action, type ReplayAction } from './action.ts';
import { askingOf } from './asking.ts';
import { chosenOf, mustBeChosen, type TickedList } from './chosen.ts';
import { rebased } from './rebased.ts';
import { defined } from '../../lib/defined.ts';

const directoryList: TickedList = {
  list: 'directory',
  show: (services, turn, selection) =>
    showDirectory(services, turn, { network: 'Employee' }, selection),
};

export const showPerson: Action<'show-person'> = {
  run: (turn, { person }, services) => showProfile(services, turn, person),
};

export const personHistory: Action<'person-history'> = {
  run: (turn, { person, page }, services) => showPersonHistory(services, turn, person, page),
};

export const editPerson: Action<'edit-person'> = {
  async run(turn, { person: id }, services) {
    const person = await personOf(services, turn, id);
    if (person.deletedAt !== undefined) return answerWithProfile(services, turn, person);
    await showPersonForm(services, turn, editForm(person));
  },
};

export const savePerson: Action<'save-person'> = {
  async run(turn, { person: id, seen, values, draft }, services) {
    const { tenant, actor } = turn.caller;
    if (draft === true) {
      const person = await personOf(services, turn, id);
      if (person.deletedAt !== undefined) return profileOf(services, turn, person);
      await showPersonForm(services, turn, { ...editForm(person), seen, values, isTyped: true });
      return undefined;
    }
    const outcome = await services.people.edit(tenant, actor, id, seen, { values });
    if ('gone' in outcome) throw new AppError('person-gone');
    if ('saved' in outcome) return profileOf(services, turn, outcome.saved);
    if ('unchanged' in outcome) return profileOf(services, turn, outcome.unchanged);
    const person = await personOf(services, turn, id);
    const form = { ...editForm(person), seen, values };
    if ('problems' in outcome) {
      await showPersonForm(services, turn, { ...form, problems: outcome.problems });
      return undefined;
    }
    if ('taken' in outcome) {
      await showPersonForm(services, turn, { ...form, taken: personEntry(outcome.taken) });
      return undefined;
    }
    // Shows the other admin's change and bases the form on it, so that saving again is a deliberate decision.
    const { changedMeanwhile, since } = outcome;
    await showPersonForm(services, turn, {
      ...editForm(changedMeanwhile),
      values: rebased(values, changedMeanwhile, since),
      changedMeanwhile: since.map(({ by, at, changes }) => ({ by: by.name, at, changes })),
    });
    return undefined;
  },
};

export const addPerson: Action<'add-person'> = {
  async run(turn, { network, values, draft }, services) {
    const { tenant, actor } = turn.caller;
    const form = { mode: 'add', values, ...defined({ network }) } as const;
    if (draft === true) {
      await showPersonForm(services, turn, { ...form, isTyped: true });
      return undefined;
    }
    if (network === undefined) {
      const missing = { field: 'network', reason: 'required-missing' } as const;
      const problems = [missing, ...(await services.people.faultsOfNew(tenant, values))];
      await showPersonForm(services, turn, { ...form, problems });
      return undefined;
    }
    const outcome = await services.people.add(tenant, actor, { network, values });
    if ('added' in outcome) return profileOf(services, turn, outcome.added);
    if ('problems' in outcome) {
      await showPersonForm(services, turn, { ...form, problems: outcome.problems });
      return undefined;
    }
    if (isSameAdd(outcome.taken, values, actor.id, services.now())) {
      return profileOf(services, turn, outcome.taken);
    }
    await showPersonForm(services, turn, { ...form, taken: personEntry(outcome.taken) });
    return undefined;
  },
};

const pressedTwiceMilliseconds = 10 * 60_000;

/** A repeated action: the phone number belongs to the person whom this admin has just added. */
function isSameAdd(person: StoredPerson, typed: FormValues, by: string, now: number): boolean {
  const fresh = now - Date.parse(person.addedAt) < pressedTwiceMilliseconds;
  if (!fresh || person.changedBy.id !== by || person.addedAt !== person.changedAt) return false;
  return Object.entries(typed).every(
    ([key, value]) =>
      key === 'phone' || (value ?? '').trim() === (person.fields[key as keyof FormValues] ?? ''),
  );
}

export const movePeople: Action<'move-people'> = {
  async run(turn, { network, tooMany, ...ticked }, services) {
    const people = await chosenOf(services, turn, ticked, directoryList);
    if (people === undefined) return undefined;
    mustBeChosen(people, tooMany);
    const outcome = await services.bulk.move(...askingOf(turn), people, network);
    return showBulk(services, turn, outcome, people, { what: 'moved', network });
  },
};

export const deletePeople: Action<'delete-people'> = {
  async run(turn, { confirmed, tooMany, ...ticked }, services) {
    const people = await chosenOf(services, turn, ticked, directoryList);
    if (people === undefined) return undefined;
    mustBeChosen(people, tooMany);
    const { tenant } = turn.caller;
    if (confirmed !== true) {
      const found = await Promise.all(people.map((id) => services.people.get(tenant, id)));
      const there = found.filter((person) => person !== undefined);
      if (there.length === 0) throw new AppError('person-gone');
      await turn.answer(confirmDeleteCard({ text: turn.text, people: there.map(personEntry) }));
      return undefined;
    }
    const outcome = await services.bulk.remove(...askingOf(turn), people);
    return showBulk(services, turn, outcome, people, { what: 'deleted' });
  },
};

export const restorePerson: Action<'restore-person'> = {
  async run(turn, { person: id }, services) {
    const { tenant, actor } = turn.caller;
    const outcome = await services.people.restore(tenant, actor, id);
    if ('restored' in outcome) return profileOf(services, turn, outcome.restored);
    if ('taken' in outcome) {
      throw new AppError('phone-taken', { name: nameOf(outcome.taken.fields) });
    }
    throw new AppError('person-gone');
  },
};

/** For one person the outcome is the profile; for several, those left unchanged are listed with the reason. */
async function showBulk(
  services: BotServices,
  turn: Turn,
  outcome: BulkOutcome,
  asked: readonly string[],
  done: Pick<Parameters<typeof bulkOutcomeCard>[0], 'what' | 'network'>,
): Promise<ReplayAction | undefined> {
  const [only] = outcome.done;
  if (asked.length === 1 && only !== undefined) return profileOf(services, turn, only);
  await turn.answer(
    bulkOutcomeCard({
      text: turn.text,
      ...done,
      done: outcome.done.length,
      missing: outcome.missing,
      ...(outcome.operation !== undefined && { operation: outcome.operation }),
      refused: outcome.refused.map(({ person, reason }) => ({
        name: nameOf(person.fields),
        reason,
      })),
    }),
  );
  if (only === undefined) return undefined;
  const { operation } = outcome;
  return operation === undefined ? 'done' : showsChange(operation);
}

/** Answers with the changed person's profile, which also shows the outcome of a repeated action. */
async function profileOf(
  services: BotServices,
  turn: Turn,
  person: StoredPerson,
): Promise<ReplayAction> {
  await answerWithProfile(services, turn, person);
  return { verb: 'show-person', person: person.id };
}

export const exportPerson: Action<'export-person'> = {
  run: (turn, { person }, services) => showPersonData(services, turn, person),
};
