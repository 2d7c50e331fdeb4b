import { AppError } from '../../errors.ts';
import type { OperationKey } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import type { EntraPage, EntraUsers } from './ports.ts';
import { syncFiles } from './sync-files.ts';
import type { EntraField, SyncSettings } from './sync-settings.ts';

/** Progress of the reading, kept after each page, so that an interrupted sync continues with its last page. */
export interface Reading {
  /** number of kept pages */
  readonly pages: number;
  /** link of the next page; absent at the beginning, and when all is read */
  readonly next?: string;
  /** the group being read, if users of groups are synced */
  readonly group: number;
  readonly isDone: boolean;
  /** link to later changes, once all is read */
  readonly delta?: string;
}

export const notBegun: Reading = { pages: 0, group: 0, isDone: false };

export interface ReadDeps {
  readonly entra: EntraUsers;
  /** the job's own files */
  readonly work: FileStore;
}

/**
 * Reads one page of Entra's users and keeps it.
 * @param since link to what changed since the last sync; absent: everyone
 */
export async function readPage(
  { entra, work }: ReadDeps,
  key: OperationKey,
  settings: SyncSettings,
  { reading, since }: { readonly reading: Reading; readonly since?: string | undefined },
): Promise<Reading> {
  const fields = fieldsOf(settings);
  const { users } = settings;
  const page =
    users.kind === 'all'
      ? await entra.changes(key.tenant, fields, reading.next ?? since)
      : await memberPage(entra, key.tenant, users.groups[reading.group], fields, reading.next);
  await work.write(syncFiles.page(key, reading.pages), [Buffer.from(JSON.stringify(page.entries))]);
  const pages = reading.pages + 1;
  if (page.next !== undefined) return { ...reading, pages, next: page.next };
  const group = reading.group + 1;
  const isDone = users.kind === 'all' || group >= users.groups.length;
  return {
    pages,
    group,
    isDone,
    ...(page.delta !== undefined && { delta: page.delta }),
  };
}

async function memberPage(
  entra: EntraUsers,
  tenant: string,
  group: { readonly id: string; readonly name: string } | undefined,
  fields: readonly EntraField[],
  link: string | undefined,
): Promise<EntraPage> {
  if (group === undefined) throw new AppError('sync-not-set-up');
  const page = await entra.members(tenant, group.id, fields, link);
  // Without it, its people would count as gone from Entra.
  if (page === undefined) throw new AppError('entra-group-gone', { name: group.name });
  return page;
}

/** The Entra fields that the mapping uses. */
function fieldsOf({ mapping }: SyncSettings): EntraField[] {
  return [...new Set(Object.values(mapping).filter((field) => field !== undefined))];
}
