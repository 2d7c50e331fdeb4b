import { isAscii } from 'node:buffer';

/** This many bytes of words are enough: a file repeats the same names. */
const mostBytes = 12 * 1024;

export interface WordSampler {
  readonly add: (piece: Buffer) => void;
  /** words with bytes beyond ASCII, each once */
  readonly words: () => readonly Buffer[];
}

/**
 * Collects the words of a file that have letters beyond ASCII, as bytes. A word ends at any byte that can't be
 * the second byte of a letter in any encoding: white space, most punctuation, digits.
 */
export function createWordSampler(): WordSampler {
  const seen = new Set<string>();
  let bytes = 0;
  let carried: Buffer = Buffer.alloc(0);

  function take(word: Buffer): void {
    const key = word.toString('latin1');
    if (seen.has(key)) return;
    seen.add(key);
    bytes += word.length;
  }

  return {
    add(piece) {
      if (bytes >= mostBytes) return;
      // Most pieces of most files have nothing to collect.
      if (carried.length === 0 && isAscii(piece)) return;
      const text = carried.length === 0 ? piece : Buffer.concat([carried, piece]);
      carried = Buffer.alloc(0);
      let start = 0;
      let hasLetter = false;
      for (let at = 0; at < text.length && bytes < mostBytes; at += 1) {
        const byte = text[at] ?? 0;
        if (byte >= 0x80) hasLetter = true;
        if (byte >= 0x40) continue;
        if (hasLetter) take(text.subarray(start, Math.min(at, start + longestWord)));
        hasLetter = false;
        start = at + 1;
      }
      if (text.length - start <= longestWord) carried = text.subarray(start);
    },
    words() {
      if (carried.some((byte) => byte >= 0x80)) take(carried);
      return Array.from(seen, (word) => Buffer.from(word, 'latin1'));
    },
  };
}

const longestWord = 200;
