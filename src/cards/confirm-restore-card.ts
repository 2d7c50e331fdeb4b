import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';
import type { DeletedFilters } from './deleted-card.ts';

export interface ConfirmRestoreCardInput {
  readonly text: Text;
  readonly total: number;
  /** of the list */
  readonly filters: DeletedFilters;
}

/** Asks once before many deleted people are restored. */
export function confirmRestoreCard({ text, total, filters }: ConfirmRestoreCardInput): Card {
  const title = text.restores.confirm(total);
  const restore = packAction(
    text.buttons.restore,
    { verb: 'restore-all', ...filters, confirmed: true },
    { isPrimary: true },
  );
  const back = packAction(text.buttons.keepDeleted, { verb: 'show-deleted', ...filters, page: 0 });
  const data = {
    ...commonData(text, title, [restore, back]),
    title,
    sentence: text.restores.how,
  };
  return { card: expandCard('confirm-removal', data), summary: title };
}
