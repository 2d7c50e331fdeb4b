import type { Text } from '../text/text.ts';
import { directionOf } from '../text/bidi.ts';
import type { CardNode } from './card.ts';
import { expandPart } from './template.ts';

/**
 * A row that opens when it is selected, with a chevron at its end. Older clients have the button in its place, and the
 * row itself opens there as well.
 */
export function openRow(
  text: Text,
  open: CardNode,
): { readonly select: CardNode; readonly open: CardNode } {
  const chevron = directionOf(text.language) === 'rtl' ? 'ChevronLeft' : 'ChevronRight';
  // Short, since a page has many: ids of one list differ at their ends.
  const id = `row-${String(open.id).slice(-12)}`;
  return {
    select: named({ ...open, id }),
    open: expandPart('row-open', { chevron, actions: [open] }),
  };
}

/** A screen reader names the row by its own words, and tells the button's title as a hint. */
function named({ title, fallback, ...action }: CardNode): CardNode {
  const words = { title: '', tooltip: title };
  return { ...action, ...words, fallback: { ...(fallback as CardNode), ...words } };
}
