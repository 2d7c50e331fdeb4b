/*
 * A quick look at whether a text may be one of some words: by its length, its first and its last character. Nearly no text of a
 * file passes it, and it needs no text to be made of a cell's bytes.
 */

/** classes of characters: 1 to 26 for letters in any case, 27 for digits, 0 for all others */
const classes = new Uint8Array(256);
for (let letter = 1; letter <= 26; letter += 1) {
  classes[0x40 + letter] = letter;
  classes[0x60 + letter] = letter;
}
classes.fill(27, 0x30, 0x3a);
const classBits = 5;

/** @param longest length of a word, at most */
export function createWordShapes(words: Iterable<string>, longest: number) {
  const shapes = new Uint8Array((longest + 1) << (2 * classBits));
  const placeOf = (length: number, first: number, last: number) =>
    (((length << classBits) | (classes[first & 0xff] ?? 0)) << classBits) |
    (classes[last & 0xff] ?? 0);
  for (const word of words)
    if (word.length <= longest)
      shapes[placeOf(word.length, word.charCodeAt(0), word.charCodeAt(word.length - 1))] = 1;
  /** @param first and `last`: characters below 128 */
  return (length: number, first: number, last: number): boolean =>
    length <= longest && shapes[placeOf(length, first, last)] === 1;
}
