import { directoryCard } from '../../cards/directory-card.ts';
import type { CardAction } from '../../cards/card-actions.ts';
import { may } from '../../domain/roles.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

export type DirectoryPlace = Omit<Extract<CardAction, { verb: 'show-directory' }>, 'verb'>;

const pageSize = 10;
/** In a large directory the duplicates take longer once after each change; then the page comes without their number. */
const patienceMs = 300;

/** A page of the directory: one network, people by name, from the given position. */
export async function showDirectory(
  { directory, duplicates }: BotServices,
  turn: Turn,
  place: DirectoryPlace,
): Promise<void> {
  const { tenant, locale } = turn.caller;
  const { network, department, source } = place;
  const filters = {
    ...defined({ department, source }),
  };
  const query = { network, locale, size: pageSize, ...filters };
  const [totals, departments, page, pairs] = await Promise.all([
    directory.totals(tenant),
    directory.departments(tenant, network),
    directory.page(tenant, {
      ...query,
      ...(place.after !== undefined && { after: place.after }),
      ...(place.before !== undefined && { before: place.before }),
    }),
    may(turn.caller, 'edit-people') ? duplicates.count(tenant, patienceMs) : undefined,
  ]);
  // A page behind the last person is empty: people may have been deleted since the button was drawn.
  const shown = page.entries.length === 0 ? await directory.page(tenant, query) : page;
  await turn.answer(
    directoryCard({
      text: turn.text,
      network,
      totals,
      ...shown,
      filters,
      departments: departments.slice(0, 50),
      mayMove: may(turn.caller, 'move-people'),
      ...(pairs !== undefined && { duplicates: pairs }),
    }),
  );
}
