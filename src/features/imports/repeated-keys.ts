import type { PersonFields } from '../../domain/person.ts';
import { textHash } from '../../lib/text-hash.ts';

/*
 * Emails and employee IDs that stand in several rows of a file: those rows may be one person under two phone numbers. Each value is
 * noted while the file is read, as one bit; only what is met a second time is remembered, so a large file costs little.
 */

export interface RepeatedKeys {
  note(fields: PersonFields): void;
  /** Whether another row may have the same email or employee ID. */
  mayStandAgain(fields: PersonFields): boolean;
}

/** @param fileBytes of the file: about how many rows it may have */
export function createRepeatedKeys(fileBytes: number): RepeatedKeys {
  let bits = 1 << 20;
  // A row has some hundred bytes and two values; of 16 bits for a value hardly one is met by chance.
  while (bits < fileBytes / 3 && bits < 1 << 28) bits *= 2;
  const seen = new Uint32Array(bits / 32);
  const again = new Set<number>();
  const mask = bits - 1;
  const placeOf = (text: string) => textHash(text.toLowerCase()) & mask;

  function noteValue(text: string): void {
    const at = placeOf(text);
    const word = at >>> 5;
    const bit = 1 << (at & 31);
    if (((seen[word] ?? 0) & bit) !== 0) again.add(at);
    else seen[word] = (seen[word] ?? 0) | bit;
  }

  return {
    note({ email, employeeId }) {
      if (email !== undefined && email !== '') noteValue(`@${email}`);
      if (employeeId !== undefined && employeeId !== '') noteValue(`#${employeeId}`);
    },
    mayStandAgain({ email, employeeId }) {
      if (again.size === 0) return false;
      const isAgain = (text: string) => again.has(placeOf(text));
      return (
        (email !== undefined && email !== '' && isAgain(`@${email}`)) ||
        (employeeId !== undefined && employeeId !== '' && isAgain(`#${employeeId}`))
      );
    },
  };
}
