import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guards } from './guards.ts';
import { mutantsOf, type Mutant } from './mutants-of.ts';

/** A mutant, and the number that switches it on, from 1. */
export interface NumberedMutant extends Mutant {
  readonly number: number;
}

/** Where paths of mutants and tests begin. */
export const root = join(import.meta.dirname, '../..');

/** The function that a source with switches calls: whether the mutant of that number is on. */
export const switchName = '__isMutant';

/** Mutants of all guards. A source has the same numbers in each process that reads it. */
export const mutantsByFile: ReadonlyMap<string, readonly NumberedMutant[]> = numbered();

function numbered(): Map<string, readonly NumberedMutant[]> {
  const byFile = new Map<string, readonly NumberedMutant[]>();
  let number = 0;
  for (const file of new Set(guards.flatMap((guard) => guard.files))) {
    const mutants = mutantsOf(file, readFileSync(join(root, file), 'utf8'));
    byFile.set(
      file,
      mutants.map((mutant) => ({ ...mutant, number: (number += 1) })),
    );
  }
  return byFile;
}

/**
 * The source with all its mutants beside what they change, each behind a switch: modules are loaded once, and a run of
 * tests costs no more than the tests.
 */
export function withSwitches(source: string, mutants: readonly NumberedMutant[]): string {
  const before = new Map<number, string[]>();
  const after = new Map<number, string[]>();
  // Larger wholes first: what is inserted for a smaller one stands within.
  const largestFirst = mutants.toSorted((one, other) => lengthOf(other) - lengthOf(one));
  for (const mutant of largestFirst) {
    const [opening, closing] = beside(mutant);
    before.set(mutant.start, [...(before.get(mutant.start) ?? []), opening]);
    after.set(mutant.end, [closing, ...(after.get(mutant.end) ?? [])]);
  }
  const places = [...new Set([...before.keys(), ...after.keys()])].toSorted((a, b) => a - b);
  let written = '';
  let from = 0;
  for (const place of places) {
    written += source.slice(from, place);
    written += [...(after.get(place) ?? []), ...(before.get(place) ?? [])].join('');
    from = place;
  }
  return written + source.slice(from);
}

function beside({ number, whole, instead }: NumberedMutant): readonly [string, string] {
  const isOn = `${switchName}(${number})`;
  if (whole === 'statement') return [`{ if (!${isOn}) `, ' }'];
  if (whole === 'property') return [`...(${isOn} ? {} : { `, ' })'];
  return [`(${isOn} ? (${instead}) : (`, '))'];
}

function lengthOf({ start, end }: Mutant): number {
  return end - start;
}
