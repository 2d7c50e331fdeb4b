import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../src/domain/audit.ts';
import type { JobMessage } from '../../src/domain/operations/job-message.ts';
import { sampleOperation } from '../support/sample-operation.ts';
import type { WorkingOffice } from './office.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const atOnce = 8;
const entriesAtOnce = 100;
/** The embedded store gets slow with thousands of messages, which its workers take at the same time. */
const queuedAtOnce = 2;

/** Writes ended operations into the history, one every two hours until the day begins. */
export function writeHistory({ storage, tenant }: WorkingOffice, count: number): Promise<void> {
  return inParallel(count, async (place) => {
    const at = Date.now() - (count - place) * 120 * minuteMs;
    const endedAt = new Date(at + minuteMs).toISOString();
    const kind = place % 5 === 0 ? 'export' : 'import';
    const facts = { tenant, kind, state: 'completed', endedAt, original: '' } as const;
    const { etag: _etag, ...operation } = sampleOperation(facts, at);
    await storage.operations.create(operation);
  });
}

/** Fills the audit: a year's changes of people who are long gone. */
export async function writeAudit({ storage, tenant }: WorkingOffice, count: number): Promise<void> {
  const began = Date.now() - 365 * dayMs;
  // The audit is read from its first month on.
  await storage.auditBeginning.startsIn(tenant, new Date(began).toISOString().slice(0, 7));
  await inParallel(Math.ceil(count / entriesAtOnce), async (batch) => {
    const entries = Array.from({ length: entriesAtOnce }, (_, place): AuditEntry => {
      const number = batch * entriesAtOnce + place;
      const id = createHash('sha256').update(`${number}`).digest('hex');
      // A batch is of one month, as it must be.
      const at = new Date(monthOf(began + (batch / count) * entriesAtOnce * 365 * dayMs) + number);
      return {
        id: id.slice(0, 16),
        at: at.toISOString(),
        by: { id: 'admin-1', name: 'Sample Admin' },
        from: 'chat',
        what: 'person-changed',
        subject: { type: 'person', id: id.slice(0, 32), name: `Sample ${number}` },
        changes: [{ field: 'jobTitle', before: 'Sample', after: `Sample ${number}` }],
      };
    });
    await storage.audit.append(tenant, entries);
  });
}

/** Leaves messages in both queues, all at once: of pictures of people and cards of operations that are gone. */
export async function leaveBacklog(
  { storage, tenant, connection }: WorkingOffice,
  count: number,
): Promise<void> {
  const deliveries = connection.queues.getQueueClient('deliveries');
  await inParallel(
    count,
    async (place) => {
      const id = createHash('sha256').update(`backlog ${place}`).digest('hex').slice(0, 32);
      const message: JobMessage = { v: 1, type: 'fetch-picture', tenant, person: id };
      const card = { v: 1, type: 'card', tenant, kind: 'import', operation: id };
      const send = async () => {
        if (place % 5 > 0) await storage.jobs.send(message);
        else await deliveries.sendMessage(JSON.stringify(card));
      };
      await send().catch(send);
    },
    queuedAtOnce,
  );
}

function monthOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 2);
}

async function inParallel(
  count: number,
  one: (place: number) => Promise<void>,
  workers = atOnce,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let place = next; place < count; place = next) {
      next += 1;
      await one(place);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
}
