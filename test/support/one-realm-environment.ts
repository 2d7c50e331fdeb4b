import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { cpuOf } from './cpu-of.ts';
import { noteCpu } from './suite-times.ts';

/**
 * The properties are tried with the same values in each run, so that a failing run is the fault of the change before
 * it. `PROPERTY_SEED=random` tries others, as the weekly workflow does; a number, those of a run that failed.
 */
const usualSeed = 20_261_130;
const asked = process.env.PROPERTY_SEED ?? '';
if (asked !== 'random') fc.configureGlobal({ seed: asked === '' ? usualSeed : Number(asked) });

/** Jest's environment for one-realm-runtime.ts: the process's own globals, put back after each test file. */
export default class OneRealmEnvironment {
  readonly global = globalThis;
  readonly #console = globalThis.console;
  readonly #exit = process.exit.bind(process);
  readonly #file: string;
  #cpu = 0;

  constructor(_config: unknown, { testPath }: { readonly testPath: string }) {
    this.#file = testPath;
  }

  setup(): void {
    // Jest's own would read each file of a stack for a source map. There is none: types are erased in place.
    Reflect.deleteProperty(Error, 'prepareStackTrace');
    // Jest's own is ten times as long. Each request throws some errors that are caught at once, and pays for every frame.
    Error.stackTraceLimit = 10;
    this.#cpu = cpuOf('self', true);
  }

  /** @throws Error when a loop goes on: it would take a processor from all files after this one */
  async teardown(): Promise<void> {
    this.#putBack();
    noteCpu(this.#file, cpuOf('self', true) - this.#cpu);
    if (await goesRound()) throw new Error('a loop of setImmediate goes on after the tests');
  }

  #putBack(): void {
    globalThis.console = this.#console;
    process.exit = this.#exit;
    for (const key of Reflect.ownKeys(globalThis)) {
      if (isOfCircus(key)) Reflect.deleteProperty(globalThis, key);
    }
  }

  getVmContext(): null {
    return null;
  }

  exportConditions(): string[] {
    return ['node', 'node-addons'];
  }
}

/** Where jest-circus keeps a file's tests, with all that they hold, by symbols that no later instance of it knows. */
function isOfCircus(key: string | symbol): boolean {
  if (typeof key === 'string') return false;
  return ['JEST_STATE_SYMBOL', 'EVENT_HANDLERS'].includes(key.description ?? '');
}

/** Whether something asks for the next turn of the event loop in each of its turns. */
async function goesRound(): Promise<boolean> {
  for (let looks = 0; looks < 20; looks += 1) {
    if (!process.getActiveResourcesInfo().includes('Immediate')) return false;
    await pause(5);
  }
  return true;
}
