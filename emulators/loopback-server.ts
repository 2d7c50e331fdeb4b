import {
  createGuardedServer,
  type GuardedServerOptions,
  type GuardLog,
} from '../src/edge/guarded-server.ts';

/**
 * A server of local mode. The emulators listen on loopback only, but a web page in the browser can reach
 * loopback too, so it has the product's guards. It has no limits on large or long requests: uploads, event
 * streams, deliberate hangs. Closing it cuts open connections at once.
 */
export function createLoopbackServer(options: {
  readonly setting: string;
  readonly log: Pick<GuardLog, 'warn'>;
  readonly handle: GuardedServerOptions['handle'];
}) {
  const { setting, log, handle } = options;
  return createGuardedServer({
    methods: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'],
    limits: {
      bodyBytes: Number.MAX_SAFE_INTEGER,
      // Graph's links contain their state and are long.
      targetCharacters: 8 * 1024,
      requestMs: 300_000,
      silenceMs: 0,
      closingMs: 0,
    },
    setting,
    log: {
      warn: log.warn.bind(log),
      error: log.warn.bind(log),
    },
    handle,
  });
}
