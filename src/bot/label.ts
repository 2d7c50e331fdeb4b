/**
 * A name as Teams tells it (of a file, an admin, a group), as it is kept and shown: without control characters, direction marks
 * and halves of letters, and of bounded length, never cut within a letter.
 * @param longest in characters
 * @returns '' where nothing is left
 */
export function labelOf(name: string | undefined, longest: number): string {
  const plain = (name ?? '').replace(/[\p{Cc}\p{Bidi_Control}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
  return Array.from(plain).slice(0, longest).join('');
}
