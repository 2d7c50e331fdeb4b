import { sideBySide } from '../text/bidi.ts';
import type { Card } from './card.ts';
import { toggle } from './action-data.ts';
import type { OperationCardInput } from './operation-parts.ts';
import { operationName, wordsOf } from './operation-words.ts';
import { statusBadge } from './status-badge.ts';
import { expandCard } from './template.ts';

/**
 * The card of an operation that has ended as one line, which opens it: its notice stands below and says the same.
 *
 * @param card the whole card
 */
export function folded({ text, operation }: OperationCardInput, { card, summary }: Card): Card {
  const name = operationName(text, operation);
  const counts = wordsOf(operation).line(text, operation);
  const { title: tooltip, ...open } = toggle(text.buttons.details, 'details');
  const shown = expandCard('folded', {
    language: text.language,
    badge: statusBadge(text, operation, 'Medium'),
    line: sideBySide(counts === name ? [name] : [name, counts]),
    open: { ...open, tooltip },
    mark: '▾',
  });
  // The whole card is expanded already: its texts aren't escaped again.
  const { actions = [], body, ...others } = card;
  const items = [...body, ...(actions.length === 0 ? [] : [{ type: 'ActionSet', actions }])];
  const folding = shown.body.map((part) => (part.id === 'details' ? { ...part, items } : part));
  return { card: { ...others, body: folding }, summary };
}
