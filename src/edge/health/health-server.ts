import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGuardedServer, type GuardedServer } from '../guarded-server.ts';
import type { Log } from '../../log.ts';
import type { Readiness } from './readiness.ts';

export type HealthServer = GuardedServer;

/** The two health routes of a worker, which has no other server. They accept no body and reveal nothing but yes or no. */
export function createHealthServer(readiness: Readiness, log: Log): HealthServer {
  return createGuardedServer({
    methods: ['GET', 'HEAD'],
    limits: { bodyBytes: 0 },
    setting: 'HEALTH_PORT',
    log,
    async handle({ url }: IncomingMessage, response: ServerResponse) {
      send(response, await answerTo(url));
    },
  });

  async function answerTo(url: string | undefined): Promise<Answer> {
    if (url === '/healthz') return { status: 200, body: { status: 'alive' } };
    if (url === '/readyz') return readiness.answer();
    return { status: 404, body: { error: 'not found' } };
  }
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
