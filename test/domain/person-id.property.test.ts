import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { createPersonIds, personIdFromPhone } from '../../src/domain/person-id.ts';

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
