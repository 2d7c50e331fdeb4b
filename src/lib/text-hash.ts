/** FNV-1a over UTF-16 code units, 32 bits: for tables in memory, never for keys that are stored. */
export function textHash(text: string, start = 0x811c9dc5): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** The same of a text of ASCII characters in their bytes. */
export function bytesHash(bytes: Uint8Array, from: number, end: number, start: number): number {
  let hash = start;
  for (let index = from; index < end; index += 1) {
    hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** The same of a text in small letters, without making one for those of plain letters. */
export function foldedHash(text: string, start?: number): number {
  let hash = start ?? 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return textHash(text.toLowerCase(), start);
    hash = Math.imul(hash ^ (code >= 0x41 && code <= 0x5a ? code + 0x20 : code), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}
