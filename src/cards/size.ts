import type { Card } from './card.ts';

/** Teams accepts messages of about 25 KB, including the activity around the card. */
const largestCard = 24_000;

/** UTF-8 bytes of a card's JSON. */
function cardBytes(card: Card): number {
  return Buffer.byteLength(JSON.stringify(card.card));
}

/**
 * A card's builder that takes the highest level of detail at which the card fits.
 * @param build builds the card at one level of detail
 * @param levels from the most detail to the least; the last one is used whatever the card's size
 */
export function fitted<Input, Level>(
  build: (input: Input, level: Level) => Card,
  [first, ...others]: readonly [Level, ...Level[]],
): (input: Input) => Card {
  return (input) =>
    others.reduce(
      (card, level) => (cardBytes(card) <= largestCard ? card : build(input, level)),
      build(input, first),
    );
}
