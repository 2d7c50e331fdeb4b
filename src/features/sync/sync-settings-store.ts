import type { AuditEntry } from '../../domain/audit.ts';
import type { Actor } from '../../domain/person.ts';
import type { SyncSettings } from './sync-settings.ts';

/** The daily run of an organization's sync. It runs for the admin who chose it. */
export interface DailySync {
  readonly by: Actor;
  readonly locale: string;
  /** the next run; ISO 8601, UTC. A paused one keeps the last */
  readonly nextAt: string;
  /** it doesn't run: its admin may no longer sync */
  readonly paused?: 'not-an-admin';
}

export interface KeptSyncSettings {
  readonly settings: SyncSettings;
  /** set if the schedule is daily */
  readonly daily?: DailySync;
  readonly etag: string;
}

/** Stores organizations' decisions about their sync. */
export interface SyncSettingsStore {
  /** undefined: nothing decided yet. @throws AppError `unexpected` if a later version wrote something unknown */
  read(tenant: string): Promise<KeptSyncSettings | undefined>;
  /**
   * @param seen etag that this was decided on; undefined: there was nothing
   * @param audit kept aside together with the change; absent: only the daily run moves on
   */
  write(
    tenant: string,
    kept: Omit<KeptSyncSettings, 'etag'>,
    seen: string | undefined,
    audit?: AuditEntry,
  ): Promise<'changed' | 'conflict'>;
}
