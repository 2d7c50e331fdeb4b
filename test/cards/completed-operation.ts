import { noCounts, operationId, type Operation } from '../../src/domain/operations/operation.ts';
import type { Words } from './words.ts';

export const sampleId = operationId(Date.UTC(2026, 10, 25, 9, 30), '0123456789abcdef');

export function by(words: Words) {
  return { id: '00000000-0000-4000-8000-00000000000a', name: words.person };
}

/** A completed operation; what only its kind has comes with the changes. */
export function completedOperation(
  words: Words,
  kind: Operation['kind'],
  changes: Partial<Operation>,
): Operation {
  return {
    tenant: '00000000-0000-4000-8000-000000000001',
    kind,
    id: sampleId,
    state: 'completed',
    at: '2026-11-25T09:30:00.000Z',
    by: by(words),
    locale: 'en-GB',
    timeZone: 'Europe/Berlin',
    fileName: '',
    fileBytes: 0,
    counts: noCounts,
    rowsDone: 0,
    tries: 0,
    original: '',
    etag: '',
    ...changes,
  };
}
