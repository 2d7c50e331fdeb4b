import type { DoctorWords } from '../../text/doctor.ts';
import { ok, skipped, wrong } from './findings.ts';
import type { Finding, StorageProbe, StorageTrouble } from './ports.ts';

type Service = 'tables' | 'blobs' | 'queues';

/** Links are signed, leases renewed and messages claimed by the clock. */
const maxAheadMs = 60_000;

/** @returns what was found of tables, blobs, queues and links */
export async function checkStorage(
  probe: StorageProbe,
  words: DoctorWords,
): Promise<readonly [Finding, Finding, Finding, Finding]> {
  const service = async (name: Service) => {
    const trouble = await probe[name]();
    if (trouble === undefined) return ok(words.storage.fine(name));
    return wrong(whatIsWrong(trouble, name, words));
  };
  return Promise.all([
    service('tables'),
    service('blobs'),
    service('queues'),
    checkLinks(probe, words),
  ]);
}

async function checkLinks(probe: StorageProbe, words: DoctorWords): Promise<Finding> {
  const trouble = await probe.links();
  if (trouble === undefined) return ok(words.storage.linksFine);
  if (trouble.kind === 'no-role') return wrong(words.storage.noLinkRole);
  return wrong(whatIsWrong(trouble, 'blobs', words));
}

function whatIsWrong({ kind, note }: StorageTrouble, service: Service, words: DoctorWords): string {
  switch (kind) {
    case 'no-role':
      return words.storage.noRole(service);
    case 'network-rules':
      return words.storage.networkRules(service);
    case 'wrong-key':
      return words.storage.wrongKey(service);
    case 'no-keys-taken':
      return words.storage.noKeysTaken;
    case 'no-token':
      return words.storage.noToken;
    case 'unreachable':
      return words.storage.unreachable(service);
    case 'link-refused':
      return words.storage.linkRefused(note);
    case 'other':
      return words.storage.other(service, note);
  }
}

export async function checkClock(
  probe: Pick<StorageProbe, 'clockAheadMs'>,
  words: DoctorWords,
): Promise<Finding> {
  const ahead = await probe.clockAheadMs();
  if (ahead === undefined) return skipped(words.storage.clockUntold);
  if (Math.abs(ahead) <= maxAheadMs) return ok(words.storage.clockFine);
  return wrong(words.storage.clockOff(Math.round(Math.abs(ahead) / 1000), ahead > 0));
}

/** A worker that is free looks every few seconds. */
const takenWithinMs = 15_000;

/** A worker can't be seen from here; a job that stays where it is can. */
export async function checkWorkers(
  probe: Pick<StorageProbe, 'dueJob'>,
  words: DoctorWords,
  waitMs = takenWithinMs,
): Promise<Finding> {
  const due = await probe.dueJob();
  if (due === undefined) return ok(words.storage.noJobWaits);
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  return (await probe.dueJob()) === due
    ? wrong(words.storage.jobWaits)
    : ok(words.storage.jobsTaken);
}

/** Made each night, so a day and a half without one means that one is missing. */
const maxBackupAgeMs = 36 * 3_600_000;

export async function checkBackups(
  probe: Pick<StorageProbe, 'lastBackup'>,
  days: number,
  words: DoctorWords,
): Promise<Finding> {
  if (days === 0) return skipped(words.storage.noBackups);
  const last = await probe.lastBackup();
  if (last === undefined) return wrong(words.storage.backupMissing);
  const ageMs = Date.now() - Date.parse(last);
  return ageMs <= maxBackupAgeMs
    ? ok(words.storage.backupFine(last.slice(0, 10)))
    : wrong(words.storage.backupOld(last.slice(0, 10)));
}

/** Looked at each minute; one that waits for an admin's answer may hold up the next. */
const maxInboxAgeMs = 24 * 3_600_000;

export async function checkInbox(
  probe: Pick<StorageProbe, 'inbox'>,
  words: DoctorWords,
): Promise<Finding> {
  const inbox = await probe.inbox();
  if (inbox === undefined) return wrong(words.storage.inboxUnread);
  if (inbox.oldestMs <= maxInboxAgeMs) return ok(words.storage.inboxFine(inbox.files));
  return wrong(words.storage.inboxWaits(inbox.files));
}
