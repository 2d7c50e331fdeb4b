/**
 * Loaded before everything else (`node --import`), in a test run and in each process that it starts: the module that
 * `MUTANT` names is loaded with that change. No file is written, so runs don't disturb each other.
 */
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Mutant } from './mutants-of.ts';

const { MUTANT: given } = process.env;
if (given !== undefined) {
  const { file, start, end, replacement } = JSON.parse(given) as Mutant;
  const mutated = pathToFileURL(resolve(import.meta.dirname, '../..', file)).href;
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (url !== mutated) return loaded;
      const source = Buffer.from(loaded.source as Uint8Array).toString();
      return { ...loaded, source: source.slice(0, start) + replacement + source.slice(end) };
    },
  });
}
