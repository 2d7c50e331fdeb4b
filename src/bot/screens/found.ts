import { findCard, foundOnPage } from '../../cards/find-card.ts';
import { searchPeople } from '../search-people.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { may } from '../../domain/roles.ts';
import { deletedFound } from './deleted.ts';
import { showProfile } from './profile.ts';

/** Further ones aren't counted: a longer search finds them. */
const mostCounted = 100;

/** The results of a search, in pages; a single match is shown at once. */
export async function showFound(
  services: BotServices,
  turn: Turn,
  query: string,
  page = 0,
): Promise<void> {
  const wanted = query.trim().slice(0, 200);
  const found =
    wanted === ''
      ? { entries: [], more: false }
      : await searchPeople(services, turn.caller, wanted, mostCounted);
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
  const total = found.entries.length;
  // The matches may have become fewer since the card was made.
  const shown = Math.min(page, Math.max(0, Math.ceil(total / foundOnPage) - 1));
  const entries = found.entries.slice(shown * foundOnPage, (shown + 1) * foundOnPage);
  await turn.answer(
    findCard({
      ...found,
      ...{ text: turn.text, query: wanted, entries, total, page: shown },
      deleted: shown === 0 ? deleted : [],
    }),
  );
}
