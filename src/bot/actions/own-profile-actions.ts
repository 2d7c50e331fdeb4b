import { personFormCard, type PersonFormCardInput } from '../../cards/person-form-card.ts';
import type { FormValues } from '../../cards/card-inputs.ts';
import type { AttributeKey } from '../../domain/attributes.ts';
import { isPersonFact, type HistoryEntry } from '../../domain/person.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { AppError } from '../../errors.ts';
import { ownRecord, showOwnProfile, type OwnRecord } from '../screens/own-profile.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';
import { rebased } from './rebased.ts';

export const editOwn: Action<'edit-own'> = {
  async run(turn, _data, services) {
    const own = await ownRecord(services, turn);
    if (own === undefined) return;
    if (own.editable.length === 0) return turn.say(turn.text.me.nothingToEdit);
    await showForm(turn, own, formOf(own.person));
  },
};

export const saveOwn: Action<'save-own'> = {
  async run(turn, { seen, values, draft }, services) {
    const own = await ownRecord(services, turn);
    if (own === undefined) return undefined;
    const { person, editable } = own;
    const changed = Object.entries(values) as [AttributeKey, string][];
    const refused = changed.filter(
      ([key, value]) => !editable.includes(key) && value !== (person.fields[key] ?? ''),
    );
    // The form is older than the organization's choice, or altered: nothing of it is saved.
    if (refused.length > 0) {
      await turn.say(turn.text.me.noLonger);
      return undefined;
    }
    const allowed = Object.fromEntries(changed.filter(([key]) => editable.includes(key)));
    if (draft === true) {
      await showForm(turn, own, { ...formOf(person), seen, values: allowed, isTyped: true });
      return undefined;
    }
    return save(services, turn, own, { seen, values: allowed });
  },
};

async function save(
  services: BotServices,
  turn: Turn,
  own: OwnRecord,
  { seen, values }: { readonly seen: string; readonly values: FormValues },
) {
  const { tenant, actor } = turn.caller;
  const { id } = own.person;
  const outcome = await services.people.edit(tenant, actor, id, seen, { values });
  if ('gone' in outcome) throw new AppError('person-gone');
  if ('saved' in outcome || 'unchanged' in outcome) {
    await showOwnProfile(services, turn);
    return { verb: 'run-command', command: 'me' } as const;
  }
  if ('changedMeanwhile' in outcome) {
    const { changedMeanwhile, since } = outcome;
    const theirs = visibleOf(since, own.editable);
    // Admins changed something else, which isn't in this form: it stays.
    if (theirs.length === 0 && changedMeanwhile.etag !== seen) {
      return save(services, turn, own, { seen: changedMeanwhile.etag, values });
    }
    await showForm(turn, own, {
      ...formOf(changedMeanwhile),
      values: rebased(values, changedMeanwhile, theirs),
      changedMeanwhile: theirs.map(({ by, at, changes }) => ({ by: by.name, at, changes })),
    });
    return undefined;
  }
  // It says only that the number is taken: a form for admins would name its owner.
  const taken = [{ field: 'phone', reason: 'phone-taken' }] as const;
  const problems = 'problems' in outcome ? outcome.problems : taken;
  await showForm(turn, own, { ...formOf(own.person), seen, values, problems });
  return undefined;
}

/** The changes of what the form has; others may be of attributes that the person may not see. */
function visibleOf(
  since: readonly HistoryEntry[],
  editable: readonly AttributeKey[],
): HistoryEntry[] {
  return since.flatMap((entry) => {
    const changes = entry.changes.filter(
      ({ field }) => !isPersonFact(field) && editable.includes(field),
    );
    return changes.length === 0 ? [] : [{ ...entry, changes }];
  });
}

function formOf(person: StoredPerson) {
  const window = { verb: 'edit-own' } as const;
  return { person, seen: person.etag, values: person.fields, problems: [], window } as const;
}

async function showForm(
  turn: Turn,
  { attributes, editable }: OwnRecord,
  form: Pick<
    PersonFormCardInput,
    'seen' | 'values' | 'problems' | 'changedMeanwhile' | 'window' | 'isTyped'
  > & {
    readonly person: StoredPerson;
  },
): Promise<void> {
  const shown = { text: turn.text, attributes, mode: 'edit', own: editable } as const;
  await turn.answer(personFormCard({ ...shown, ...form }));
}
