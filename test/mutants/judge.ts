/**
 * A process that runs test files again and again, each time with another mutant switched on. It loads the product
 * once, and has a store of its own. Test files are run by jest-circus, as in `npm test`, with the same globals.
 */
import { readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as circus from 'jest-circus';
import { expect } from 'expect';
import '../support/one-realm-environment.ts';
import startTestAzurite from '../support/start-azurite.ts';
import { testFolder } from '../support/storage.ts';
import { root } from './switches.ts';
import { switches } from './with-switches.ts';

/** Run these files, in this order, up to the first failure. */
export interface Trial {
  /** of the mutant that is on; 0 for none */
  readonly mutant: number;
  readonly files: readonly TrialFile[];
}

export interface TrialFile {
  /** from the project's root */
  readonly file: string;
  /** places of the tests to run, in the file's order, from 0; absent: all */
  readonly tests?: readonly number[];
}

export interface Verdict {
  /** the test that failed, or what else did, and its file; absent: all passed */
  readonly failed?: { readonly file: TrialFile; readonly by: string };
  /** what the last file did */
  readonly seen: {
    /** by test, the mutants whose place it reached; what hooks reached is in all of them */
    readonly reached: readonly (readonly number[])[];
    /** how long each test took, in milliseconds */
    readonly ms: readonly number[];
  };
  /** mutants that were reached while modules were loaded */
  readonly reachedAtImport: readonly number[];
  /** accounts of the store that are taken */
  readonly accounts: number;
}

const { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } = circus;
const given = Symbol.for('rollcall.jest-globals');
Object.assign(globalThis, {
  [given]: { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test },
});
const globals = `export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = globalThis[Symbol.for('rollcall.jest-globals')];`;
const globalsUrl = `data:text/javascript,${encodeURIComponent(globals)}`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals'
      ? { url: globalsUrl, format: 'module', shortCircuit: true }
      : next(specifier, context),
});

/** Errors outside of every test: a promise that nobody listens to, or a timer. */
const stray = new Map<unknown, unknown>();
process.on('unhandledRejection', (error, promise) => stray.set(promise, error));
process.on('rejectionHandled', (promise) => stray.delete(promise));
process.on('uncaughtException', (error) => stray.set(error, error));

type Block = ReturnType<typeof circus.getState>['rootDescribeBlock'];
type Test = Block['tests'][number];

let firstFailure: string | undefined;
/** Set by the handler, which the compiler doesn't see. */
const noted = (): string | undefined => firstFailure;
const reachedBy = new Map<Test, Set<number>>();
circus.addEventHandler((event, state) => {
  if (event.name === 'test_start') switches.reached = setOf(event.test);
  if (event.name !== 'test_done') return;
  switches.reached = elsewhere;
  if (event.test.errors.length === 0) return;
  firstFailure ??= event.test.name;
  // Blocks that have begun end in good order, with its `afterAll`.
  skip(state.rootDescribeBlock, () => true);
});

/** Reached by hooks of a whole block, and between tests. */
const elsewhere = switches.reached;

function setOf(test: Test): Set<number> {
  const set = reachedBy.get(test) ?? new Set();
  reachedBy.set(test, set);
  return set;
}

function testsOf(block: Block): Test[] {
  return block.children.flatMap((child) =>
    child.type === 'describeBlock' ? testsOf(child) : child,
  );
}

/** A block without a test to run doesn't begin either. */
function skip(block: Block, isLeftOut: (test: Test) => boolean): void {
  for (const child of block.children) {
    if (child.type === 'describeBlock') skip(child, isLeftOut);
    else if (isLeftOut(child)) child.mode = 'skip';
  }
  if (testsOf(block).every(({ mode }) => mode === 'skip')) block.mode = 'skip';
}

let imports = 0;
const atImport = new Set<number>();

async function failureIn({ file, tests }: TrialFile): Promise<string | undefined> {
  firstFailure = undefined;
  stray.clear();
  reachedBy.clear();
  elsewhere.clear();
  circus.resetState();
  // The process that asks has a patience of its own.
  circus.getState().testTimeout = 900_000;
  try {
    imports += 1;
    await import(`${pathToFileURL(join(root, file)).href}?${imports}`);
  } catch (error) {
    return `import: ${String(error)}`;
  } finally {
    for (const number of elsewhere) atImport.add(number);
    elsewhere.clear();
  }
  const { rootDescribeBlock } = circus.getState();
  if (tests !== undefined) {
    const wanted = new Set(tests.map((place) => testsOf(rootDescribeBlock)[place]));
    skip(rootDescribeBlock, (test) => !wanted.has(test));
  }
  const { unhandledErrors } = await circus.run();
  const [other] = [...unhandledErrors, ...[...stray.values()].map(String)];
  return noted() ?? other;
}

async function judge({ mutant, files }: Trial): Promise<Verdict> {
  const { console } = globalThis;
  const exit = process.exit.bind(process);
  switches.on = mutant;
  // For processes that tests start.
  process.env.MUTANT = String(mutant);
  let failed: Verdict['failed'];
  for (const file of files) {
    const by = await failureIn(file);
    Object.assign(globalThis, { console });
    process.exit = exit;
    if (by === undefined) continue;
    failed = { file, by };
    break;
  }
  switches.on = 0;
  const tests = testsOf(circus.getState().rootDescribeBlock);
  return {
    ...(failed !== undefined && { failed }),
    seen: {
      reached: tests.map((test) => [...setOf(test), ...elsewhere]),
      ms: tests.map(({ duration }) => duration ?? 0),
    },
    reachedAtImport: [...atImport],
    accounts: readdirSync(testFolder()).filter((name) => name.startsWith('account-')).length,
  };
}

await startTestAzurite();
process.on('message', (trial: Trial) => {
  void judge(trial).then((verdict) => process.send?.(verdict));
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.send?.('ready');
