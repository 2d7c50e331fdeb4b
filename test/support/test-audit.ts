import { createAudit, type Audit } from '../../src/features/admin/audit.ts';
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
