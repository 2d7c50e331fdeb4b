import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { CardAction } from './card-actions.ts';
import type { CardNode } from './card.ts';

/** One page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** from 0 */
  readonly page: number;
  /** at least 1 */
  readonly pages: number;
  /** position of the first row in the list, from 0 */
  readonly start: number;
  /** rows of the whole list */
  readonly total: number;
}

/**
 * A page of a list that is known as a whole.
 * @param wanted from 0; the last page where the list has become shorter
 */
export function pageOf<Row>(all: readonly Row[], size: number, wanted = 0): Page<Row> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(wanted, pages - 1);
  const start = page * size;
  return { rows: all.slice(start, start + size), page, pages, start, total: all.length };
}

/** The page on which the row at this index is; the first one where it isn't in the list (-1). */
export function pageWith(index: number, size: number): number {
  return Math.max(0, Math.floor(index / size));
}

/** “11–20 of 34”; '' for a list of one page. */
export function pageLine(text: Text, { rows, pages, start, total }: Page<unknown>): string {
  if (pages === 1) return '';
  return text.lists.page({ first: start + 1, last: start + rows.length, total });
}

/** **Previous** and **Next**, where there is such a page. They work while an input of the card is still empty. */
export function turnActions(
  text: Text,
  { page, pages }: Pick<Page<unknown>, 'page' | 'pages'>,
  to: (page: number) => CardAction,
  /** so that ticks are kept */
  withInputs = false,
): CardNode[] {
  const turn = (button: 'previous' | 'next', wanted: number) => {
    const action = to(wanted);
    const id = `${action.verb}-${button}`;
    return packAction(text.buttons[button], action, { id, withoutInputs: !withInputs });
  };
  return [
    ...(page > 0 ? [turn('previous', page - 1)] : []),
    ...(page + 1 < pages ? [turn('next', page + 1)] : []),
  ];
}
