import { setTimeout as pause } from 'node:timers/promises';

/** Jest's environment for one-realm-runtime.ts: the process's own globals, put back after each test file. */
export default class OneRealmEnvironment {
  readonly global = globalThis;
  readonly #console = globalThis.console;
  readonly #exit = process.exit.bind(process);

  setup(): void {
    // Jest's own would read each file of a stack for a source map. There is none: types are erased in place.
    Reflect.deleteProperty(Error, 'prepareStackTrace');
  }

  /** @throws Error when a loop goes on: it would take a processor from all files after this one */
  async teardown(): Promise<void> {
    this.#putBack();
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
