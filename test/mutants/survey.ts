import type { Guard } from './guards.ts';
import type { TrialFile } from './judge.ts';
import type { Judge } from './judges.ts';

/** The tests of a guard as they run without a mutant. */
export interface Survey {
  /** The quick tests that reach a mutant's place, the cheapest file first. */
  quickFor(mutant: number): readonly SurveyedFile[];
  thoroughFor(mutant: number): readonly SurveyedFile[];
  /** Whether a module has passed it when it is loaded: then it is on from the start, or never. */
  isAtImport(mutant: number): boolean;
}

interface SurveyedFile extends TrialFile {
  /** how long its tests take, in milliseconds */
  readonly ms: number;
}

/** Nothing takes so long without a mutant, however busy the machine is. */
export const surveyMs = 15 * 60_000;

interface SeenTest {
  readonly reached: ReadonlySet<number>;
  readonly ms: number;
}

/**
 * Runs a guard's tests without a mutant.
 * @throws Error when one fails: it would notice every mutant
 */
export async function survey(judge: Judge, guard: Guard, onlyQuick: boolean): Promise<Survey> {
  const seenTests = new Map<string, readonly SeenTest[]>();
  let atImport: ReadonlySet<number> = new Set();
  for (const file of onlyQuick ? guard.quick : [...guard.quick, ...guard.thorough]) {
    const outcome = await judge.try({ mutant: 0, files: [{ file }] }, surveyMs);
    if (outcome.is !== 'passed') {
      const how = outcome.is === 'failed' ? outcome.by : outcome.is;
      throw new Error(`${file} fails without a mutant: ${how}`);
    }
    const { seen, reachedAtImport } = outcome.verdict;
    const tests = seen.ms.map((ms, place) => ({ ms, reached: new Set(seen.reached[place]) }));
    seenTests.set(file, tests);
    atImport = new Set([...atImport, ...reachedAtImport]);
  }
  const reaching = (files: readonly string[], mutant: number) =>
    files
      .map((file): SurveyedFile & { tests: number[] } => {
        const tests = [...(seenTests.get(file) ?? []).entries()].filter(
          ([, { reached }]) => atImport.has(mutant) || reached.has(mutant),
        );
        const ms = tests.reduce((sum, [, test]) => sum + test.ms, 0);
        return { file, tests: tests.map(([place]) => place), ms };
      })
      .filter(({ tests }) => tests.length > 0)
      .toSorted((one, other) => one.ms - other.ms);
  return {
    quickFor: (mutant) => reaching(guard.quick, mutant),
    thoroughFor: (mutant) => (onlyQuick ? [] : reaching(guard.thorough, mutant)),
    isAtImport: (mutant) => atImport.has(mutant),
  };
}
