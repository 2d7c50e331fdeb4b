import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Mutant } from './mutants-of.ts';

/** Where paths of mutants and tests begin. */
export const root = join(import.meta.dirname, '../..');

/** A mutant whose tests take so long goes round in a circle. */
const longestMs = 6 * 60_000;

const running = new Set<ChildProcess>();

/**
 * Runs tests with a mutant in their modules, and in those of the processes that they start.
 * @param files tests, from the project's root
 */
export async function testWith(
  mutant: Mutant | undefined,
  files: readonly string[],
): Promise<'killed' | 'lived' | 'no end'> {
  const jest = ['node_modules/jest/bin/jest.js', '--maxWorkers=2', '--bail=1', '--forceExit'];
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...jest, ...files],
    {
      cwd: root,
      stdio: 'ignore',
      // A group of its own: what the tests have started ends with them.
      detached: true,
      env: {
        ...process.env,
        NODE_OPTIONS: `--import ${join(import.meta.dirname, 'with-mutant.ts')}`,
        ...(mutant !== undefined && { MUTANT: JSON.stringify(mutant) }),
      },
    },
  );
  running.add(child);
  try {
    const signal = AbortSignal.timeout(longestMs);
    const [code] = (await once(child, 'close', { signal })) as [number | null];
    return code === 0 ? 'lived' : 'killed';
  } catch {
    return 'no end';
  } finally {
    running.delete(child);
    endGroup(child);
  }
}

/** Ends all tests that still run. */
export function endTests(): void {
  running.forEach(endGroup);
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
