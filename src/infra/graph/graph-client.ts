import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  retryPolicy,
  systemErrorRetryPolicy,
  throttlingRetryPolicy,
  type PipelineResponse,
  type RetryStrategy,
} from '@azure/core-rest-pipeline';
import { beforeDeadline, currentDeadline } from '../../lib/deadline.ts';
import { AppError } from '../../errors.ts';
import { graphError, refusedBy } from './graph-errors.ts';

/** Microsoft Graph: authentication, retries, and the meaning of its errors. */
export interface GraphClient {
  /**
   * @param path path in version 1.0, without the version; or a complete link returned by Graph
   * @throws AppError `entra-unreachable`, `entra-refused`, `entra-delta-expired`
   */
  get(tenant: string, path: string, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  /** The same; undefined where Graph says that there is nothing. */
  find(tenant: string, path: string, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  /** A file, such as a picture; undefined where there is none. */
  bytes(tenant: string, path: string): Promise<Buffer | undefined>;
}

export interface GraphClientOptions {
  /** `https://graph.microsoft.com`, or on loopback in local mode */
  readonly url: string;
  /** a bearer token that reads the tenant's directory */
  readonly tokenOf: (tenant: string) => Promise<string>;
}

/**
 * Graph says how long to wait (Retry-After), and the pipeline waits that long; after these retries the job tries
 * again as a whole.
 */
const retries = { maxRetries: 3 };
/** doubles with each retry */
const firstDelayMs = 2_000;
/** A connection that was closed while it was idle. An address that nobody answers is told at once. */
const lostConnection = { maxRetries: 1, retryDelayInMs: 100 };
/** for a call with all its retries and waits */
const maxCallMs = 5 * 60_000;

/** Graph is busy or out of order, and doesn't say for how long. */
const unsaid: RetryStrategy = {
  name: 'graphUnsaid',
  retry({ retryCount, response }) {
    const isBusy = response !== undefined && [429, 500, 502, 503, 504].includes(response.status);
    const isSaid = response !== undefined && saysWhen(response);
    return isBusy && !isSaid
      ? { retryAfterInMs: firstDelayMs * 2 ** retryCount }
      : { skipStrategy: true };
  },
};

/** Such an answer has been waited for as often as it may. */
function saysWhen({ status, headers }: PipelineResponse): boolean {
  return (status === 429 || status === 503) && headers.has('retry-after');
}

export function createGraphClient({ url, tokenOf }: GraphClientOptions): GraphClient {
  const root = `${url.replace(/\/$/, '')}/v1.0/`;
  const network = createDefaultHttpClient();
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(systemErrorRetryPolicy(lostConnection), { phase: 'Retry' });
  pipeline.addPolicy(retryPolicy([unsaid], retries), { phase: 'Retry' });
  pipeline.addPolicy(throttlingRetryPolicy(retries), { phase: 'Retry' });

  async function send(
    address: string,
    token: string,
    given: Readonly<Record<string, string>>,
    isFile = false,
  ): Promise<PipelineResponse> {
    const limit = AbortSignal.timeout(maxCallMs);
    const shared = currentDeadline()?.signal;
    const request = createPipelineRequest({
      url: address,
      headers: createHttpHeaders({
        ...given,
        accept: isFile ? '*/*' : 'application/json',
        authorization: `Bearer ${token}`,
      }),
      ...(isFile && { streamResponseStatusCodes: new Set([200]) }),
      abortSignal: shared === undefined ? limit : AbortSignal.any([limit, shared]),
      // Only local mode's Graph, on loopback, has such an address.
      allowInsecureConnection: address.startsWith('http:'),
    });
    return pipeline.sendRequest(network, request);
  }

  async function ask<Result>(
    tenant: string,
    path: string,
    read: (address: string, token: string) => Promise<Result>,
  ): Promise<Result> {
    const address = addressOf(path, root);
    try {
      return await beforeDeadline(async () => read(address, await tokenOf(tenant)));
    } catch (error) {
      throw graphError(error);
    }
  }

  return {
    get: (tenant, path, headers = {}) =>
      ask(tenant, path, async (address, token) => jsonOf(await send(address, token, headers))),
    find: (tenant, path, headers = {}) =>
      ask(tenant, path, async (address, token) => {
        const answer = await send(address, token, headers);
        return answer.status === 404 ? undefined : jsonOf(answer);
      }),
    bytes: (tenant, path) =>
      ask(tenant, path, async (address, token) => {
        const answer = await send(address, token, {}, true);
        if (answer.status === 404) return undefined;
        if (answer.status !== 200) throw refusedBy(answer.status, answer.bodyAsText);
        const chunks: Buffer[] = [];
        for await (const chunk of answer.readableStreamBody ?? []) chunks.push(Buffer.from(chunk));
        return Buffer.concat(chunks);
      }),
  };
}

function jsonOf({ status, bodyAsText }: PipelineResponse): unknown {
  if (status !== 200) throw refusedBy(status, bodyAsText);
  return JSON.parse(bodyAsText ?? '') as unknown;
}

/**
 * Links must lead back to this Graph, or the token would be sent to another server; a link stored from another
 * Graph is useless.
 */
function addressOf(path: string, root: string): string {
  if (!/^https?:/i.test(path)) return `${root}${path}`;
  if (path.startsWith(root)) return path;
  throw new AppError('entra-delta-expired', {}, { note: 'a link that doesn’t lead to this Graph' });
}
