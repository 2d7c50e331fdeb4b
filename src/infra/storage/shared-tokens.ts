import { RestError } from '@azure/data-tables';
import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';

/** A token is asked for anew this long before it ends, at the latest. */
const spareMs = 5 * 60_000;
/** An identity service that never answers must not hold up everyone who asks afterwards. */
const maxAskMs = 15_000;

/**
 * One token for all clients of a storage account. Each of the SDK's clients, one a table, keeps a token of its own:
 * at a start they would ask the identity service some 26 times at once, which limits how often it is asked.
 */
export function sharedTokens(
  credential: TokenCredential,
  now: () => number = Date.now,
  limitMs = maxAskMs,
): TokenCredential {
  const asked = new Map<string, Promise<AccessToken | null>>();

  /** Not ended by the abort of the call that happens to be first: others wait for it too. */
  async function ask(
    key: string,
    scopes: string | string[],
    { abortSignal: _own, ...options }: GetTokenOptions,
  ) {
    const asking = within(limitMs, (abortSignal) =>
      credential.getToken(scopes, { ...options, abortSignal }),
    );
    asked.set(key, asking);
    try {
      return await asking;
    } catch (error) {
      if (asked.get(key) === asking) asked.delete(key);
      throw error;
    }
  }

  return {
    async getToken(scopes, options = {}) {
      const { tenantId, claims, enableCae } = options;
      const key = JSON.stringify([scopes, tenantId, claims, enableCae]);
      const there = asked.get(key);
      if (there === undefined) return ask(key, scopes, options);
      const token = await there;
      if (token !== null && isFresh(token, now())) return token;
      // Another call may have asked meanwhile.
      return asked.get(key) === there ? ask(key, scopes, options) : this.getToken(scopes, options);
    },
  };
}

async function within<Result>(
  milliseconds: number,
  work: (limit: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    // In this form the retry policy recognises it.
    reject(new RestError('the identity service did not answer in time', { code: 'ETIMEDOUT' }));
    limit.abort();
  }, milliseconds);
  try {
    return await Promise.race([work(limit.signal), promise]);
  } finally {
    clearTimeout(timer);
  }
}

function isFresh({ expiresOnTimestamp, refreshAfterTimestamp }: AccessToken, now: number): boolean {
  return now < Math.min(expiresOnTimestamp - spareMs, refreshAfterTimestamp ?? Infinity);
}
