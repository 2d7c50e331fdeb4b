import type { Server as HttpServer } from 'node:http';
import type { Next, Request, Response, Server } from 'restify';

/** Teams takes messages up to some 100 KB, and cards of 28 KB; what comes with them is little. */
export const maxBodyBytes = 256 * 1024;

/** What Teams sends is a few levels deep; what goes through data level by level would run out of stack. */
const maxLevels = 100;

/**
 * What one sender may cost. Activities are small and come at once, so whoever sends slowly or much is let go: before they
 * have shown who they are, nothing of theirs is waited for, unpacked or kept.
 */
const headersMs = 10_000;
const requestMs = 20_000;
const checkedEveryMs = 1_000;
/** Each may hold a body's worth of memory. More wait at the machine's door, and the health checks with them. */
const maxConnections = 1_000;

/** To be called before the server listens. */
export function limitSenders(server: Server): void {
  const http = server.server as HttpServer & { connectionsCheckingInterval: number };
  http.headersTimeout = headersMs;
  http.requestTimeout = requestMs;
  // An option of the constructor, which restify doesn't hand on. The usual half minute would double the limits.
  http.connectionsCheckingInterval = checkedEveryMs;
  http.maxConnections = maxConnections;
  server.pre(refuseCompressed, refuseLong);
}

/** A compressed body would be unpacked before anyone has shown who they are, without a bound; Teams sends none. */
function refuseCompressed(request: Request, response: Response, next: Next): void {
  if (request.header('content-encoding', 'identity') === 'identity') {
    next();
    return;
  }
  response.send(415, { error: 'The body must not be compressed.' });
  next(false);
}

/** Bodies that don't say their length are counted as they come. */
function refuseLong(request: Request, response: Response, next: Next): void {
  if (Number(request.header('content-length', '0')) <= maxBodyBytes) {
    next();
    return;
  }
  // What is still on its way is not read.
  response.header('connection', 'close');
  response.send(413, { error: 'The body is too large.' });
  next(false);
}

/** Whether data are nested deeper than anything that Teams sends. */
export function isTooDeep(body: unknown): boolean {
  let level: readonly unknown[] = [body];
  for (let depth = 0; depth < maxLevels; depth += 1) {
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
