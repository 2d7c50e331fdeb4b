import type { Card } from './card.ts';

/** Teams accepts messages of about 25 KB, including the activity around the card. */
const largestCard = 24_000;

/** UTF-8 bytes of a card's JSON. */
function cardBytes(card: Card): number {
  return Buffer.byteLength(JSON.stringify(card.card));
}

/**
 * Builds a card at the highest level of detail that fits.
 *
 * @param build builds the card at one level of detail
 * @param levels from the most detail to the least; the last one is used whatever its size
 */
export function fitCard<Level>(
  build: (level: Level) => Card,
  levels: readonly [Level, ...Level[]],
): Card {
  const [first, ...others] = levels;
  return others.reduce(
    (card, level) => (cardBytes(card) <= largestCard ? card : build(level)),
    build(first),
  );
}
