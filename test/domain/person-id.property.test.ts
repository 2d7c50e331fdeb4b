import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtInAttributes } from '../../src/domain/attributes.ts';
import {
  contentHash,
  createHashOfJson,
  createPersonIds,
  personIdFromPhone,
} from '../../src/domain/person-id.ts';
import { anyCharacter } from '../support/any-character.ts';

describe('ids of the people of a file', () => {
  it('are those that single numbers give, so that nobody is added twice', () => {
    const phone = fc.stringMatching(/^\+?\d{0,40}$/);
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(phone), (secret, tenant, phones) => {
        const idOf = createPersonIds(secret, tenant);
        return phones.every((one) => idOf(one) === personIdFromPhone(secret, tenant, one));
      }),
    );
  });
});

describe('the hash of a row in bytes', () => {
  it('is that of its fields, or unknown, so that nobody is taken for changed or unchanged', () => {
    const key = fc.constantFrom(...builtInAttributes, 'own_size' as const, 'own_team' as const);
    const text = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.string({ unit: anyCharacter, maxLength: 8 }),
    );
    const hashOf = createHashOfJson('Employee');
    let known = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(key, text), { maxLength: 10 }), (pairs) => {
        const fields = Object.fromEntries(
          pairs.map(([name, value]) => [name, value.toWellFormed()]),
        );
        const hash = hashOf(Buffer.from(JSON.stringify(fields)), 1);
        known += hash === undefined ? 0 : 1;
        return hash === undefined || hash === contentHash('Employee', fields);
      }),
    );
    expect(known).toBeGreaterThan(20);
  });
});
