import { Agent, createServer, request } from 'node:http';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import type { Fault, Passing } from './faults.ts';

/**
 * A loopback proxy between the product and a service that injects faults. A request to be carried out is
 * carried out completely before its fault starts, so that the outcome is known.
 */
export interface ProxyOptions {
  /** port of the target, read for each request; undefined: unavailable, and the connection breaks */
  readonly target: () => number | undefined;
  readonly classOf: (incoming: IncomingMessage) => Passing;
  readonly faultFor: (passing: Passing, sent: Sent) => Fault | undefined;
  /**
   * Called for every request before it is passed on, and before its response is returned. @returns false: the
   * sender is dead now
   */
  readonly observer?: (passing: Passing, moment: 'asked' | 'done') => boolean;
  /** rewrites a body, in both directions */
  readonly rewrite?: (body: string) => string;
  readonly rewriteAnswer?: (body: string) => string;
}

/** A request, besides its class. */
export interface Sent {
  readonly url: string;
  readonly body: Buffer;
}

export interface Proxy {
  readonly port: number;
  stop(): Promise<void>;
}

/** Closed before the servers close an idle connection. */
const agent = new Agent({ keepAlive: true, timeout: 3_000 });

export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const server = createServer((incoming, outgoing) => {
    // A client may abort.
    pass(options, incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pass(
  options: ProxyOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const passing = options.classOf(incoming);
  const body = await bodyOf(incoming, options.rewrite);
  const isAlive = options.observer?.(passing, 'asked') ?? true;
  const fault = isAlive
    ? options.faultFor(passing, { url: incoming.url ?? '', body })
    : ({ kind: 'reset-before' } as const);
  if (fault?.kind === 'late') await new Promise((resolve) => setTimeout(resolve, fault.ms));
  const port = options.target();
  if (fault?.kind === 'hung' && !fault.carriedOut) return;
  if (fault?.kind === 'refused' && !fault.carriedOut) refuse(outgoing, fault);
  else if (fault?.kind === 'reset-before' || port === undefined) breakOff(incoming);
  else {
    const answer = await ask(port, incoming, body);
    const content = await bodyOf(answer, options.rewriteAnswer);
    const isStillAlive = options.observer?.(passing, 'done') ?? true;
    if (!isStillAlive || fault?.kind === 'reset-after') breakOff(incoming);
    else if (fault?.kind === 'refused') refuse(outgoing, fault);
    else if (fault?.kind !== 'hung') {
      await give(outgoing, answer, content, fault?.kind === 'torn' ? fault.share : undefined);
    }
  }
}

async function bodyOf(
  message: IncomingMessage,
  rewrite: ((text: string) => string) | undefined,
): Promise<Buffer> {
  const body = await buffer(message);
  return rewrite === undefined ? body : Buffer.from(rewrite(body.toString()));
}

function ask(port: number, incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  const { 'transfer-encoding': _chunked, ...headers } = incoming.headers;
  if (body.length > 0) headers['content-length'] = String(body.length);
  return new Promise((resolve, reject) => {
    const onward: ClientRequest = request(
      { host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers, agent },
      resolve,
    );
    onward.once('error', reject);
    onward.end(body);
  });
}

async function give(
  outgoing: ServerResponse,
  answer: IncomingMessage,
  content: Buffer,
  torn: number | undefined,
): Promise<void> {
  const { 'transfer-encoding': _chunked, connection: _connection, ...headers } = answer.headers;
  const hasBody = content.length > 0;
  outgoing.writeHead(answer.statusCode ?? 500, {
    ...headers,
    ...(hasBody && { 'content-length': content.length }),
  });
  if (torn === undefined || !hasBody) {
    outgoing.end(content);
    return;
  }
  const part = content.subarray(0, Math.floor(content.length * torn));
  await new Promise<void>((resolve) => outgoing.write(part, () => resolve()));
  outgoing.destroy();
}

function refuse(outgoing: ServerResponse, fault: Extract<Fault, { kind: 'refused' }>): void {
  const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  outgoing.writeHead(fault.status, { 'content-type': 'text/plain', ...retry });
  outgoing.end('on purpose');
}

function breakOff(incoming: IncomingMessage): void {
  incoming.socket.resetAndDestroy();
}
