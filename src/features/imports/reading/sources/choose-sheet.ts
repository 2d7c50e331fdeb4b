import type { AttributeDefinition } from '../../../../domain/attributes.ts';
import { countUnderstood } from '../headers.ts';

/** So many rows of each sheet are looked at: titles and blank lines stand above a table, seldom more. */
export const rowsLookedAt = 30;

const digits = /(?:\d[\s().\-/]{0,3}){7,}/u;

/**
 * How much a sheet looks like one with people: columns that are understood count most, then cells that have a phone number's
 * digits, then that there is something at all. 0 where there is nothing.
 */
export function likenessToPeople(
  rows: readonly (readonly string[])[],
  own: readonly AttributeDefinition[],
): number {
  if (rows.length === 0) return 0;
  const understood = Math.max(...rows.map((cells) => countUnderstood(cells, own).count));
  const withDigits = rows.filter((cells) => cells.some((cell) => digits.test(cell))).length;
  return 1 + understood * 1000 + (understood > 0 && rows.length > 1 ? 500 : 0) + withDigits;
}

/** The place of the highest number; of several the first. */
export function placeOfHighest(numbers: readonly number[]): number {
  return numbers.indexOf(Math.max(...numbers));
}
