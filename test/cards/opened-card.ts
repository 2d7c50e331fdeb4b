import type { Card, CardNode } from '../../src/cards/card.ts';
import type { NamedCard } from './words.ts';

/** The same card with all that a button would open. */
export function opened(named: NamedCard): NamedCard {
  const open = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(open);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
        key === 'isVisible' ? [] : [[key, open(inner)]],
      ),
    );
  };
  return { ...named, name: `${named.name}-open`, card: open(named.card) as Card['card'] };
}

/** A card that a button shows below itself, as a card of its own. */
export function inner(name: string, { card, summary }: Card): NamedCard {
  const found = card.actions?.find(({ type }) => type === 'Action.ShowCard');
  const fallbackText = summary;
  const shown = { ...(found?.card as CardNode), lang: card.lang, fallbackText } as unknown;
  return { name, summary, card: shown as Card['card'] };
}
