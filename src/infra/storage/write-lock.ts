import type { WriteLock } from '../../domain/operations/ports.ts';
import type { BlobLeaseClient, ContainerClient } from '@azure/storage-blob';
import { AppError } from '../../errors.ts';
import { createFence, withFence, withoutFence } from '../../lib/fence.ts';
import { codeOf, withStorageErrorsWithin, statusOf } from './rest-errors.ts';

export interface LeaseTimes {
  /** how long the service keeps the lease without a renewal; Azure allows 15 to 60 */
  readonly leaseSeconds: number;
  readonly renewEveryMs: number;
  /** The lease counts as lost this long before it expires: better too early than two writers. */
  readonly safetyMs: number;
}

const usualTimes: LeaseTimes = { leaseSeconds: 20, renewEveryMs: 5_000, safetyMs: 6_000 };
const requestTimeoutMs = 10_000;

/**
 * Acquires an organization's lease and renews it until it is released.
 * @returns undefined when it is held already
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

/** @param since time of the last request, from which the lease's time is counted */
function keptLease(lease: BlobLeaseClient, since: number, times: LeaseTimes): WriteLock {
  const ended = new AbortController();
  const fence = createFence({
    heldMs: times.leaseSeconds * 1_000 - times.safetyMs,
    since,
    reason: () => new AppError('busy', {}, { note: 'the right to write was lost' }),
  });
  let renewal: NodeJS.Timeout | undefined;

  const stop = () => {
    clearTimeout(renewal);
    ended.abort();
  };
  fence.lost.addEventListener('abort', stop);
  const renew = async () => {
    const asked = performance.now();
    try {
      await withStorageErrorsWithin(
        requestTimeoutMs,
        (abortSignal) => lease.renewLease({ abortSignal }),
        ended.signal,
      );
      fence.renewed(asked);
    } catch (error) {
      // Refused: the lease was broken or is held elsewhere. No answer: the fence decides how long that may
      // last.
      if (!ended.signal.aborted && (statusOf(error) ?? 500) < 500) fence.lose();
    }
    if (!ended.signal.aborted) plan();
  };
  const plan = () => {
    // Renewing the lease isn't itself protected by it.
    renewal = setTimeout(() => void withoutFence(renew), times.renewEveryMs);
  };
  plan();

  return {
    lost: fence.lost,
    whileHeld: (work) => withFence(fence, work),
    release: async () => {
      if (ended.signal.aborted) return;
      stop();
      fence.end();
      try {
        await withoutFence(() =>
          withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
            lease.releaseLease({ abortSignal }),
          ),
        );
      } catch {
        // It expires by itself in half a minute.
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
    // Another process created it, and may hold it already.
    if (statusOf(error) !== 409 && statusOf(error) !== 412) throw error;
  }
}
