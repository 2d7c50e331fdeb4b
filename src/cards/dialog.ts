import type { AdaptiveCardJson, Card, CardNode } from './card.ts';
import { phonesToRead } from '../domain/phone.ts';
import { isOpensDialog } from './action-data.ts';

/** A card as a dialog of Teams shows it (task module). */
export interface DialogContent {
  readonly title: string;
  readonly card: AdaptiveCardJson;
}

/**
 * Dialogs send Action.Submit only, so every button is the one that older clients have. The heading is the dialog's title,
 * and what opens a dialog has no place in one.
 */
export function inDialog({ card, summary }: Card): DialogContent {
  const { refresh: _refresh, ...shown } = forDialog(card) as AdaptiveCardJson & CardNode;
  const [first, ...rest] = shown.body;
  const body = first?.style === 'heading' ? rest : shown.body;
  return { title: phonesToRead(summary), card: { ...shown, body } };
}

function forDialog(part: unknown): unknown {
  if (Array.isArray(part)) {
    return part.filter((each) => !isOpensDialog(each)).map((each) => forDialog(each));
  }
  if (typeof part !== 'object' || part === null) return part;
  const node = part as CardNode;
  if (node.type === 'Action.Execute') return node.fallback;
  return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, forDialog(inner)]));
}
