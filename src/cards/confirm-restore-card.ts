import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';
import { defined } from '../lib/defined.ts';

export interface ConfirmRestoreCardInput {
  readonly text: Text;
  readonly total: number;
  /** only those whom this operation deleted */
  readonly operation?: string;
}

/** Asks once before many deleted people are restored. */
export function confirmRestoreCard({ text, total, operation }: ConfirmRestoreCardInput): Card {
  const title = text.restores.confirm(total);
  const of = defined({ operation });
  const restore = packAction(
    text.buttons.restore,
    { verb: 'restore-all', ...of, confirmed: true },
    { isPrimary: true },
  );
  const back = packAction(text.buttons.keepDeleted, { verb: 'show-deleted', ...of, page: 0 });
  const data = {
    ...commonData(text, title, [restore, back]),
    title,
    sentence: text.restores.how,
  };
  return { card: expandCard('confirm-removal', data), summary: title };
}
