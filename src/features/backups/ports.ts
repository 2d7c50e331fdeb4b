import type { WriteLock } from '../../domain/operations/ports.ts';

/** A backup of all tables. */
export interface Backup {
  /** its day, YYYY-MM-DD, UTC: at most one a day */
  readonly name: string;
  /** when it was begun; ISO 8601, UTC */
  readonly at: string;
  readonly tables: Readonly<Record<string, TableBackup>>;
}

interface TableBackup {
  readonly rows: number;
  /** SHA-256 of its lines, before compression, in hex */
  readonly hash: string;
}

export interface BackupStore {
  /** Lets one process make or remove backups. @returns undefined when another one does */
  acquire(): Promise<WriteLock | undefined>;
  /** Complete backups, oldest first. */
  list(): Promise<readonly Backup[]>;
  /** Reads every table and keeps its rows. It counts once all of it is there. @throws the signal's reason */
  make(name: string, at: string, signal: AbortSignal): Promise<Backup>;
  /** Deletes backups from before a day, complete or not. @returns how many */
  removeBefore(name: string): Promise<number>;
}

export interface RestoreStore extends BackupStore {
  /** Names of tables that have rows. */
  filled(): Promise<readonly string[]>;
  /** Reads a backup whole and compares it with its hashes. @returns names of the tables that don't match */
  damaged(backup: Backup): Promise<readonly string[]>;
  /** Names of its tables that this version doesn't have: a newer one made it. */
  unknownTables(backup: Backup): readonly string[];
  /** Whether a restore of it was begun here and not ended. */
  isUnfinished(backup: Backup): Promise<boolean>;
  /** Writes the rows of a backup into the tables, replacing rows that have the same keys. Repeating it changes nothing. */
  restore(backup: Backup, onTable: (table: string, rows: number) => void): Promise<void>;
}
