import { personFormCard, type PersonFormCardInput } from '../../cards/person-form-card.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

type Form = Pick<PersonFormCardInput, 'mode'> &
  Partial<Omit<PersonFormCardInput, 'mode' | 'text' | 'attributes'>>;

/** The form for one person, with the typed values and what is wrong with them if it was sent before. */
export async function showPersonForm(
  { organizations }: BotServices,
  turn: Turn,
  form: Form,
): Promise<void> {
  const attributes = await organizations.attributes(turn.caller.tenant);
  await turn.answer(
    personFormCard({ text: turn.text, attributes, values: {}, problems: [], ...form }),
  );
}

/** The form for a person as they are now. */
export function editForm(person: StoredPerson) {
  const { id, etag: seen, fields: values, network } = person;
  const window = { verb: 'edit-person', person: id } as const;
  return { mode: 'edit', person, seen, values, network, window } as const;
}
