import { z } from 'zod';
import type { ReadRosterMessage } from './ports.ts';

const id = z.string().min(1).max(100);
const schema = z.object({
  v: z.literal(1),
  type: z.literal('read-roster'),
  tenant: id,
  group: id,
  at: z.iso.datetime(),
});

/** Parses the message; undefined when it is another one. */
export function parseReadRoster(body: unknown): ReadRosterMessage | undefined {
  const parsed = schema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
