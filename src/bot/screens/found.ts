import { findCard } from '../../cards/find-card.ts';
import { searchPeople } from '../search-people.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { may } from '../../domain/roles.ts';
import { deletedFound } from './deleted.ts';
import { showProfile } from './profile.ts';

/** Matches on a card. */
export const maxFound = 10;

/** The results of a search; a single match is shown at once. */
export async function showFound(services: BotServices, turn: Turn, query: string): Promise<void> {
  const wanted = query.trim().slice(0, 200);
  const found =
    wanted === ''
      ? { entries: [], more: false }
      : await searchPeople(services, turn.caller, wanted, maxFound);
  const [only] = found.entries;
  if (only !== undefined && found.entries.length === 1 && !found.more) {
    return showProfile(services, turn, only.id);
  }
  const deleted = may(turn.caller, 'delete-people')
    ? await deletedFound(services, turn, wanted)
    : [];
  const [gone] = deleted;
  if (found.entries.length === 0 && deleted.length === 1 && gone !== undefined) {
    return showProfile(services, turn, gone.id);
  }
  await turn.answer(findCard({ text: turn.text, query: wanted, ...found, deleted }));
}
