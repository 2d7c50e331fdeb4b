import { expect, it } from '@jest/globals';
import { createImportTraces } from '../../../src/features/imports/erase-traces.ts';
import { importFiles } from '../../../src/features/imports/import-files.ts';
import { memoryOperations } from '../../jobs/memory-operations.ts';
import { sampleOperation } from '../../support/sample-operation.ts';
import { memoryFiles } from './memory-files.ts';

const tenant = 'sample';
const id = 'a'.repeat(32);
const phone = '+442079460101';

it('an erasure asks for no file of the thousands of imports that keep none any more', async () => {
  const operations = Array.from({ length: 200 }, () =>
    sampleOperation({ tenant, state: 'completed' }),
  );
  const { kept, store } = memoryFiles();
  const [recent] = operations;
  if (recent === undefined) throw new Error('there are 200');
  const line = (person: string, value: string) => JSON.stringify({ type: 'update', person, value });
  const plan = importFiles.plan(recent, 'a');
  const asked = importFiles.askedLines(recent);
  kept.set(plan, Buffer.from(`${line(id, 'theirs')}\n${line('ab', 'of another')}\n`));
  kept.set(asked, Buffer.from(`${line('', phone)}\n`));
  let questions = 0;
  const erase = createImportTraces({
    operations: memoryOperations(...operations).store,
    work: {
      ...store,
      exists(name) {
        questions += 1;
        return store.exists(name);
      },
    },
  });
  const erased = { tenant, ids: new Set([id]), reference: 'r', phones: new Set([phone]) };
  expect(await erase(erased, new AbortController().signal)).toBe('done');
  expect(questions).toBe(2);
  expect(kept.get(plan)?.toString().trim()).toBe(line('ab', 'of another'));
  expect(kept.get(asked)?.toString().trim()).toBe('');
});
