import { importFiles } from '../../src/features/imports/import-files.ts';
import { noCounts, operationId, type Operation } from '../../src/domain/operations/operation.ts';

let count = 0;

/**
 * An import, or another operation, as it begins.
 * @param at milliseconds since 1970
 */
export function sampleOperation(
  facts: Partial<Operation> & Pick<Operation, 'tenant'>,
  at = Date.now(),
): Operation {
  count += 1;
  const id = operationId(at, String(count).padStart(16, '0'));
  const { tenant, kind = 'import' } = facts;
  return {
    kind,
    id,
    state: 'planning',
    at: new Date(at).toISOString(),
    by: { id: 'admin-1', name: 'Tara' },
    locale: 'en',
    fileName: 'people.csv',
    fileBytes: 0,
    ...(kind === 'import' && { network: 'Employee' }),
    counts: noCounts,
    rowsDone: 0,
    tries: 1,
    original: kind === 'import' ? importFiles.original({ tenant, id }) : '',
    etag: '',
    ...facts,
  };
}
