import { expect, it } from '@jest/globals';
import { writeQueuePlace } from '../../../src/domain/operations/write-queue-place.ts';
import { createImportRequests } from '../../../src/features/imports/import-requests.ts';
import { memoryOperations } from '../../jobs/memory-operations.ts';
import { sampleOperation } from '../../support/sample-operation.ts';
import { memoryFiles } from './memory-files.ts';

const by = { id: 'admin-1', name: 'Tara' };

it('two who confirm an import at the same moment leave one place in the line of writers', async () => {
  const preview = sampleOperation({ tenant: 'sample', state: 'preview' });
  const operations = memoryOperations(preview);
  const places = new Set<string>();
  let clock = Date.parse('2026-03-15T12:00:00Z');
  const { store } = memoryFiles();
  const requests = createImportRequests({
    operations: operations.store,
    files: store,
    work: store,
    jobs: { send: () => Promise.resolve() },
    writeQueue: {
      join: (_tenant, place) => Promise.resolve(void places.add(place)),
      leave: (_tenant, place) => Promise.resolve(void places.delete(place)),
      isFirst: () => Promise.resolve(true),
      waiting: () => Promise.resolve([]),
      acquire: () => Promise.resolve(undefined),
    },
    formerWorkUnits: { removeAll: () => Promise.resolve() },
    maxFileBytes: 1_000,
    now: () => (clock += 1),
  });
  await Promise.all([requests.start(preview, by), requests.start(preview, by)]);
  const confirmed = operations.now(preview);
  expect(confirmed?.state).toBe('queued');
  expect([...places]).toEqual(confirmed === undefined ? [] : [writeQueuePlace(confirmed)]);
});
