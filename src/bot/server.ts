import type { Activity, TurnContext } from 'botbuilder';
import {
  createServer,
  plugins,
  type Next,
  type Request,
  type Response,
  type Server,
} from 'restify';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { TeamsAdapter } from './adapter.ts';

/** More than Teams ever sends in one activity. */
const longestBody = 1024 * 1024;

export interface ServerDeps {
  readonly adapter: TeamsAdapter;
  readonly bot: (context: TurnContext) => Promise<void>;
  /** throws unless storage and queue can be reached */
  readonly ping: () => Promise<void>;
  readonly log: Log;
}

export interface EdgeServer {
  /** @returns the port that it listens on */
  listen(port: number, host: string): Promise<number>;
  /** Takes no more requests and resolves when the turns under way are answered. */
  close(): Promise<void>;
}

/** The edge: one door for activities, and two for whoever watches over the process. */
export function createEdgeServer({ adapter, bot, ping, log }: ServerDeps): EdgeServer {
  const server: Server = createServer({ name: 'rollcall', handleUncaughtExceptions: false });
  const underWay = new Set<Promise<void>>();
  // A compressed body would be unpacked before anyone has shown who they are, without a bound; Teams sends none.
  server.pre((request: Request, response: Response, next: Next) => {
    const encoding = request.header('content-encoding', 'identity');
    if (encoding === 'identity') {
      next();
      return;
    }
    response.send(415, { error: 'The body must not be compressed.' });
    next(false);
  });
  server.use(plugins.bodyParser({ maxBodySize: longestBody, mapParams: false }));

  server.post('/api/messages', async (request: Request, response: Response) => {
    const turn = receive(request, response);
    underWay.add(turn);
    await turn.finally(() => underWay.delete(turn));
  });
  // eslint-disable-next-line @typescript-eslint/require-await -- restify tells handlers apart by their being async
  server.get('/healthz', async (_request: Request, response: Response) => {
    response.send(200, { status: 'alive' });
  });
  server.get('/readyz', async (_request: Request, response: Response) => {
    try {
      await ping();
      response.send(200, { status: 'ready' });
    } catch (err) {
      log.warn({ err }, 'not ready');
      response.send(503, { status: 'not ready', reason: 'the storage can’t be reached' });
    }
  });

  async function receive(request: Request, response: Response): Promise<void> {
    const started = Date.now();
    const body: unknown = request.body;
    if (!isActivity(body)) {
      response.send(400, { error: 'The body has to be an activity.' });
      return;
    }
    try {
      const { status, body: answer } = await adapter.receive(
        request.header('authorization', ''),
        body,
        bot,
      );
      response.send(status, answer);
      log.info({ activity: body.id, turn: body.type, status, ms: Date.now() - started }, 'turn');
    } catch (err) {
      const status = statusOf(err);
      log[status < 500 ? 'warn' : 'error'](
        { err, activity: body.id, turn: body.type, status },
        'turn refused',
      );
      response.send(status, {
        error: status < 500 ? 'This activity was not accepted.' : 'Something went wrong.',
      });
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

function statusOf(error: unknown): number {
  if (error instanceof AppError) return 400;
  if (error instanceof Error && error.name === 'ZodError') return 400;
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' && (statusCode === 401 || statusCode === 403)
    ? statusCode
    : 500;
}
