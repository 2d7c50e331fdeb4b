import { AsyncLocalStorage } from 'node:async_hooks';

/** What is being done: ids, types and counts, as the log may show them. */
export type DiagnosticContext = Readonly<Record<string, string | number | undefined>>;

const current = new AsyncLocalStorage<DiagnosticContext>();

/** Runs work, and remembers what it is about for an error that nobody catches. Adds to what is known around it. */
export function inContext<Result>(about: DiagnosticContext, work: () => Result): Result {
  return current.run({ ...current.getStore(), ...about }, work);
}

/** What the code that runs now is about. */
export function diagnosticContext(): DiagnosticContext {
  return current.getStore() ?? {};
}
