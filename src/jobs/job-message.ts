import { z } from 'zod';
import type { JobMessage } from '../domain/operations/ports.ts';
import { undoableKinds } from '../domain/operations/undo-facts.ts';

const id = z.string().min(1).max(100);

const schema = z.discriminatedUnion('type', [
  z.object({
    v: z.literal(1),
    type: z.enum([
      'plan-import',
      'apply-import',
      'import-part',
      'undo-import',
      'export-people',
      'sync-people',
    ]),
    tenant: id,
    operation: id,
    kind: z.enum(undoableKinds).optional(),
  }),
  z.object({ v: z.literal(1), type: z.literal('refresh-view'), tenant: id }),
  z.object({
    v: z.literal(1),
    type: z.literal('run-schedule'),
    tenant: id,
    schedule: id,
    at: z.iso.datetime(),
  }),
  z.object({ v: z.literal(1), type: z.literal('follow-group'), tenant: id, group: id }),
  z.object({
    v: z.literal(1),
    type: z.literal('erase-person'),
    tenant: id,
    person: z.string().regex(/^[0-9a-f]{32}$/u),
    reference: z.string().regex(/^[0-9a-f]{16}$/u),
    by: id,
    at: z.iso.datetime(),
  }),
  z.object({ v: z.literal(1), type: z.literal('run-sync'), tenant: id, at: z.iso.datetime() }),
]);

/** Parses a job's message; undefined when this version doesn't understand it. */
export function parseJobMessage(body: unknown): JobMessage | undefined {
  const parsed = schema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
