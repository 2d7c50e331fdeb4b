import type { CardNode } from './card.ts';
import { expandPart } from './template.ts';

/** Characters without a place to break that fit beside a title on a phone. */
const mostBeside = 20;

/** A title and its value. An address, or another value that would break in the middle, stands below its title. */
export function factPart(title: string, value: string): CardNode {
  const longest = Math.max(0, ...value.split(/\s+/u).map((word) => word.length));
  return longest > mostBeside ? factBelow(title, value) : expandPart('fact', { title, value });
}

/** A title with its value below. */
export function factBelow(title: string, value: string): CardNode {
  return expandPart('fact-below', { title, value });
}
