import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import { beginOperation } from '../../jobs/begin-operation.ts';
import { cancelOperation } from '../../jobs/change-operation.ts';
import { contentsOf, type ExportRequest } from '../../domain/operations/export-facts.ts';
import { exportJobs } from '../../domain/operations/job-message.ts';
import {
  operationId,
  type Operation,
  type OperationKey,
} from '../../domain/operations/operation.ts';
import type { JobSender, OperationStore } from '../../domain/operations/ports.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import { textFor } from '../../text/text.ts';
import { localStamp } from './local-stamp.ts';
import type { ExportMemoryStore } from './ports.ts';
import type { Schedule } from './schedule.ts';
import { defined } from '../../lib/defined.ts';

export interface ExportRequestsDeps {
  readonly operations: OperationStore;
  readonly memory: ExportMemoryStore;
  readonly jobs: JobSender;
  /** milliseconds since 1970 */
  now(): number;
}

interface Asked {
  readonly tenant: string;
  readonly by: Actor;
  readonly locale: string;
  /** IANA name */
  readonly timeZone?: string;
  readonly request: ExportRequest;
}

/** Requests exports. The job's message is sent first and the record written after it (docs/decisions/0002). */
export interface ExportRequests {
  /**
   * Requests an export and remembers the choices. The same key by the same person is the same export.
   * @param asked.key created with the card whose button was selected
   */
  ask(asked: Asked & { readonly key: string }): Promise<Operation>;
  /** Requests a scheduled run. The same run again is the same export. @param dueAt ISO 8601, UTC */
  askForSchedule(schedule: Schedule, dueAt: string): Promise<Operation>;
  /** Cancels: at once before it runs, at the next check while it runs. */
  cancel(key: OperationKey): Promise<Operation>;
  /** The person's last choices, and the last completed export of each network. */
  readonly memory: Pick<ExportMemoryStore, 'read'>;
}

/** Idempotency keys that are remembered: a person may have several open cards. */
const keysKept = 20;

export function createExportRequests(deps: ExportRequestsDeps): ExportRequests {
  const { operations, memory, jobs } = deps;

  async function create(key: OperationKey, asked: Asked, schedule?: Schedule): Promise<Operation> {
    const there = await operations.read(key);
    if (there !== undefined) return there;
    const { tenant, id } = key;
    const { by, locale, timeZone, request } = asked;
    await jobs.send({ v: 1, type: exportJobs[contentsOf(request)], tenant, operation: id });
    const at = deps.now();
    return beginOperation(operations, {
      ...key,
      state: 'queued',
      at: new Date(at).toISOString(),
      by,
      locale,
      ...defined({ timeZone }),
      fileName: textFor('en').exports.fileName(request, localStamp(at, timeZone)),
      ...(request.network !== 'All' && { network: request.network }),
      request,
      ...(schedule !== undefined && { schedule: schedule.id }),
    });
  }

  /** The operation of an action: its id is stored before anything is requested, so that a repeated action finds it. */
  function idFor({ tenant, by, request, key }: Parameters<ExportRequests['ask']>[0]) {
    const fresh = operationId(deps.now(), randomBytes(8).toString('hex'));
    return retryOnConflict('an export memory', async () => {
      const before = await memory.read(tenant, by.id);
      const asked = before.asked.find((one) => one.key === key);
      if (asked !== undefined) return asked.operation;
      const written = await memory.write(tenant, by.id, {
        ...before,
        ...(contentsOf(request) === 'people' && { choices: request }),
        asked: [{ key, operation: fresh }, ...before.asked].slice(0, keysKept),
      });
      return written === 'written' ? fresh : 'conflict';
    });
  }

  return {
    memory,
    async ask(asked) {
      const id = await idFor(asked);
      return create({ tenant: asked.tenant, kind: 'export', id }, asked);
    },

    async askForSchedule(schedule, dueAt) {
      const { tenant, by, locale, request, rhythm } = schedule;
      const run = createHash('sha256').update(`${schedule.id} ${dueAt}`).digest('hex');
      const id = operationId(Date.parse(dueAt), run.slice(0, 16));
      const asked = { tenant, by, locale, timeZone: rhythm.timeZone, request };
      return create({ tenant, kind: 'export', id }, asked, schedule);
    },

    async cancel(key) {
      const result = await cancelOperation(operations, key, () => deps.now());
      if (result === undefined) throw new AppError('operation-gone', { kind: 'export' });
      return result.operation;
    },
  };
}
