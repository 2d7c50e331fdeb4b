import { randomBytes } from 'node:crypto';
import type { InboxSetting } from '../../../domain/inbox.ts';
import { operationId, type OperationKey } from '../../../domain/operations/operation.ts';
import type { Announcer, OperationStore } from '../../../domain/operations/ports.ts';
import { isEnded, type Operation } from '../../../domain/operations/operation.ts';
import type { Log } from '../../../log.ts';
import type { InboxFile, InboxStore } from './ports.ts';
import type { ReceiveInboxFile } from './receive-inbox-file.ts';
import { latestOfInbox } from './latest-of-inbox.ts';

export interface InboxDeps {
  readonly inbox: InboxStore;
  readonly operations: OperationStore;
  readonly announcer: Pick<Announcer, 'ended'>;
  readonly receive: ReceiveInboxFile;
  setting(tenant: string): Promise<InboxSetting>;
  /** whether this admin may import now */
  mayImport(tenant: string, person: string): Promise<boolean>;
  /** the one organization that is served; absent: all that have files */
  readonly homeTenant?: string;
  /** A file is left alone until its last write is this long ago: it may be half of one. */
  readonly settledMs: number;
  readonly log: Log;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** Names that programs give to a file while they upload it. */
const unfinished = /(?:^|\/)[.~][^/]*$|\.(?:part|filepart|partial|tmp|temp|crdownload)$/iu;

/** An address with such a part leads to another organization's folder. */
const leadingElsewhere = /(?:^|\/)\.{1,2}(?:\/|$)/u;

type Allowed = Exclude<InboxSetting, { mode: 'off' }>;

/**
 * Looks into the inbox once, and makes an import of what has arrived: one file at a time for each organization, the oldest
 * first, so that an older file never overwrites a newer one.
 *
 *   claim     the file's version ──▶ the id of its operation, stored before anything else
 *   receive   the file's bytes ──▶ the stored original, and the operation
 *   remove    the file, then the claim
 *
 * A process may die after any line, and two may look at once: the claim leads both to the same operation, whose record
 * can be created only once.
 */
export function createInboxLook(deps: InboxDeps): (signal: AbortSignal) => Promise<void> {
  const told = new Set<string>();
  return async (signal) => {
    for (const [tenant, files] of await filesByTenant(deps)) {
      if (signal.aborted) return;
      try {
        await lookFor(deps, told, tenant, files, signal);
      } catch (err) {
        deps.log.warn({ tenant, err }, 'the inbox could not be read and will be looked at again');
      }
    }
  };
}

async function filesByTenant({ inbox, homeTenant, settledMs }: InboxDeps) {
  const found = new Map<string, InboxFile[]>();
  for await (const page of inbox.list(homeTenant)) {
    for (const file of page) {
      if (file.isHeld || file.ageMs < settledMs) continue;
      if (unfinished.test(file.name) || leadingElsewhere.test(file.name)) continue;
      const files = found.get(file.tenant);
      if (files === undefined) found.set(file.tenant, [file]);
      else files.push(file);
    }
  }
  return found;
}

async function lookFor(
  deps: InboxDeps,
  told: Set<string>,
  tenant: string,
  files: readonly InboxFile[],
  signal: AbortSignal,
): Promise<void> {
  const { inbox, log } = deps;
  const setting = await deps.setting(tenant);
  if (setting.mode === 'off') return;
  if (!(await deps.mayImport(tenant, setting.by.id))) {
    // Once, not each minute. The card of the settings says it, too.
    if (!told.has(tenant))
      log.warn({ tenant, files: files.length }, 'the inbox waits: its admin may no longer import');
    told.add(tenant);
    return;
  }
  told.delete(tenant);
  const lock = await inbox.acquire(tenant);
  if (lock === undefined) return;
  try {
    await lock.whileHeld(async () => {
      for (const file of files.toSorted((one, other) => other.ageMs - one.ageMs)) {
        if (signal.aborted || (await take(deps, setting, file)) === 'busy') return;
      }
    });
  } finally {
    await lock.release();
  }
}

/**
 * @returns `busy`: an import of the inbox is in progress, and the next file waits for its end. Also after a file that was
 * refused: a folder of photographs would be a thousand notices at once.
 */
async function take(deps: InboxDeps, setting: Allowed, file: InboxFile): Promise<'busy' | 'free'> {
  const { inbox, operations, log } = deps;
  const { tenant } = file;
  let id = await inbox.claimOf(file);
  const latest = await latestOfInbox(operations, tenant);
  if (id === undefined) {
    if (latest !== undefined && !isEnded(latest.state)) return 'busy';
    id = await inbox.claim(file, operationId(deps.now(), randomBytes(8).toString('hex')));
  }
  const key: OperationKey = { tenant, kind: 'import', id };
  const known = await operations.read(key);
  const operation = known ?? (await deps.receive(key, file, setting, latest));
  if (operation === 'gone') {
    await inbox.release(file);
    return 'free';
  }
  if (operation === 'same') {
    log.info({ tenant, operation: latest?.id }, 'a file of the inbox was removed: as the last one');
    await removed(inbox, file);
    return 'free';
  }
  if (known === undefined)
    log.info({ operation: id, bytes: operation.fileBytes }, 'a file of the inbox was taken');
  await recorded(deps, file, operation);
  return known !== undefined && isEnded(known.state) ? 'free' : 'busy';
}

async function recorded(
  { inbox, announcer }: InboxDeps,
  file: InboxFile,
  operation: Operation,
): Promise<void> {
  if (isEnded(operation.state)) await announcer.ended(operation);
  // Too large to be stored: it stays where it is, and the claim says that this version was refused.
  if (operation.original !== '') await removed(inbox, file);
}

async function removed(inbox: InboxStore, file: InboxFile): Promise<void> {
  await inbox.remove(file);
  await inbox.release(file);
}
