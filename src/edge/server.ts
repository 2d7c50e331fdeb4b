import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { Activity, TurnContext } from 'botbuilder';
import { createServer, plugins, type Request, type Response, type Server } from 'restify';
import { inContext } from '../lib/diagnostics.ts';
import { createGuardedServer, type GuardedServer } from './guarded-server.ts';
import { edgeLimits, type EdgeLimits } from './limits.ts';
import { createPages, createSentencePages } from './pages.ts';
import { downloadPath, pagePaths } from '../domain/public-paths.ts';
import { AppError, type ErrorCode } from '../errors.ts';
import type { Readiness } from './health/readiness.ts';
import { cutForLog, type Log } from '../log.ts';
import type { TeamsAdapter } from './teams-adapter.ts';
import type { FileDoor, TurnObserver } from './ports.ts';
import type { TurnLimits } from './turn-limits.ts';
import { createTurnsInProgress } from './turns-in-progress.ts';
import { isActivity, keepWellFormed } from './well-formed.ts';

export interface ServerDeps {
  readonly adapter: TeamsAdapter;
  readonly bot: (context: TurnContext) => Promise<void>;
  readonly downloads: FileDoor;
  readonly readiness: Readiness;
  readonly observer: TurnObserver;
  readonly limits: TurnLimits;
  /** limits on connections that differ from the usual ones */
  readonly connections?: Partial<EdgeLimits> | undefined;
  readonly log: Log;
}

/** `close` resolves when the running turns are answered, or have answered that they can't finish. */
export type EdgeServer = GuardedServer;

/** The HTTP server: one route for activities, two for health checks, one for download links, and two public pages. */
export function createEdgeServer(deps: ServerDeps): EdgeServer {
  const { adapter, bot, downloads, readiness, observer, limits, log } = deps;
  const router: Server = createServer({ name: 'rollcall', handleUncaughtExceptions: false });
  const turns = createTurnsInProgress(limits);
  // JSON only: form parsers would store uploads of strangers on this machine's disk.
  const readBody = [
    plugins.bodyReader({ maxBodySize: edgeLimits.bodyBytes }),
    ...plugins.jsonBodyParser({ bodyReader: true, mapParams: false }),
  ];

  router.post('/api/messages', ...readBody, async (request: Request, response: Response) => {
    await receive(request, response);
  });
  // eslint-disable-next-line @typescript-eslint/require-await -- restify tells handlers apart by their being async
  router.get('/healthz', async (_request: Request, response: Response) => {
    response.send(200, { status: 'alive' });
  });
  router.get('/readyz', async (_request: Request, response: Response) => {
    const { status, body } = await readiness.answer();
    response.send(status, body);
  });
  const sendPage = createPages();
  for (const path of pagePaths) {
    // eslint-disable-next-line @typescript-eslint/require-await -- as above
    router.get(path, async (_request: Request, response: Response) => sendPage(path, response));
  }

  const sendSentences = createSentencePages();
  router.get(`${downloadPath}*`, async (request: Request, response: Response) => {
    const token = (request.url ?? '').slice(downloadPath.length);
    const opened = await downloads.open(token, request.header('accept-language', ''));
    if ('status' in opened) {
      sendSentences(opened, response);
      return;
    }
    // The address of the storage is a secret for as long as it works.
    const kept = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
    response.writeHead(302, { ...kept, location: opened.to });
    response.end();
  });

  const routes = router.server as HttpServer;
  const server = createGuardedServer({
    methods: ['GET', 'HEAD', 'POST'],
    setting: 'PORT',
    limits: { ...deps.connections },
    log,
    // restify's own server never listens; it only routes.
    handle(request: IncomingMessage, response: ServerResponse) {
      // Node leaves out the body. Some load balancers probe with it, and some check links.
      if (request.method === 'HEAD') request.method = 'GET';
      routes.emit('request', request, response);
    },
  });

  async function receive(request: Request, response: Response): Promise<void> {
    const started = Date.now();
    const body: unknown = request.body;
    if (!isActivity(body) || isTooDeep(body)) {
      response.send(400, { error: 'The body has to be an activity.' });
      return;
    }
    keepWellFormed(body);
    const id = cutText(body.id);
    const type = cutForLog(body.type);
    const hasValue = body.value !== undefined && body.value !== null;
    const watched = { id, type, name: cutText(body.name), hasValue };
    const about = { activity: id, turn: type };
    await inContext(about, () =>
      observer.turn(watched, async () => {
        const status = await turns.run(() => answer(request, response, body, started));
        if (status !== 'late') return status;
        log.error({ ...about, ms: Date.now() - started }, 'a turn did not end');
        send(response, 503, { error: 'Something went wrong.' });
        return 503;
      }),
    );
  }

  /** @returns the status of the response */
  async function answer(
    request: Request,
    response: Response,
    body: Activity,
    started: number,
  ): Promise<number> {
    const about = { activity: cutText(body.id), turn: body.type };
    try {
      const authorization = request.header('authorization', '');
      const { status, body: answer } = await adapter.receive(authorization, body, bot);
      send(response, status, answer);
      log.info({ ...about, status, ms: Date.now() - started }, 'turn');
      return status;
    } catch (err) {
      const status = statusOf(err);
      log[status < 500 ? 'warn' : 'error']({ err, ...about, status }, 'turn refused');
      send(response, status, {
        error: status < 500 ? 'This activity was not accepted.' : 'Something went wrong.',
      });
      return status;
    }
  }

  return {
    listen: (port, host) => server.listen(port, host),
    async close() {
      const closed = server.close();
      await turns.end();
      await closed;
    },
  };
}

/** Untrusted input may be no text at all. */
function cutText(text: unknown): string | undefined {
  return typeof text === 'string' ? cutForLog(text) : undefined;
}

/** A turn that was answered as too late may still end. */
function send(response: Response, status: number, body: unknown): void {
  if (!response.headersSent) response.send(status, body);
}

/** Errors that may be temporary get a 5xx, after which Teams sends again; for all others a retry would end the same. */
const statuses: Partial<Record<ErrorCode, number>> = {
  unsigned: 401,
  'other-channel': 403,
  unexpected: 500,
  'storage-unreachable': 503,
  'too-slow': 503,
  busy: 503,
};

function statusOf(error: unknown): number {
  if (error instanceof AppError) return statuses[error.code] ?? 400;
  return error instanceof Error && error.name === 'ZodError' ? 400 : 500;
}

/** Teams sends a few levels only; code that recurses into deeper data would overflow the stack. */
const maxLevels = 100;

/** Whether data are nested deeper than anything Teams sends. */
function isTooDeep(body: unknown): boolean {
  let level: readonly unknown[] = [body];
  for (let depth = 0; depth < maxLevels; depth += 1) {
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
