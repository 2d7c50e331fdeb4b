import { AppError } from '../errors.ts';
import { retryOnConflict } from '../lib/retry-on-conflict.ts';
import type { SentFile, SentFilesStore } from './ports.ts';

/** Limits on the files that one person may have this product download and store. */
export interface FileLimits {
  /** concurrent downloads of one person: as many as Teams allows attachments on a message */
  readonly concurrency: number;
  /** of one person, in any ten minutes */
  readonly inTime: number;
}

export const usualFileLimits: FileLimits = { concurrency: 10, inTime: 50 };

export interface FileAllowance {
  /**
   * Counts files before they are downloaded: all files of a message, or none.
   * @param keys identify the files; the same keys within two minutes are the same message, delivered again
   * @throws AppError `too-many-files`
   */
  take(tenant: string, person: string, keys: readonly string[]): Promise<void>;
  /** Frees the places of downloads that ended or failed. */
  reconcile(tenant: string, person: string, keys: readonly string[]): Promise<void>;
}

const minutes = 10;
const timeMs = minutes * 60_000;
/** A download that lasts longer has died with its process; a download may take a minute. */
const maxUnderWayMs = 2 * 60_000;

/** Counts in the store, since a person's messages reach any of the web processes. */
export function createFileAllowance(deps: {
  readonly store: SentFilesStore;
  readonly limits: FileLimits;
  /** milliseconds since 1970 */
  readonly now: () => number;
}): FileAllowance {
  const { store, limits, now } = deps;

  function change(
    tenant: string,
    person: string,
    decide: (sent: readonly SentFile[]) => readonly SentFile[],
  ): Promise<void> {
    return retryOnConflict('the count of files', async () => {
      const { sent, etag } = await store.read(tenant, person);
      const recent = sent.filter(({ at }) => at > now() - timeMs);
      const written = await store.write(tenant, person, decide(recent), etag);
      return written === 'written' ? undefined : 'conflict';
    });
  }

  return {
    take: (tenant, person, keys) =>
      change(tenant, person, (sent) => {
        const fresh = now() - maxUnderWayMs;
        const others = sent.filter(({ key, at }) => at <= fresh || !keys.includes(key));
        const underWay = others.filter((file) => file.underWay && file.at > fresh);
        if (underWay.length + keys.length > limits.concurrency)
          throw new AppError('too-many-files', { limit: limits.concurrency });
        if (others.length + keys.length > limits.inTime)
          throw new AppError('too-many-files', { limit: limits.inTime, minutes });
        return [...others, ...keys.map((key) => ({ key, at: now(), underWay: true }))];
      }),
    reconcile: (tenant, person, keys) =>
      change(tenant, person, (sent) =>
        sent.map((file) => (keys.includes(file.key) ? { ...file, underWay: false } : file)),
      ),
  };
}
