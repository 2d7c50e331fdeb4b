/**
 * The order of the test files: those that take long begin first, so that at the end no worker waits for another's
 * last long one. Jest's own order knows durations only from an earlier run, and a fresh clone has none.
 *
 * Stands in for `@jest/test-sequencer` (jest.config.js, `testSequencer`).
 */
import { statSync } from 'node:fs';

interface TestFile {
  readonly path: string;
}

/** They take more than 20 s, longest first. A wrong place in this list costs seconds and no test. */
const long = [
  'faults/faults',
  'features/imports/jobs/killed-worker',
  'bot/again/dying-press',
  'bot/again/every-press',
  'bot/again/forty-days',
  'bot/again/nonsense',
  'features/notices/back-again',
  'browser/accessible',
  'features/notices/statuses',
  'bot/slow-turns',
  'features/exports/jobs/export-copies',
  'access/slow-senders',
  'lib/spreadsheets/libreoffice',
].map((name) => `/test/${name}.test.ts`);

export default class LongestFirst {
  sort(tests: readonly TestFile[]): TestFile[] {
    const place = ({ path }: TestFile) => {
      const at = long.findIndex((name) => path.endsWith(name));
      return at === -1 ? long.length : at;
    };
    const size = new Map(tests.map(({ path }) => [path, statSync(path).size]));
    const sizeOf = ({ path }: TestFile) => size.get(path) ?? 0;
    return tests.toSorted((one, other) => place(one) - place(other) || sizeOf(other) - sizeOf(one));
  }

  allFailedTests(tests: readonly TestFile[]): readonly TestFile[] {
    return tests;
  }

  cacheResults(): void {
    // The order doesn't depend on earlier runs.
  }
}
