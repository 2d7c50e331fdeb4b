/** A small router over node:http: JSON requests and responses, and the checks that a loopback server needs. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Call {
  readonly method: string;
  readonly path: string;
  /** the named parts of the route's path, decoded */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface Route {
  readonly method: string;
  /** `/v3/conversations/:id` */
  readonly path: string;
  readonly handle: (call: Call) => Promise<void> | void;
}

export function createRouter(routes: readonly Route[]) {
  const compiled = routes.map((route) => ({ ...route, pattern: patternOf(route.path) }));
  return {
    /** @returns false when no route matches */
    async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      // Untrusted input may be no valid URL.
      if (!URL.canParse(request.url ?? '/', 'http://local')) return false;
      const url = new URL(request.url ?? '/', 'http://local');
      const method = request.method ?? 'GET';
      for (const route of compiled) {
        if (route.method !== method) continue;
        const match = route.pattern.exec(url.pathname);
        if (match === null) continue;
        const params = decoded(match.groups ?? {});
        if (params === undefined) return false;
        const call = { method, path: url.pathname, params, query: url.searchParams };
        await route.handle({ ...call, request, response });
        return true;
      }
      return false;
    },
  };
}

/**
 * Whether the call comes from this server's own page or a program, not from another web page in the browser:
 * names other than loopback (DNS rebinding) and foreign origins are refused.
 */
export function isFromHere(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) return false;
  const { origin } = request.headers;
  return origin === undefined || origin === `http://${request.headers.host ?? ''}`;
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

export function sendNothing(response: ServerResponse, status = 204): void {
  response.writeHead(status);
  response.end();
}

/** @throws SyntaxError when the body isn't JSON; RangeError when it is larger than `maxBytes` */
export async function readJson(request: IncomingMessage, maxBytes = 1_000_000): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new RangeError('body too large');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as unknown);
}

function patternOf(path: string): RegExp {
  const source = path
    .replaceAll('.', '\\.')
    .replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => `(?<${name}>[^/]+)`);
  return new RegExp(`^${source}$`);
}

function decoded(groups: Record<string, string>): Record<string, string> | undefined {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    return undefined;
  }
}
