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
  return {
    // Short, since a page has many: ids of one list differ at their ends.
    select: { ...open, id: `row-${String(open.id).slice(-12)}` },
    open: expandPart('row-open', { chevron, actions: [open] }),
  };
}
