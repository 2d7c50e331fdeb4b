/**
 * A loopback Microsoft Graph: the few calls that read a directory, answered as Graph documents them. It knows
 * nothing of its callers. The bearer token is `local:<tenant id>` and selects the directory.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { asAppError } from '../../src/errors.ts';
import { createLoopbackServer } from '../loopback-server.ts';
import { refusal } from './answer.ts';
import type { Answer } from './answer.ts';
import { createBusyDays } from './busy-days.ts';
import { createDirectory, type ExpiredStatus } from './directory.ts';
import { createGraphFaults } from './faults.ts';
import { serveGraph } from './graph-service.ts';
import { createKeptDirectory } from './kept-directory.ts';
import type { GraphLog } from './kept-directory.ts';

export interface LocalGraphOptions {
  /** 0 takes any free port, as does a port that another program has. */
  readonly port: number;
  /** Loopback only, since it has no authentication. */
  readonly host: '127.0.0.1';
  readonly log: GraphLog;
  /** where the directories are stored between starts; absent: in memory only */
  readonly dataDir?: string;
}

export type LocalGraph = ReturnType<typeof createLocalGraph>;

const version = '/v1.0';

export function createLocalGraph(options: LocalGraphOptions) {
  const { log, host } = options;
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let port = options.port;
  const url = () => `http://${host}:${port}${version}`;

  const directory = createDirectory(() => {
    kept?.changed();
    tell();
  });
  const faults = createGraphFaults(tell);
  const kept =
    options.dataDir === undefined
      ? undefined
      : createKeptDirectory({ directory, dataDir: options.dataDir, log });

  function tell(): void {
    for (const listener of listeners) listener();
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { hang, slowMs } = faults.now();
    // The socket stays open until the client times out or this server stops.
    if (hang) return;
    if (slowMs > 0) await pause(slowMs, undefined, { signal: stopping.signal });
    send(request, response, faulty(request) ?? repeated(answer(request)));
  }

  let lastOfPage: readonly unknown[] = [];

  /** A page with the last entry of the page before in front, if that fault is on. */
  function repeated(found: Answer): Answer {
    const body = found.body as { readonly value?: readonly unknown[] };
    if (!faults.now().repeats || body.value === undefined) return found;
    const value = [...lastOfPage, ...body.value];
    lastOfPage = '@odata.nextLink' in body ? value.slice(-1) : [];
    return { ...found, body: { ...body, value } };
  }

  function faulty({ url: address = '' }: IncomingMessage): Answer | undefined {
    const fault = faults.take(/skiptoken/i.test(address));
    if (fault === undefined) return undefined;
    switch (fault.status) {
      case 400: {
        const message = 'The specified page token value has expired.';
        return refusal(400, 'Directory_ExpiredPageToken', message);
      }
      case 503:
        return refusal(503, 'serviceNotAvailable', 'Service unavailable.');
      case 429: {
        const headers = { 'retry-after': String(fault.retryAfter) };
        return refusal(429, 'TooManyRequests', 'Too many requests.', headers);
      }
    }
  }

  function answer(request: IncomingMessage): Answer {
    const isAddress = URL.canParse(request.url ?? '/', 'http://local');
    const called = new URL(isAddress ? (request.url ?? '/') : '/', 'http://local');
    if (!called.pathname.startsWith(`${version}/`)) {
      return refusal(404, 'BadRequest', 'Invalid version.');
    }
    const { authorization, prefer } = request.headers;
    return serveGraph(directory, {
      method: request.method ?? 'GET',
      path: called.pathname.slice(version.length),
      query: called.searchParams,
      authorization,
      prefer: Array.isArray(prefer) ? prefer.join(',') : prefer,
      consistency: request.headers.consistencylevel?.toString(),
      root: url(),
    });
  }

  async function served(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await serve(request, response);
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.warn({ err: error }, 'local Graph: a call failed');
      if (response.headersSent) return;
      send(request, response, refusal(500, 'generalException', 'An internal error occurred.'));
    }
  }

  const server = createLoopbackServer({ setting: 'LOCAL_GRAPH_PORT', log, handle: served });

  return {
    users: directory.users,
    groups: directory.groups,
    faults,
    ...createBusyDays(directory),
    /** Refuses every delta link issued so far from now on, with this status; absent: 410. */
    expireDelta: (status?: ExpiredStatus): void => directory.expireDelta(status),
    /** Reports every change of users, groups and faults. @returns a function that stops listening */
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Ends in `/v1.0`; with port 0 known only after `start`. */
    get url(): string {
      return url();
    },

    /** @throws AppError `port-taken` */
    async start(): Promise<void> {
      await kept?.start();
      port = await server.listen(options.port, host).catch((error: unknown) => {
        if (asAppError(error).code !== 'port-taken') throw error;
        return server.listen(0, host);
      });
      log.info({ url: url() }, 'local Graph is open');
    },

    /** Ends running calls, including deliberately hanging ones. */
    async stop(): Promise<void> {
      stopping.abort();
      await kept?.stop();
      await server.close();
    },
  };
}

/** Graph identifies every call twice: in a header, and in the body of an error. */
function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const id = randomUUID();
  const given = request.headers['client-request-id'];
  const client = typeof given === 'string' ? given : id;
  response.writeHead(answer.status, {
    'content-type':
      answer.body instanceof Uint8Array
        ? 'image/png'
        : 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    'cache-control': 'no-cache',
    'request-id': id,
    'client-request-id': client,
    ...answer.headers,
  });
  const { body } = answer;
  response.end(body instanceof Uint8Array ? body : JSON.stringify(named(body, id, client)));
}

function named(body: unknown, id: string, client: string): unknown {
  if (typeof body !== 'object' || body === null || !('error' in body)) return body;
  const { error } = body;
  if (typeof error !== 'object') return body;
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': id,
    'client-request-id': client,
  };
  return { error: { ...error, innerError } };
}
