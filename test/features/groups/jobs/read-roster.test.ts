import { describe, expect, it } from '@jest/globals';
import { createReadRosterJob } from '../../../../src/features/groups/jobs/read-roster-job.ts';
import { createLog } from '../../../../src/log.ts';

const message = {
  v: 1,
  type: 'read-roster',
  tenant: 'sample',
  group: 'crew',
  at: '2026-03-01T09:00:00.000Z',
} as const;
const handling = (deliveries: number, signal = new AbortController().signal) => ({
  signal,
  deliveries,
  log: createLog('silent'),
});
const failing = createReadRosterJob({ read: () => Promise.reject(new Error('no answer')) });

describe('a roster that Teams doesn’t tell', () => {
  it('is asked for again after a growing while, and in the end left to the next event', async () => {
    expect(await failing(message, handling(1))).toEqual({ againInSeconds: 2 });
    expect(await failing(message, handling(9))).toEqual({ againInSeconds: 300 });
    expect(await failing(message, handling(10))).toBe('done');
  });

  it('goes back to the queue when the process stops', async () => {
    const stopped = AbortSignal.abort(new Error('stopping'));
    await expect(failing(message, handling(10, stopped))).rejects.toThrow('stopping');
  });
});
