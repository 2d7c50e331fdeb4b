import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { inContext } from '../lib/diagnostics.ts';
import { withoutToken } from '../domain/public-paths.ts';
import { AppError } from '../errors.ts';
import { cutForLog } from '../log.ts';
import { refusal, refusalOf, type Refusal } from './check-request.ts';
import { createConnections } from './connections.ts';
import { edgeLimits, type EdgeLimits } from './limits.ts';

/** The part of a log that this server writes to. */
export interface GuardLog {
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export interface GuardedServerOptions {
  readonly methods: readonly string[];
  /** limits that differ from the defaults */
  readonly limits?: Partial<EdgeLimits>;
  /** the setting that names the port, for the error that it is taken */
  readonly setting: string;
  readonly log: GuardLog;
  /** Handles a request that passed the checks. An error ends that connection and nothing else. */
  handle(request: IncomingMessage, response: ServerResponse): unknown;
}

export interface GuardedServer {
  /** @returns the port that it listens on @throws AppError `port-taken` */
  listen(port: number, host: string): Promise<number>;
  /** Accepts no more connections, lets running responses finish, and cuts what is left after `closingMs`. */
  close(): Promise<void>;
}

/**
 * A listening server that strangers can't bring down: each request is checked before it is routed, only HTTP
 * requests are accepted, every state of a connection has a timeout, and no connection error reaches the
 * process.
 */
export function createGuardedServer(options: GuardedServerOptions): GuardedServer {
  const { methods, setting, log } = options;
  const limits = { ...edgeLimits, ...options.limits };
  const connections = createConnections(limits.connections);
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkedEveryMs,
    // Checked below, so that it is logged like the other refusals.
    requireHostHeader: false,
  });
  server.timeout = limits.silenceMs;
  server.maxRequestsPerSocket = limits.requests;

  function note(why: Refusal, request: IncomingMessage): void {
    const { method } = request;
    log.warn({ ...why, method, target: shownTarget(request) }, 'a request was refused');
  }

  /** Checks a request and answers it if it is refused. @returns whether it may be handled */
  function isTaken(request: IncomingMessage, response: ServerResponse): boolean {
    // Node answers pipelined requests in order, and in some cases ends the process. No client of ours needs
    // them.
    if (!connections.answering(request, response)) {
      note(refusal(400, 'pipelined'), request);
      return false;
    }
    const refused = refusalOf(request, { methods, limits });
    if (refused === undefined) return true;
    refuse(request, response, refused);
    return false;
  }

  function refuse(request: IncomingMessage, response: ServerResponse, refused: Refusal): void {
    note(refused, request);
    // The rest of the request is not read.
    connections.last(request);
    response.writeHead(refused.status, {
      'content-type': 'application/json',
      ...(refused.status === 405 && { allow: methods.join(', ') }),
    });
    response.end(JSON.stringify({ error: `Refused: ${refused.reason}.` }));
  }

  function hand(request: IncomingMessage, response: ServerResponse): void {
    const about = { request: cutForLog(`${request.method ?? ''} ${shownTarget(request)}`) };
    void inContext(about, () => answered(request, response));
  }

  async function answered(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await options.handle(request, response);
    } catch (err) {
      log.error({ err }, 'a request could not be answered');
      response.destroy();
    }
  }

  server.on('connection', (socket) => connections.add(socket));
  server.on('request', (request, response) => {
    if (isTaken(request, response)) hand(request, response);
  });
  server.on('checkContinue', (request, response) => {
    if (!isTaken(request, response)) return;
    response.writeContinue();
    hand(request, response);
  });
  server.on('checkExpectation', (request, response) => {
    if (isTaken(request, response)) refuse(request, response, refusal(417, 'expectation'));
  });
  const notHttp = (request: IncomingMessage, socket: Duplex) => {
    const refused = refusal(400, 'upgrade');
    note(refused, request);
    part(socket, refused.status);
  };
  server.on('upgrade', notHttp);
  server.on('connect', notHttp);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // The socket is gone, or nothing was requested, as on a connection that a load balancer opened ahead.
    const isSilent = 'bytesRead' in socket && socket.bytesRead === 0;
    if (error.code === 'ECONNRESET' || !socket.writable || isSilent) {
      socket.destroy();
      return;
    }
    const status = statusOf(error.code);
    const reason = error.code ?? 'no HTTP';
    log.warn({ status, reason }, 'a request was refused');
    if (connections.canRespond(socket)) part(socket, status);
    else socket.destroy();
  });

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        const refused = (error: NodeJS.ErrnoException) =>
          reject(
            error.code === 'EADDRINUSE' ? new AppError('port-taken', { port, setting }) : error,
          );
        server.once('error', refused);
        server.listen(port, host, () => {
          server.removeListener('error', refused);
          // Of the listening socket itself, such as too many open files. The next connection may work again.
          server.on('error', (err) => log.error({ err }, 'the server could not take a connection'));
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => connections.destroyAll(), limits.closingMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        connections.endUnlessAnswering();
      }),
  };
}

function shownTarget({ url = '' }: IncomingMessage): string {
  return withoutToken(url);
}

/** @returns the status for an error code of Node's HTTP parser */
function statusOf(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 413;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

/** A final response on a connection that doesn't speak HTTP, or no longer does. */
function part(socket: Duplex, status: number): void {
  socket.on('error', () => undefined);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
