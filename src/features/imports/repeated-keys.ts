import type { PersonFields } from '../../domain/person.ts';
import { keyHash } from '../../lib/key-hash.ts';

/*
 * Emails and employee IDs that several rows of a file have: those rows may be one person with two phone
 * numbers. While the file is read, each value sets three bits. Only a value whose bits are set already is remembered,
 * so a large file costs little.
 */

/** Hashes of a row's keys (key-hash.ts); 0: it has none. */
export interface RowKeys {
  readonly email: number;
  readonly employeeId: number;
}

export interface RepeatedKeys {
  note(keys: RowKeys): void;
  /** Whether another row may have the same email or employee ID. */
  mayStandAgain(keys: RowKeys): boolean;
}

export function keysOfRow({ email = '', employeeId = '' }: PersonFields): RowKeys {
  return {
    email: email === '' ? 0 : keyHash('email', email),
    employeeId: employeeId === '' ? 0 : keyHash('employeeId', employeeId),
  };
}

/** Odd numbers, by which a hash gives places that have nothing to do with each other. */
const factors = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d];

/** @param fileBytes size of the file, from which the number of rows is estimated */
export function createRepeatedKeys(fileBytes: number): RepeatedKeys {
  let bits = 20;
  // A row has some hundred bytes and two values. With 16 bits for each value, one in some thousands is taken for another.
  while (2 ** bits < fileBytes / 3 && bits < 28) bits += 1;
  const seen = new Uint32Array(2 ** (bits - 5));
  const again = new Set<number>();

  function noteValue(hash: number): void {
    if (hash === 0) return;
    let isSeen = true;
    for (const factor of factors) {
      const at = Math.imul(hash, factor) >>> (32 - bits);
      const word = at >>> 5;
      const bit = 1 << (at & 31);
      if (((seen[word] ?? 0) & bit) !== 0) continue;
      isSeen = false;
      seen[word] = (seen[word] ?? 0) | bit;
    }
    if (isSeen) again.add(hash);
  }

  return {
    note({ email, employeeId }) {
      noteValue(email);
      noteValue(employeeId);
    },
    mayStandAgain: ({ email, employeeId }) =>
      again.size > 0 && (again.has(email) || again.has(employeeId)),
  };
}
