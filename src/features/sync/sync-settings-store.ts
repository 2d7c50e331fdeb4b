import type { AuditEntry } from '../../domain/audit.ts';
import type { Actor } from '../../domain/person.ts';
import type { SyncSettings } from './sync-settings.ts';

/** The daily run of an organization's sync. It runs in the name of the admin who chose it. */
export interface DailySync {
  readonly by: Actor;
  readonly locale: string;
  /** when it runs next; ISO 8601, UTC. A paused one keeps the last */
  readonly nextAt: string;
  /** it doesn't run: who chose it may no longer sync */
  readonly paused?: 'not-an-admin';
}

export interface KeptSyncSettings {
  readonly settings: SyncSettings;
  /** there is one where the schedule is daily */
  readonly daily?: DailySync;
  readonly etag: string;
}

/** Where an organization's decisions about its sync are kept. */
export interface SyncSettingsStore {
  /** undefined: nothing was decided yet. @throws AppError `unexpected` where a later version wrote what isn't understood */
  read(tenant: string): Promise<KeptSyncSettings | undefined>;
  /**
   * @param seen etag of what this was decided on; undefined: there was nothing
   * @param audit kept aside together with the change; absent: only the daily run moves on
   */
  write(
    tenant: string,
    kept: Omit<KeptSyncSettings, 'etag'>,
    seen: string | undefined,
    audit?: AuditEntry,
  ): Promise<'changed' | 'conflict'>;
}
