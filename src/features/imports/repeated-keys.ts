import type { PersonFields } from '../../domain/person.ts';
import { foldedHash, textHash } from '../../lib/text-hash.ts';

/*
 * Emails and employee IDs that several rows of a file have: those rows may be one person with two phone
 * numbers. While the file is read, each value sets one bit. Only values met a second time are remembered, so a
 * large file costs little.
 */

export interface RepeatedKeys {
  note(fields: PersonFields): void;
  /** Whether another row may have the same email or employee ID. */
  mayStandAgain(fields: PersonFields): boolean;
}

/** @param fileBytes size of the file, from which the number of rows is estimated */
export function createRepeatedKeys(fileBytes: number): RepeatedKeys {
  let bits = 1 << 20;
  // A row has some hundred bytes and two values. With 16 bits for each value, hardly one collides.
  while (bits < fileBytes / 3 && bits < 1 << 28) bits *= 2;
  const seen = new Uint32Array(bits / 32);
  const again = new Set<number>();
  const mask = bits - 1;
  const placeOf = (kind: string, text: string) => foldedHash(text, textHash(kind)) & mask;

  function noteValue(kind: string, text: string): void {
    const at = placeOf(kind, text);
    const word = at >>> 5;
    const bit = 1 << (at & 31);
    if (((seen[word] ?? 0) & bit) !== 0) again.add(at);
    else seen[word] = (seen[word] ?? 0) | bit;
  }

  return {
    note({ email, employeeId }) {
      if (email !== undefined && email !== '') noteValue('@', email);
      if (employeeId !== undefined && employeeId !== '') noteValue('#', employeeId);
    },
    mayStandAgain({ email, employeeId }) {
      if (again.size === 0) return false;
      const isAgain = (kind: string, text: string) => again.has(placeOf(kind, text));
      return (
        (email !== undefined && email !== '' && isAgain('@', email)) ||
        (employeeId !== undefined && employeeId !== '' && isAgain('#', employeeId))
      );
    },
  };
}
