import { cardActions } from '../../cards/card-actions.ts';
import { confirmDeleteCard } from '../../cards/confirm-delete-card.ts';
import { findCard, foundOnPage } from '../../cards/find-card.ts';
import type { Door } from '../../domain/doors.ts';
import { mustPass } from '../caller.ts';
import { personEntry } from '../person-entry.ts';
import { searchPeople } from '../search-people.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Understood } from '../understanding/understand.ts';
import { showFound } from './found.ts';
import { deletedFound } from './deleted.ts';
import { showPersonData } from './written-file.ts';
import { editForm, showPersonForm } from './person-form.ts';
import { answerWithProfile, personOf } from './profile.ts';
import { defined } from '../../lib/defined.ts';

type AboutPerson = Extract<Understood, { type: 'person' }>;

/** The rights of the buttons. A reader who has the right sees the button. */
const doors = {
  find: cardActions['find-person'].door,
  edit: cardActions['edit-person'].door,
  delete: cardActions['delete-people'].door,
  move: cardActions['move-people'].door,
  data: cardActions['export-person'].door,
} as const satisfies Readonly<Record<AboutPerson['verb'], Door>>;

/**
 * "edit Amelia", "delete +1202…", "move Zoe to Others": opens the one who matches with the action ready, or the
 * matches with its button. Nothing is done before a button is selected.
 */
export async function showAboutPerson(
  services: BotServices,
  turn: Turn,
  about: AboutPerson,
): Promise<void> {
  mustPass(turn.caller, doors[about.verb]);
  if (!turn.personal) return turn.say(turn.text.import.personalChatOnly);
  const { verb, object, network } = about;
  const wanted = object.slice(0, 200);
  if (verb === 'find') return showFound(services, turn, wanted);
  const found = await searchPeople(services, turn.caller, wanted, foundOnPage);
  if (verb === 'data') return showDataOf(services, turn, wanted, found);
  const [only] = found.entries;
  // Among the deleted too, as for every search.
  if (only === undefined) return showFound(services, turn, wanted);
  if (found.entries.length === 1 && !found.more) {
    return showReady(services, turn, verb, only.id);
  }
  const offer = { verb, ...defined({ network }) };
  await turn.answer(findCard({ text: turn.text, query: wanted, ...found, offer }));
}

/** The deleted have data too. */
async function showDataOf(
  services: BotServices,
  turn: Turn,
  wanted: string,
  found: Awaited<ReturnType<typeof searchPeople>>,
): Promise<void> {
  const deleted = await deletedFound(services, turn, wanted);
  const [only, ...others] = [...found.entries, ...deleted];
  if (only !== undefined && others.length === 0 && !found.more) {
    return showPersonData(services, turn, only.id);
  }
  const offer = { verb: 'data' } as const;
  await turn.answer(findCard({ text: turn.text, query: wanted, ...found, deleted, offer }));
}

async function showReady(
  services: BotServices,
  turn: Turn,
  verb: Exclude<AboutPerson['verb'], 'find' | 'data'>,
  id: string,
): Promise<void> {
  const person = await personOf(services, turn, id);
  const isThere = person.deletedAt === undefined;
  if (verb === 'edit' && isThere) return showPersonForm(services, turn, editForm(person));
  if (verb === 'delete' && isThere && !person.linked) {
    await turn.answer(confirmDeleteCard({ text: turn.text, people: [personEntry(person)] }));
    return;
  }
  // The profile has the button to move, and says why there is none.
  await answerWithProfile(services, turn, person);
}
