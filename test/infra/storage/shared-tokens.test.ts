import type { AccessToken, TokenCredential } from '@azure/identity';
import { describe, expect, it } from '@jest/globals';
import { sharedTokens } from '../../../src/infra/storage/shared-tokens.ts';

const storage = 'https://storage.azure.com/.default';
const hour = 3_600_000;

/** An identity service that counts how often it is asked. */
function service(answer: (asked: number) => AccessToken | Error) {
  let asked = 0;
  const credential: TokenCredential = {
    getToken() {
      asked += 1;
      const token = answer(asked);
      return token instanceof Error ? Promise.reject(token) : Promise.resolve(token);
    },
  };
  return { credential, asked: () => asked };
}

describe('the clients of a storage account', () => {
  it('ask for one token, again before it ends, and for each scope', async () => {
    let now = 0;
    const { credential, asked } = service((times) => ({
      token: `token ${String(times)}`,
      expiresOnTimestamp: now + hour,
    }));
    const shared = sharedTokens(credential, () => now);
    const many = () => Promise.all(Array.from({ length: 26 }, () => shared.getToken(storage)));
    expect(new Set((await many()).map((one) => one?.token))).toEqual(new Set(['token 1']));
    now = hour - 6 * 60_000;
    await many();
    expect(asked()).toBe(1);
    now = hour - 60_000;
    expect(new Set((await many()).map((one) => one?.token))).toEqual(new Set(['token 2']));
    expect((await shared.getToken('https://other.example/.default'))?.token).toBe('token 3');
  });

  it('keep no failure: the next one asks again', async () => {
    const { credential } = service((times) =>
      times === 1 ? new Error('throttled') : { token: 'there', expiresOnTimestamp: hour },
    );
    const shared = sharedTokens(credential, () => 0);
    await expect(shared.getToken(storage)).rejects.toThrow('throttled');
    expect((await shared.getToken(storage))?.token).toBe('there');
  });

  it('don’t lose it because the one that asked first gives up', async () => {
    const given: (boolean | undefined)[] = [];
    const shared = sharedTokens(
      {
        getToken(_scopes, options) {
          given.push(options?.abortSignal?.aborted);
          return Promise.resolve({ token: 'there', expiresOnTimestamp: hour });
        },
      },
      () => 0,
    );
    await shared.getToken(storage, { abortSignal: AbortSignal.abort() });
    expect(given).toEqual([false]);
  });

  it('don’t wait for ever for a service that never answers, and the next one asks again', async () => {
    let isSilent = true;
    const credential: TokenCredential = {
      getToken: () =>
        isSilent
          ? new Promise(() => undefined)
          : Promise.resolve({ token: 'there', expiresOnTimestamp: hour }),
    };
    const shared = sharedTokens(credential, () => 0, 1);
    const both = await Promise.allSettled([shared.getToken(storage), shared.getToken(storage)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isSilent = false;
    expect((await shared.getToken(storage))?.token).toBe('there');
  });
});
