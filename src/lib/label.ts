/**
 * Normalises a name from Teams (of a file, an admin, a group) for storing and display: no control characters,
 * direction marks or lone surrogates, and a bounded length, never cut within a grapheme.
 * @param longest in characters
 * @returns '' where nothing is left
 */
export function labelOf(name: string | undefined, longest: number): string {
  const plain = (name ?? '').replace(/[\p{Cc}\p{Bidi_Control}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
  return Array.from(plain).slice(0, longest).join('');
}
