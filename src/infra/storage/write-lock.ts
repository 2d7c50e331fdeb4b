import type { WriteLock } from '../../domain/operations/ports.ts';
import type { BlobLeaseClient, ContainerClient } from '@azure/storage-blob';
import { codeOf, withStorageErrorsWithin, statusOf } from './rest-errors.ts';

export interface LeaseTimes {
  /** how long the service keeps the lease without a renewal; Azure takes 15 to 60 */
  readonly leaseSeconds: number;
  readonly renewEveryMs: number;
}

const usualTimes: LeaseTimes = { leaseSeconds: 20, renewEveryMs: 5_000 };
/** Held without an answer for all but this long, the lease counts as lost: better early than two writers. */
const safetyMs = 6_000;
const requestTimeoutMs = 10_000;

/**
 * Takes an organization's lease and renews it until it is released.
 * @returns undefined when someone else holds it
 */
export async function acquireLease(
  container: ContainerClient,
  name: string,
  times: LeaseTimes = usualTimes,
): Promise<WriteLock | undefined> {
  const blob = container.getBlockBlobClient(name);
  const lease = blob.getBlobLeaseClient();
  let since = performance.now();
  const acquire = async (): Promise<'held' | 'taken' | 'no-blob'> => {
    since = performance.now();
    try {
      await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
        lease.acquireLease(times.leaseSeconds, { abortSignal }),
      );
      return 'held';
    } catch (error) {
      if (statusOf(error) === 409) return 'taken';
      if (codeOf(error) === 'BlobNotFound') return 'no-blob';
      throw error;
    }
  };
  let outcome = await acquire();
  if (outcome === 'no-blob') {
    await createEmpty(container, name);
    outcome = await acquire();
  }
  return outcome === 'held' ? keptLease(lease, since, times) : undefined;
}

/** @param since when the service was last asked: from then on, at the latest, the lease's time runs */
function keptLease(lease: BlobLeaseClient, since: number, times: LeaseTimes): WriteLock {
  const lost = new AbortController();
  const ended = new AbortController();
  const heldMs = times.leaseSeconds * 1_000 - safetyMs;
  let watchdog: NodeJS.Timeout | undefined;
  let renewal: NodeJS.Timeout | undefined;

  const stopTimers = () => {
    clearTimeout(watchdog);
    clearTimeout(renewal);
    ended.abort();
  };
  const lose = () => {
    stopTimers();
    lost.abort();
  };
  const heldSince = (start: number) => {
    clearTimeout(watchdog);
    watchdog = setTimeout(lose, Math.max(0, start + heldMs - performance.now()));
  };
  const renew = async () => {
    const start = performance.now();
    try {
      await withStorageErrorsWithin(
        requestTimeoutMs,
        (abortSignal) => lease.renewLease({ abortSignal }),
        ended.signal,
      );
      if (!ended.signal.aborted) heldSince(start);
    } catch (error) {
      // Refused: someone broke it or has it. No answer: the watchdog knows how long that may last.
      if (!ended.signal.aborted && (statusOf(error) ?? 500) < 500) lose();
    }
    if (!ended.signal.aborted) plan();
  };
  const plan = () => {
    renewal = setTimeout(() => void renew(), times.renewEveryMs);
  };
  heldSince(since);
  plan();

  return {
    lost: lost.signal,
    release: async () => {
      if (ended.signal.aborted) return;
      stopTimers();
      try {
        await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
          lease.releaseLease({ abortSignal }),
        );
      } catch {
        // It ends by itself in half a minute.
      }
    },
  };
}

async function createEmpty(container: ContainerClient, name: string): Promise<void> {
  try {
    await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
      container
        .getBlockBlobClient(name)
        .upload('', 0, { abortSignal, conditions: { ifNoneMatch: '*' } }),
    );
  } catch (error) {
    // Another process made it, and may hold it already.
    if (statusOf(error) !== 409 && statusOf(error) !== 412) throw error;
  }
}
