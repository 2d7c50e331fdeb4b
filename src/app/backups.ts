import { createNightlyBackup } from '../features/backups/nightly-backup.ts';
import { createRepeatedly, type Repeatedly } from '../jobs/repeatedly.ts';
import type { Dependencies } from './dependencies.ts';
import type { Shared } from './shared.ts';

/** The first worker that looks after midnight (UTC) makes the backup. */
const everyMs = 30 * 60_000;

/** Keeps a backup of the tables for each day. */
export function composeBackups(
  { settings, storage, log }: Dependencies,
  { now }: Pick<Shared, 'now'>,
): Repeatedly {
  const work = createNightlyBackup({
    backups: storage.backups,
    days: settings.BACKUP_DAYS,
    log,
    now,
  });
  return createRepeatedly({ name: 'backup', everyMs, work, log });
}
