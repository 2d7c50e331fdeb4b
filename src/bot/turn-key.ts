import { createHash, randomUUID } from 'node:crypto';
import type { Turn } from './turn.ts';

/** The same 16 hex digits for a message that comes again, also where the process died in the middle. */
export function turnKey({ context }: Turn): string {
  const { id = randomUUID(), conversation } = context.activity;
  return createHash('sha256').update(`${conversation.id}\n${id}`).digest('hex').slice(0, 16);
}
