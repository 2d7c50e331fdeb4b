/** FNV-1a over UTF-16 code units, 32 bits: for tables in memory, never for keys that are stored. */
export function textHash(text: string, start = 0x811c9dc5): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1)
    hash = addToHash(hash, text.charCodeAt(index));
  return endOfHash(hash);
}

/** One code unit more. */
export function addToHash(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

export function endOfHash(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0;
}
