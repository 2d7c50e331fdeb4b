import type { Lexicon, Meanings } from './lexicon.ts';
import { isJoining } from './lexicon.ts';

/** Slips that a word of this length may have: none in a short one, which would be too many other words. */
function slipsIn(length: number): number {
  if (length < 4) return 0;
  return length < 9 ? 1 : 2;
}

/**
 * The word of ours that was probably meant, if there is one. Only words that say something count, and the first
 * letter has to be right or swapped with the second: names that are merely similar aren't taken for commands.
 */
export function correct(key: string, lexicon: Lexicon): Meanings | undefined {
  const most = slipsIn(key.length);
  if (most === 0) return undefined;
  let best: { readonly slips: number; readonly meanings: Meanings } | undefined;
  for (const [word, meanings] of lexicon) {
    if (word.length < 4 || Math.abs(word.length - key.length) > most) continue;
    if (isJoining(meanings) || !beginsAlike(key, word)) continue;
    // A word of four letters may only have two of them swapped.
    if (key.length === 4 && word.length !== 4) continue;
    const slips = slipsBetween(key, word, most);
    if (key.length === 4 && !isSwapped(key, word)) continue;
    if (slips <= most && (best === undefined || slips < best.slips)) best = { slips, meanings };
  }
  return best?.meanings;
}

function beginsAlike(key: string, word: string): boolean {
  const [first = '', second = ''] = key;
  return word.startsWith(first) || word.startsWith(second + first);
}

function isSwapped(key: string, word: string): boolean {
  return Array.from(key).toSorted().join('') === Array.from(word).toSorted().join('');
}

/**
 * Letters that are missing, too many, wrong or swapped with their neighbour, between two words.
 * @returns more than `most` as soon as it can't be fewer
 */
function slipsBetween(one: string, other: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[line - 1] === other[column - 1];
      let slips = Math.min(
        (row[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (row[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const swapped = one[line - 1] === other[column - 2] && one[line - 2] === other[column - 1];
      if (line > 1 && column > 1 && swapped) slips = Math.min(slips, (before[column - 2] ?? 0) + 1);
      next.push(slips);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}
