import { createAudit, type Audit } from '../../src/features/admin/audit.ts';
import type { AuditEntry } from '../../src/domain/audit.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';

/** The audit of what changes no people. @param now milliseconds since 1970 */
export function createTestAudit(storage: Storage, now: () => number): Audit {
  return createAudit({
    store: storage.audit,
    intents: storage.auditIntents,
    complete: () => Promise.resolve(false),
    now,
  });
}

const dayMs = 24 * 3_600_000;

/** The entries that the audit of an organization has of this run, the newest first: also when a month has ended meanwhile. */
export async function auditOf(
  { audit }: Pick<Storage, 'audit'>,
  tenant: string,
): Promise<AuditEntry[]> {
  const months = [0, dayMs].map((ago) => new Date(Date.now() - ago).toISOString().slice(0, 7));
  const entries: AuditEntry[] = [];
  for (const month of new Set(months)) {
    for await (const page of audit.read(tenant, month)) entries.push(...page);
  }
  return entries;
}
