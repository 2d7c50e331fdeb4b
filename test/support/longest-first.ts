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
 * They take long. Those that mostly wait, until a claim ends or a notice is sent again, take turns with those that mostly
 * compute: six of a kind at once would leave the processors idle, or crowd them. A wrong place in this list costs seconds and
 * no test.
 */
const long = [
  // waits, computes, waits, computes …
  ...['faults/faults', 'bot/again/dying-press'],
  ...['features/imports/jobs/killed-worker', 'bot/again/every-press'],
  ...['features/notices/back-again', 'bot/again/nonsense'],
  ...['features/imports/cases'],
  ...['features/notices/statuses', 'access/every-door'],
  ...['bot/slow-turns', 'bot/import-modes'],
  ...['infra/storage/never-answered', 'bot/again/forty-days'],
  ...['access/slow-senders', 'features/imports/undo/undo-import'],
  ...['features/exports/jobs/export-copies', 'access/hostile-files'],
  ...['jobs/final-errors', 'access/group-admins'],
  ...['lib/spreadsheets/libreoffice', 'emulators/azurite/azurite', 'mutants/mutants', 'bot/groups'],
  ...['browser/accessible', 'browser/cards', 'bot/again/two-admins'],
  // Short files that wait: the last ones otherwise.
  ...['bot/viewed-cards', 'features/imports/jobs/lost-lease', 'infra/storage/write-queue'],
  ...['jobs/write-order', 'bot/answers-arrive'],
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
