import type { CardNode } from './card.ts';
import { expandPart } from './template.ts';

/** Characters without a place to break that fit beside a title on a phone. */
const mostBeside = 20;

/** A title and its value. An address, or another value that would break in the middle, stands below its title. */
export function factPart(title: string, value: string): CardNode {
  const longest = Math.max(0, ...value.split(/\s+/u).map((word) => word.length));
  const fact = { title, value };
  return longest > mostBeside ? expandPart('fact-below', fact) : expandPart('fact', fact);
}
