import { fold } from './fold.ts';
import { addToHash, endOfHash, textHash } from './text-hash.ts';

/*
 * Hashes of emails and employee IDs, 32 bits and never 0, the same however the key is typed (fold.ts). A row of a file and a
 * person of the directory are compared by them before either is read. For tables in memory, never for what is stored.
 */

/** An email and an employee ID of the same letters have different hashes. */
const seeds = { email: textHash('@'), employeeId: textHash('#') } as const;

type Key = keyof typeof seeds;

export function keyHash(key: Key, text: string): number {
  return foldedKeyHash(key, fold(text));
}

/** @param folded the key as `fold` returns it */
export function foldedKeyHash(key: Key, folded: string): number {
  return textHash(folded, seeds[key]) || 1;
}

/** @param bytes where the key stands, in UTF-8 */
export function keyHashOfBytes(key: Key, bytes: Buffer, from: number, end: number): number {
  let hash: number = seeds[key];
  for (let index = from; index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    // Blanks and whatever isn't ASCII take more than small letters.
    if (byte <= 0x20 || byte > 0x7e) return keyHash(key, bytes.toString('utf8', from, end));
    hash = addToHash(hash, byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);
  }
  return endOfHash(hash) || 1;
}
