import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { fuzzProperties } from './fuzz-properties.ts';

/** A few seconds each; `npm run fuzz -- 15` takes 15 minutes. */
describe('a file with anything in it', () => {
  it.each(fuzzProperties.map(({ name, property }) => [name, property] as const))(
    '%s',
    async (_name, property) => {
      await fc.assert(property, { numRuns: 400, interruptAfterTimeLimit: 8_000 });
    },
  );
});
