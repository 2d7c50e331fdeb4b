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

/**
 * They take more than 15 s, longest first; many of them wait until a claim ends or a notice is sent again. A wrong place
 * in this list costs seconds and no test.
 */
const long = [
  'faults/faults',
  'features/imports/jobs/killed-worker',
  'features/notices/back-again',
  'bot/again/dying-press',
  'bot/again/nonsense',
  'features/imports/jobs/killed-deletion',
  'features/notices/statuses',
  'bot/slow-turns',
  'infra/storage/never-answered',
  'access/slow-senders',
  'features/exports/jobs/export-copies',
  'jobs/final-errors',
  'bot/again/every-press',
  'bot/again/forty-days',
  'bot/import-modes',
  'features/imports/undo/undo-import',
  'access/every-door',
  'access/group-admins',
  'lib/spreadsheets/libreoffice',
  'emulators/azurite/azurite',
  'features/imports/cases',
  'bot/groups',
  'browser/accessible',
  'browser/cards',
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
