/**
 * Jest's runtime, without its module registry: a test file is imported by Node itself, as `npm start` imports the
 * product. Jest's own runtime loads all modules anew for each file, in a realm of its own: one to two seconds of
 * work for the product's SDKs, two hundred times, and memory that is never given back. Here a worker loads them once.
 *
 * So what a module remembers, the next file in the same worker finds. The product's modules remember nothing but
 * what they calculated from constants, and nothing runs at import.
 *
 * Stands in for `jest-runtime` (jest.config.js, `runtime`): what jest-runner and jest-circus call of it.
 */
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** Where a test file's import of `@jest/globals` takes them from. */
const globalsKey = Symbol.for('rollcall.jest-globals');
const shared = globalThis as { [globalsKey]?: Readonly<Record<string, unknown>> | undefined };

/** The test file that is being imported. */
let importing: string | undefined;
const imported = new Set<string>();

registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== '@jest/globals') return next(specifier, context);
    if (context.parentURL === undefined || context.parentURL !== importing) {
      // It would keep those of the first test file that imports it, and name its tests there.
      throw new Error(`@jest/globals is for test files, not for ${String(context.parentURL)}`);
    }
    return { url: globalsOf(context.parentURL), format: 'module', shortCircuit: true };
  },
});

/** A module of the current globals, another one for each test file. */
function globalsOf(file: string): string {
  const names = Object.keys(shared[globalsKey] ?? {}).join(', ');
  const source = `export const { ${names} } = globalThis[Symbol.for('rollcall.jest-globals')]; // ${file}`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

export default class OneRealmRuntime {
  constructor(...given: readonly unknown[]) {
    const { watch, watchAll, collectCoverage } = given.at(-1) as Record<string, unknown>;
    if (watch === true || watchAll === true)
      throw new Error('modules stay loaded, so there is no --watch: it would test what was');
    if (collectCoverage === true) throw new Error('for coverage, set NODE_V8_COVERAGE');
  }

  /** @param path jest-circus, which is loaded anew: it keeps the tests of one file */
  requireInternalModule(path: string): unknown {
    Reflect.deleteProperty(require.cache, path);
    return require(path) as unknown;
  }

  requireModule(path: string): unknown {
    return require(path) as unknown;
  }

  setGlobalsForRuntime(globals: Readonly<Record<string, unknown>>): void {
    shared[globalsKey] = globals;
  }

  unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  /** @throws Error for a file that this process has run: nothing would be run */
  async unstable_importModule(path: string): Promise<void> {
    const url = pathToFileURL(path).href;
    if (imported.has(url)) throw new Error(`${path} was run in this process already`);
    imported.add(url);
    importing = url;
    try {
      await import(url);
    } finally {
      importing = undefined;
    }
  }

  enterTestCode(): void {
    // Jest's own allows `require` in tests by it.
  }

  leaveTestCode(): void {
    // See above.
  }

  getSourceMaps(): undefined {
    return undefined;
  }

  getAllCoverageInfoCopy(): undefined {
    return undefined;
  }

  teardown(): void {
    shared[globalsKey] = undefined;
  }
}
