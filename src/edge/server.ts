import type { Activity, TurnContext } from 'botbuilder';
import { createServer, plugins, type Request, type Response, type Server } from 'restify';
import { AppError, type ErrorCode } from '../errors.ts';
import type { Readiness } from './health/readiness.ts';
import type { Log } from '../log.ts';
import type { TeamsAdapter } from './teams-adapter.ts';
import type { TurnObserver } from './ports.ts';
import { isTooDeep, limitSenders, maxBodyBytes } from './server-limits.ts';

export interface ServerDeps {
  readonly adapter: TeamsAdapter;
  readonly bot: (context: TurnContext) => Promise<void>;
  readonly readiness: Readiness;
  readonly observer: TurnObserver;
  readonly log: Log;
}

export interface EdgeServer {
  /** @returns the port that it listens on */
  listen(port: number, host: string): Promise<number>;
  /** Takes no more requests and resolves when the turns under way are answered. */
  close(): Promise<void>;
}

/** The edge: one door for activities, and two for whoever watches over the process. */
export function createEdgeServer({
  adapter,
  bot,
  readiness,
  observer,
  log,
}: ServerDeps): EdgeServer {
  const server: Server = createServer({ name: 'rollcall', handleUncaughtExceptions: false });
  const underWay = new Set<Promise<void>>();
  limitSenders(server);
  // JSON alone: parsers of forms would keep uploads of strangers on this machine's disk.
  const readBody = [
    plugins.bodyReader({ maxBodySize: maxBodyBytes }),
    ...plugins.jsonBodyParser({ bodyReader: true, mapParams: false }),
  ];

  server.post('/api/messages', ...readBody, async (request: Request, response: Response) => {
    const turn = receive(request, response);
    underWay.add(turn);
    await turn.finally(() => underWay.delete(turn));
  });
  // eslint-disable-next-line @typescript-eslint/require-await -- restify tells handlers apart by their being async
  server.get('/healthz', async (_request: Request, response: Response) => {
    response.send(200, { status: 'alive' });
  });
  server.get('/readyz', async (_request: Request, response: Response) => {
    const { status, body } = await readiness.answer();
    response.send(status, body);
  });

  async function receive(request: Request, response: Response): Promise<void> {
    const started = Date.now();
    const body: unknown = request.body;
    if (!isActivity(body) || isTooDeep(body)) {
      response.send(400, { error: 'The body has to be an activity.' });
      return;
    }
    const { id, type, name } = body;
    const hasValue = body.value !== undefined && body.value !== null;
    const watched = { id, type, name, hasValue };
    await observer.turn(watched, () => answer(request, response, body, started));
  }

  /** @returns the status that was answered with */
  async function answer(
    request: Request,
    response: Response,
    body: Activity,
    started: number,
  ): Promise<number> {
    try {
      const { status, body: answer } = await adapter.receive(
        request.header('authorization', ''),
        body,
        bot,
      );
      response.send(status, answer);
      log.info({ activity: body.id, turn: body.type, status, ms: Date.now() - started }, 'turn');
      return status;
    } catch (err) {
      const status = statusOf(err);
      log[status < 500 ? 'warn' : 'error'](
        { err, activity: body.id, turn: body.type, status },
        'turn refused',
      );
      response.send(status, {
        error: status < 500 ? 'This activity was not accepted.' : 'Something went wrong.',
      });
      return status;
    }
  }

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        const refused = (error: NodeJS.ErrnoException) =>
          reject(
            error.code === 'EADDRINUSE'
              ? new AppError('port-taken', { port, setting: 'PORT' })
              : error,
          );
        server.once('error', refused);
        server.listen(port, host, () => {
          server.removeListener('error', refused);
          resolve(server.address().port);
        });
      }),
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      await Promise.allSettled(underWay);
      // Connections that clients keep open would hold up the end.
      (server.server as { closeAllConnections?(): void }).closeAllConnections?.();
      await closed;
    },
  };
}

/** What the SDK and the bot read without asking has to be there; its schema checks the rest. */
function isActivity(body: unknown): body is Activity {
  if (typeof body !== 'object' || body === null) return false;
  const { type, conversation, from, recipient, serviceUrl } = body as Record<string, unknown>;
  const party = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { id?: unknown }).id === 'string';
  return (
    typeof type === 'string' &&
    typeof serviceUrl === 'string' &&
    party(conversation) &&
    party(from) &&
    party(recipient)
  );
}

/** What passes may be sent again, as Teams does after a 5xx; everything else would end the same. */
const statuses: Partial<Record<ErrorCode, number>> = {
  unsigned: 401,
  'other-channel': 403,
  unexpected: 500,
  'storage-unreachable': 503,
};

function statusOf(error: unknown): number {
  if (error instanceof AppError) return statuses[error.code] ?? 400;
  return error instanceof Error && error.name === 'ZodError' ? 400 : 500;
}
