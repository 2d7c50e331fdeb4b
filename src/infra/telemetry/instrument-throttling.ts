import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Telemetry } from './ports.ts';

/** Services by the beginning of their addresses: `https://….table.core.windows.net`. */
export interface Services {
  readonly storage: readonly string[];
  readonly graph: readonly string[];
}

const busy = [429, 503];

/**
 * Counts throttled responses to all requests of this process. Node's diagnostics channels report each one,
 * including those that SDKs retry.
 * @returns stops counting
 */
export function instrumentThrottling(telemetry: Telemetry, services: Services): () => void {
  const count = (status: number, address: () => string) => {
    if (!busy.includes(status)) return;
    const service = serviceOf(address(), services);
    telemetry.count('rollcall.throttled', { service, status: String(status) });
  };
  /** of node:http: storage, Teams */
  const onHttp = (message: unknown) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    count(response.statusCode ?? 0, () => {
      const host = request.getHeader('host');
      return `${request.protocol}//${typeof host === 'string' ? host : request.host}${request.path}`;
    });
  };
  /** of fetch: Graph */
  const onFetch = (message: unknown) => {
    const { request, response } = message as {
      request: { origin: string | URL; path: string };
      response: { statusCode: number };
    };
    count(response.statusCode, () => `${String(request.origin)}${request.path}`);
  };
  subscribe('http.client.response.finish', onHttp);
  subscribe('undici:request:headers', onFetch);
  return () => {
    unsubscribe('http.client.response.finish', onHttp);
    unsubscribe('undici:request:headers', onFetch);
  };
}

function serviceOf(address: string, { storage, graph }: Services): string {
  if (storage.some((beginning) => address.startsWith(beginning))) return 'storage';
  if (graph.some((beginning) => address.startsWith(beginning))) return 'graph';
  // The Bot Connector's addresses differ by region; its paths don't.
  return /^[^?]*\/v3\/conversations(?:\/|$|\?)/.test(address) ? 'teams' : 'other';
}
