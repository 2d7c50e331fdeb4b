import { describe, expect, it } from '@jest/globals';
import { createAnnouncer } from '../../../src/features/notices/announcer.ts';
import {
  noCounts,
  operationId,
  type Operation,
  type OperationState,
} from '../../../src/domain/operations/operation.ts';

/** A sync that runs by itself at night and waits for an answer has no card yet: nobody would know of it. */
describe('a daily sync', () => {
  async function sentFor(state: OperationState): Promise<readonly unknown[]> {
    const sent: unknown[] = [];
    const announcer = createAnnouncer({
      outbox: {} as Parameters<typeof createAnnouncer>[0]['outbox'],
      deliveries: {
        send: (message) => {
          sent.push(message);
          return Promise.resolve();
        },
      },
      now: () => 0,
    });
    const operation: Operation = {
      tenant: 'a-sample-tenant',
      kind: 'sync',
      id: operationId(0, '00000000'),
      state,
      at: '2026-01-15T09:30:00.000Z',
      by: { id: 'a', name: 'Tara Sample' },
      locale: 'en',
      fileName: 'Microsoft Entra',
      fileBytes: 0,
      counts: noCounts,
      sync: { removed: 0, restored: 0, merged: 0, scheduled: true },
      rowsDone: 0,
      tries: 0,
      original: '',
      etag: '',
    };
    await announcer.moved(operation);
    return sent;
  }

  it.each(['preview', 'held'] as const)('that is in the state %s is shown', async (state) => {
    expect(await sentFor(state)).toMatchObject([{ type: 'card', kind: 'sync' }]);
  });

  it('that is at work shows nothing until its notice', async () => {
    expect(await sentFor('planning')).toEqual([]);
    expect(await sentFor('applying')).toEqual([]);
  });
});
