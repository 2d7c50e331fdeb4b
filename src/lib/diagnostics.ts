import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids, types and counts that describe the current work in the log. */
export type DiagnosticContext = Readonly<Record<string, string | number | undefined>>;

const current = new AsyncLocalStorage<DiagnosticContext>();

/** Runs work with context that an uncaught error is logged with. Adds to the surrounding context. */
export function inContext<Result>(about: DiagnosticContext, work: () => Result): Result {
  return current.run({ ...current.getStore(), ...about }, work);
}

/** @returns the context of the code that runs now */
export function diagnosticContext(): DiagnosticContext {
  return current.getStore() ?? {};
}
