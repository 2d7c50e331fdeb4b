import { createHttpHeaders } from '@azure/core-rest-pipeline';
import { describe, expect, it } from '@jest/globals';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { ensureStorage } from '../../../src/infra/storage/ensure.ts';
import { testConnectionString } from '../../support/storage.ts';

/** The account’s answer to the first creation of one table, through all that the SDK makes of it. */
async function connectedTo(status: number, code: string) {
  const real = await connectStorage({ connectionString: testConnectionString() });
  let refusals = 0;
  const connection: typeof real = {
    ...real,
    table(name) {
      const client = real.table(name);
      client.pipeline.addPolicy(
        {
          name: 'refusesOnce',
          sendRequest(request, next) {
            if (name !== 'people7' || refusals > 0) return next(request);
            refusals += 1;
            const headers = createHttpHeaders({ 'content-type': 'application/json' });
            const error = { code, message: { lang: 'en-US', value: code } };
            const bodyAsText = JSON.stringify({ 'odata.error': error });
            return Promise.resolve({ request, status, headers, bodyAsText });
          },
        },
        // Below what makes errors of refusals.
        { afterPhase: 'Retry' },
      );
      return client;
    },
  };
  return { connection, real, refusals: () => refusals };
}

describe('a start', () => {
  it('waits for a table of the same name that Azure is still deleting, rather than run without it', async () => {
    const { connection, real, refusals } = await connectedTo(409, 'TableBeingDeleted');
    await ensureStorage(connection);
    expect(refusals()).toBe(1);
    await expect(real.table('people7').listEntities().next()).resolves.toEqual({
      done: true,
      value: undefined,
    });
  });

  it('is content with a table that another process has made', async () => {
    const { connection, refusals } = await connectedTo(409, 'TableAlreadyExists');
    await expect(ensureStorage(connection)).resolves.toBeUndefined();
    expect(refusals()).toBe(1);
  });

  it('tells a missing role apart', async () => {
    const { connection } = await connectedTo(403, 'AuthorizationPermissionMismatch');
    await expect(ensureStorage(connection)).rejects.toMatchObject({ code: 'storage-refused' });
  });
});
