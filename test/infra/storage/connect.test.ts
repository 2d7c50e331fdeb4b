import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../../src/errors.ts';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { createStorage } from '../../../src/infra/storage/storage.ts';
import { textFor } from '../../../src/text/text.ts';
import { timed } from '../../support/lived-time.ts';
import { testConnectionString } from '../../support/storage.ts';

const refusal = (connectionString: string) =>
  connectStorage({ connectionString }).then(
    () => undefined,
    (error: unknown) => error as AppError,
  );

describe('connecting to storage', () => {
  it('makes what is missing though several processes start at once, and again at the next start', async () => {
    const connectionString = testConnectionString();
    const [one, other] = await Promise.all(
      [1, 2].map(async () => createStorage(await connectStorage({ connectionString }))),
    );
    await Promise.all([one?.ensure(), other?.ensure()]);
    await one?.ensure();
    await one?.ping();
  });

  it('says that storage is not ready while its tables and queues are missing', async () => {
    const connection = await connectStorage({ connectionString: testConnectionString() });
    await expect(createStorage(connection).ping()).rejects.toMatchObject({
      code: 'storage-unreachable',
    });
  });

  it('sends again what a closed connection did not take, whatever that is called', async () => {
    const connection = await connectStorage({ connectionString: testConnectionString() });
    const codes = ['EPIPE', 'ECONNRESET'];
    const request = createPipelineRequest({
      url: 'http://127.0.0.1/',
      allowInsecureConnection: true,
    });
    const answer = await connection.table('people0').pipeline.sendRequest(
      {
        sendRequest(sent) {
          const code = codes.shift();
          if (code !== undefined)
            return Promise.reject(new RestError('lost', { code, request: sent }));
          return Promise.resolve({ request: sent, status: 204, headers: createHttpHeaders() });
        },
      },
      request,
    );
    expect([answer.status, codes]).toEqual([204, []]);
  });

  it('says within seconds that nobody answers', async () => {
    const connectionString = testConnectionString().replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:9');
    const storage = createStorage(await connectStorage({ connectionString }));
    const refused = expect(storage.ping()).rejects.toMatchObject({ code: 'storage-unreachable' });
    expect((await timed(refused)).livedMs).toBeLessThan(5_000);
  });

  it('says at the start that the storage refuses a key, in a sentence that tells what to run and holds no request', async () => {
    const otherKey = Buffer.from('renewed since').toString('base64');
    const connectionString = testConnectionString().replace(
      /AccountKey=[^;]+/,
      `AccountKey=${otherKey}`,
    );
    const storage = createStorage(await connectStorage({ connectionString }));
    const error: unknown = await storage.ensure().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'storage-refused' });
    expect(textFor('en').error(error as AppError)).toMatch(
      /refused access \(\w+\)\. Run “npm run doctor”/,
    );
    expect((error as AppError).cause).toBeUndefined();
  });

  it('names the setting, and never the key, when the connection string is of no use', async () => {
    for (const wrong of ['nonsense', 'AccountName=a;AccountKey=c2VjcmV0', '']) {
      const error = await refusal(wrong);
      expect(error).toMatchObject({
        code: 'setting-wrong',
        details: { setting: 'AZURE_STORAGE_CONNECTION_STRING' },
      });
      expect(JSON.stringify(error) + String(error?.stack) + String(error?.cause)).not.toContain(
        'c2VjcmV0',
      );
    }
  });

  it('sends no key and no person over plain http to another machine', async () => {
    const elsewhere = testConnectionString().replaceAll('127.0.0.1', 'storage.example.com');
    expect(await refusal(elsewhere)).toMatchObject({ code: 'setting-wrong' });
    const half = testConnectionString().replace(
      /TableEndpoint=http:..127\.0\.0\.1/,
      'TableEndpoint=http://storage.example.com',
    );
    expect(await refusal(half)).toMatchObject({ code: 'setting-wrong' });
  });

  it('takes a connection string of Azure, and one of a managed identity, without asking anything', async () => {
    const key = Buffer.from('sample').toString('base64');
    const azure = await connectStorage({
      connectionString: `DefaultEndpointsProtocol=https;AccountName=sample;AccountKey=${key};EndpointSuffix=core.windows.net`,
    });
    expect(azure.loopback).toBe(false);
    const identity = await connectStorage({ account: 'sample', managedIdentity: 'client-id' });
    expect(identity.key).toBeUndefined();
    expect(identity.blobs.accountName).toBe('sample');
  });
});
