import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Trial, TrialFile, Verdict } from './judge.ts';
import { root } from './switches.ts';

/** A mutant's tests pass, fail, end the process, or go round in a circle. */
export type Outcome =
  | { readonly is: 'passed'; readonly verdict: Verdict }
  | { readonly is: 'failed'; readonly file: TrialFile; readonly by: string }
  | { readonly is: 'died' | 'no end' };

export interface Judge {
  /** @param patienceMs after which the tests have no end */
  try(trial: Trial, patienceMs: number): Promise<Outcome>;
  /** The next trial gets a new process. */
  retire(): void;
}

/** A store has 500 accounts, and a file takes up to some dozen. */
const mostAccounts = 350;

const running = new Set<ChildProcess>();

/** A judge starts its process with the first trial, and another one after a trial without an end. */
export function createJudge(): Judge {
  let child: ChildProcess | undefined;
  const retire = () => {
    if (child !== undefined) end(child);
    child = undefined;
  };
  return {
    retire,
    async try(trial, patienceMs) {
      child ??= await start(trial.mutant);
      const settled = new AbortController();
      const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(patienceMs)]);
      const answer = once(child, 'message', { signal });
      const death = once(child, 'exit', { signal });
      child.send(trial);
      try {
        const [said] = (await Promise.race([answer, death.then(() => [])])) as [Verdict?];
        if (said === undefined) {
          retire();
          return { is: 'died' };
        }
        if (said.accounts > mostAccounts) retire();
        if (said.failed === undefined) return { is: 'passed', verdict: said };
        return { is: 'failed', ...said.failed };
      } catch {
        retire();
        return { is: 'no end' };
      } finally {
        settled.abort();
      }
    },
  };
}

/** @param mutant is on already while modules are loaded */
async function start(mutant: number): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'judge.ts'), {
    cwd: root,
    stdio: [
      'ignore',
      'ignore',
      process.env.MUTANT_ERRORS === undefined ? 'ignore' : 'inherit',
      'ipc',
    ],
    // A group of its own: what the tests have started ends with them.
    detached: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      ...process.env,
      NODE_OPTIONS: `--import ${join(import.meta.dirname, 'with-switches.ts')}`,
      MUTANT: String(mutant),
    },
  });
  running.add(child);
  await once(child, 'message');
  return child;
}

/** Ends all processes of tests. */
export function endJudges(): void {
  for (const child of running) end(child);
}

function end(child: ChildProcess): void {
  running.delete(child);
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
