import sdk, { type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import { beforeDeadline, currentDeadline } from '../../lib/deadline.ts';
import { AppError } from '../../errors.ts';
import { graphError } from './graph-errors.ts';

/** Microsoft Graph over its SDK: authentication, retries, and the meaning of its errors. */
export interface GraphClient {
  /**
   * @param path path in version 1.0, without the version; or a complete link returned by Graph
   * @throws AppError `entra-unreachable`, `entra-refused`, `entra-delta-expired`
   */
  get(tenant: string, path: string, headers?: Readonly<Record<string, string>>): Promise<unknown>;
}

export interface GraphClientOptions {
  /** `https://graph.microsoft.com`, or on loopback in local mode */
  readonly url: string;
  /** a bearer token that reads the tenant's directory */
  readonly tokenOf: (tenant: string) => Promise<string>;
}

const version = 'v1.0';
/**
 * Graph says how long to wait (Retry-After), and the SDK waits that long; after these retries the job tries
 * again as a whole.
 */
const maxRetries = 3;
const firstDelaySeconds = 2;
/** for a call with all its retries and waits */
const maxCallMs = 5 * 60_000;

export function createGraphClient({ url, tokenOf }: GraphClientOptions): GraphClient {
  const host = url.endsWith('/') ? url : `${url}/`;
  const root = `${host}${version}/`;

  return {
    async get(tenant, path, headers = {}) {
      const client = clientFor(host, () => tokenOf(tenant));
      try {
        const request = client.api(relative(path, root)).headers({ ...headers });
        const limit = AbortSignal.timeout(maxCallMs);
        const shared = currentDeadline()?.signal;
        const signal = shared === undefined ? limit : AbortSignal.any([limit, shared]);
        // The SDK ignores the signal while it waits for a token or a retry.
        return await beforeDeadline(
          () => request.option('signal', signal).get() as Promise<unknown>,
        );
      } catch (error) {
        throw graphError(error);
      }
    },
  };
}

/**
 * Links must lead back to this Graph, or the token would be sent to another server; a link stored from another
 * Graph is useless.
 */
function relative(path: string, root: string): string {
  if (!/^https?:/i.test(path)) return path;
  if (path.startsWith(root)) return path.slice(root.length);
  throw new AppError('entra-delta-expired', {}, { note: 'a link that doesn’t lead to this Graph' });
}

function clientFor(host: string, token: () => Promise<string>) {
  const authenticate = new Authenticate(token);
  const options = new sdk.RetryHandlerOptions(firstDelaySeconds, maxRetries);
  const retry = new sdk.RetryHandler(options);
  authenticate.setNext(retry);
  retry.setNext(new sdk.HTTPMessageHandler());
  return sdk.Client.initWithMiddleware({
    middleware: authenticate,
    baseUrl: host,
    defaultVersion: version,
  });
}

/** The SDK's own handler sends the token only to Microsoft's https addresses, and so never to loopback. */
class Authenticate implements Middleware {
  private readonly token: () => Promise<string>;
  private next: Middleware | undefined;

  constructor(token: () => Promise<string>) {
    this.token = token;
  }

  setNext(next: Middleware): void {
    this.next = next;
  }

  async execute(context: Context): Promise<void> {
    const headers = new Headers(context.options?.headers);
    headers.set('Authorization', `Bearer ${await this.token()}`);
    context.options = { ...context.options, headers: Object.fromEntries(headers) };
    await this.next?.execute(context);
  }
}
