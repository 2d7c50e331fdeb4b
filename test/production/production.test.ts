import { describe, expect, it } from '@jest/globals';
import { runProduction, whyNot } from './outside.ts';

const reason = whyNot();
if (reason !== undefined) console.warn(`Skipped: production's own path. ${reason}.`);
const where = reason === undefined ? it : it.skip;

/** `npm run test:production` has the rest. */
describe('an organization that runs Rollcall on Azure', () => {
  where(
    'can install it and import, with an identity, real host names and Azure’s limits',
    async () => {
      const { code, output } = await runProduction({ whole: false });
      expect([code, output]).toEqual([0, expect.stringContaining('stopped in good order')]);
    },
  );
});
