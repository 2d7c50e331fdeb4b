/**
 * Loaded before everything else (`node --import`) in a process that judges, and in those that its tests start: what
 * guards data and doors is loaded with switches for all mutants. No file is written, so runs don't disturb each other.
 */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mutantsByFile, root, switchName, withSwitches } from './switches.ts';

/** Which mutant is on, 0 for none, and those whose place was reached. */
export const switches = { on: Number(process.env.MUTANT ?? 0), reached: new Set<number>() };

Object.assign(globalThis, {
  [switchName](number: number): boolean {
    switches.reached.add(number);
    return number === switches.on;
  },
});

const guarded = new Map(
  [...mutantsByFile].map(([file, mutants]) => [pathToFileURL(join(root, file)).href, mutants]),
);

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const mutants = guarded.get(url);
    if (mutants === undefined) return loaded;
    const source = Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: withSwitches(source, mutants) };
  },
});
