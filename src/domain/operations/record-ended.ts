import { createHash } from 'node:crypto';
import type { AuditedEvent, AuditLog } from '../audit.ts';
import type { Operation } from './operation.ts';

/**
 * Records an ended operation in the organization's audit: one entry, whatever the number of people. Idempotent,
 * so it is called whenever an operation's end is processed.
 * @param facts the results, as the entry shows them
 */
export async function recordEnded(
  audit: AuditLog,
  operation: Operation,
  facts: Readonly<Record<string, string | number>>,
  what: AuditedEvent = `${operation.kind}-completed`,
): Promise<void> {
  const { tenant, kind, id, fileName, endedAt } = operation;
  if (endedAt === undefined) return;
  const entry = {
    id: createHash('sha256').update(`${kind} ${id}`).digest('hex').slice(0, 16),
    at: endedAt,
    by: operation.confirmedBy ?? operation.by,
    from: kind,
    what,
    subject: { type: 'operation', id, name: fileName },
    operation: id,
    changes: Object.entries(facts).map(([field, value]) => ({
      field,
      before: '',
      after: String(value),
    })),
  } as const;
  await audit.intend(tenant, [entry]);
  await audit.record(tenant, [entry]);
}
