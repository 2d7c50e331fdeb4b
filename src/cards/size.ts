import type { Card } from './card.ts';

/** Teams takes messages of about 25 KB; the activity around a card needs a little of that. */
const largestCard = 24_000;

/** UTF-8 bytes of a card as it goes over the wire. */
function cardBytes(card: Card): number {
  return Buffer.byteLength(JSON.stringify(card.card));
}

/**
 * Builds a card with as much detail as fits.
 *
 * @param build makes the card at one level of detail
 * @param levels from the most detail to the least; the last one is taken however large it is
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
