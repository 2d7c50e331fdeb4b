import { z } from 'zod';
import type { JobMessage } from '../operations/ports.ts';

const schema = z.object({
  v: z.literal(1),
  type: z.enum(['plan-import', 'apply-import']),
  tenant: z.string().min(1).max(100),
  operation: z.string().min(1).max(100),
});

/** Reads a job's message; undefined when it isn't one that this version understands. */
export function parseJobMessage(body: unknown): JobMessage | undefined {
  const parsed = schema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
