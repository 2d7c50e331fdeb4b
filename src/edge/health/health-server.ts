import { createServer, type ServerResponse } from 'node:http';
import { AppError } from '../../errors.ts';
import type { Readiness } from './readiness.ts';

export interface HealthServer {
  /** @returns the port that it listens on @throws AppError `port-taken` */
  listen(port: number, host: string): Promise<number>;
  close(): Promise<void>;
}

/** The two doors for whoever watches over a worker, which has no other. They take no body and tell nothing but yes and no. */
export function createHealthServer(readiness: Readiness): HealthServer {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 });
  server.on('request', ({ method, url }, response) => {
    void answerTo(method, url).then((answer) => send(response, answer));
  });
  server.maxConnections = 50;

  async function answerTo(method: string | undefined, url: string | undefined): Promise<Answer> {
    if (method !== 'GET') return { status: 405, body: { error: 'GET only' } };
    if (url === '/healthz') return { status: 200, body: { status: 'alive' } };
    if (url === '/readyz') return readiness.answer();
    return { status: 404, body: { error: 'not found' } };
  }

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        const refused = (error: NodeJS.ErrnoException) =>
          reject(
            error.code === 'EADDRINUSE'
              ? new AppError('port-taken', { port, setting: 'HEALTH_PORT' })
              : error,
          );
        server.once('error', refused);
        server.listen(port, host, () => {
          server.removeListener('error', refused);
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
