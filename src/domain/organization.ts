import { createHash } from 'node:crypto';

/**
 * Normalises ids from outside (tenant ids, Entra object ids) for all internal use: lower case, and safe as a
 * table key and a blob's folder. Entra's ids are GUIDs and stay readable; anything else is hashed, so that no
 * id can be crafted that reaches into another organization's keys.
 */
export function safeId(id: string): string {
  const plain = id.trim().toLowerCase();
  if (/^[a-z0-9][a-z0-9-]{0,63}$/.test(plain)) return plain;
  return `x-${createHash('sha256').update(plain).digest('hex').slice(0, 40)}`;
}
