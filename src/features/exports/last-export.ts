import { contentsOf } from '../../domain/operations/export-facts.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore, OperationStore } from '../../domain/operations/ports.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import { exportFiles } from './export-files.ts';
import type { ExportMemoryStore, ScheduleStore } from './ports.ts';

/*
 * The last export: for an admin's own, their last completed one of the same network; for a scheduled run, the
 * schedule's last completed one, so that its recipient misses nothing because of an export in between.
 */

/** Records a completed export as the last one, unless a newer one is recorded. Idempotent. */
export async function noteLast(memory: ExportMemoryStore, operation: Operation): Promise<void> {
  const { tenant, by, id, request } = operation;
  if (request === undefined || operation.schedule !== undefined) return;
  // The others have no snapshot to compare with.
  if (contentsOf(request) !== 'people') return;
  await retryOnConflict('an export memory', async () => {
    const before = await memory.read(tenant, by.id);
    const last = before.last[request.network];
    // The newer id sorts first.
    if (last !== undefined && last <= id) return undefined;
    const written = await memory.write(tenant, by.id, {
      ...before,
      last: { ...before.last, [request.network]: id },
    });
    return written === 'written' ? undefined : 'conflict';
  });
}

export interface LastExportDeps {
  readonly operations: OperationStore;
  readonly memory: ExportMemoryStore;
  readonly schedules: Pick<ScheduleStore, 'read'>;
  readonly files: FileStore;
}

/** The export that changes are compared with; undefined when no snapshot is left. */
export async function lastExport(
  deps: LastExportDeps,
  { tenant, by, schedule, request }: Operation,
): Promise<Operation | undefined> {
  if (request === undefined) return undefined;
  const id =
    schedule === undefined
      ? (await deps.memory.read(tenant, by.id)).last[request.network]
      : (await deps.schedules.read(tenant, schedule))?.last;
  return id === undefined ? undefined : comparable(deps, tenant, id);
}

/** A completed export whose snapshot still exists: it may have been deleted at the end of its retention. */
export async function comparable(
  { operations, files }: Pick<LastExportDeps, 'operations' | 'files'>,
  tenant: string,
  id: string,
): Promise<Operation | undefined> {
  const last = await operations.read({ tenant, kind: 'export', id });
  if (last?.state !== 'completed') return undefined;
  return (await files.exists(exportFiles.snapshotBeside(last.original))) ? last : undefined;
}
