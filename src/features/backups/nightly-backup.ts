import type { Log } from '../../log.ts';
import type { BackupStore } from './ports.ts';

export interface NightlyBackupDeps {
  readonly backups: BackupStore;
  /** how many days they are kept; 0: none are made */
  readonly days: number;
  readonly log: Log;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

const dayMs = 24 * 3_600_000;

/**
 * Makes the backup of today (UTC) unless it is there, and removes old ones. Any worker may run it at any time: one at a
 * time does it, and what it has done the others find done.
 */
export function createNightlyBackup({ backups, days, log, now }: NightlyBackupDeps) {
  return async (signal: AbortSignal): Promise<void> => {
    if (days === 0) return;
    const at = new Date(now()).toISOString();
    const name = dayOf(now());
    if (await isThere(backups, name)) return;
    const lock = await backups.acquire();
    if (lock === undefined) return;
    try {
      if (await isThere(backups, name)) return;
      const begun = now();
      const ending = AbortSignal.any([signal, lock.lost]);
      const { tables } = await backups.make(name, at, ending);
      const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
      const removed = await backups.removeBefore(dayOf(now() - days * dayMs));
      log.info({ backup: name, rows, removed, ms: now() - begun }, 'a backup was made');
    } finally {
      await lock.release();
    }
  };
}

async function isThere(backups: BackupStore, name: string): Promise<boolean> {
  return (await backups.list()).some((backup) => backup.name === name);
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
