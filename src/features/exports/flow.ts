import { AppError } from '../../errors.ts';
import { exportFiles } from './export-files.ts';
import { exportAudit, type AuditDeps } from './export-audit.ts';
import { exportEverything, type EverythingDeps } from './export-everything.ts';
import { exportPeople, type ExportDeps, type Exported } from './export-people.ts';
import { endExport } from './end-export.ts';
import { beginExport, type ExportProgress } from './export-progress.ts';
import { checkpointOf, type ExportRun } from './export-run.ts';
import { comparable, lastExport, type LastExportDeps } from './last-export.ts';

import { contentsOf, type ExportRequest } from '../../domain/operations/export-facts.ts';
import { exportJobs } from '../../domain/operations/job-message.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { Announcer } from '../../domain/operations/ports.ts';
import type { Standing } from '../../domain/roles.ts';
import type { AttemptDeps } from '../../jobs/attempt.ts';
import { mayRun } from '../../jobs/may-run.ts';
import type { Outcome } from '../../jobs/handle-message.ts';
import { textFor } from '../../text/text.ts';

export type ExportFlowDeps = AttemptDeps &
  ExportDeps &
  EverythingDeps &
  AuditDeps &
  LastExportDeps & {
    readonly announcer: Announcer;
    standingOf(tenant: string, person: string): Promise<Standing>;
  };

/**
 * The way of an export. It is requested in a turn (export-requests.ts), which records it as queued; a worker does the rest:
 *
 *   authorise ──▶ chooseBase ──▶ beginExport ──▶ writeFile ──▶ endExport ──▶ notice
 *
 * A run that dies leaves nothing that counts, and the next one starts over.
 */
export async function runExport(
  deps: ExportFlowDeps,
  operation: Operation,
  run: ExportRun,
): Promise<Outcome> {
  const request = await authorise(deps, operation);
  const base = await chooseBase(deps, operation, request);
  const progress = await beginExport(deps, operation, base, run);
  const exported = await writeFile(deps, { operation, request, base, run, progress });
  return endExport(deps, operation, exported, run);
}

/** The role may have been removed since the request. @throws AppError `not-an-admin` */
async function authorise(
  deps: ExportFlowDeps,
  { tenant, by, request }: Operation,
): Promise<ExportRequest> {
  if (request === undefined) throw new AppError('unexpected', {}, { note: 'no request' });
  const job = exportJobs[contentsOf(request)];
  if (!mayRun(await deps.standingOf(tenant, by.id), job)) throw new AppError('not-an-admin');
  return request;
}

/**
 * The earlier export that changes are compared with, if any. Every attempt compares with the same one, even if another has
 * completed in between.
 */
async function chooseBase(
  deps: ExportFlowDeps,
  operation: Operation,
  { changes }: ExportRequest,
): Promise<Operation | undefined> {
  if (changes.kind !== 'since-last') return undefined;
  const { base } = checkpointOf(operation);
  if (base === undefined) return lastExport(deps, operation);
  return base === null ? undefined : comparable(deps, operation.tenant, base);
}

interface Writing {
  readonly operation: Operation;
  readonly request: ExportRequest;
  readonly base: Operation | undefined;
  readonly run: ExportRun;
  readonly progress: ExportProgress;
}

const writers = { people: exportPeople, everything: exportEverything, audit: exportAudit };

/** @returns undefined when it was asked to stop */
async function writeFile(
  deps: ExportFlowDeps,
  { operation, request, base, run, progress }: Writing,
): Promise<Exported | undefined> {
  const { signal } = run.handling;
  try {
    const exported = await writers[contentsOf(request)](deps, {
      operation,
      request,
      base,
      folder: exportFiles.folderOfTry(operation, run.token),
      text: textFor(operation.locale, operation.timeZone),
      signal: AbortSignal.any([signal, progress.stopped]),
      onProgress: (people, share) => progress.note(people, share),
    });
    await progress.flush();
    return exported;
  } catch (error) {
    if (!progress.stopped.aborted || signal.aborted) throw error;
    return undefined;
  }
}
