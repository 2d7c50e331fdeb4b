import {
  createGuardedServer,
  type GuardedServerOptions,
  type GuardLog,
} from '../src/edge/guarded-server.ts';

/**
 * A server of local mode: what stands in for Teams and Entra is on loopback only, but so is any web page that a browser shows. It
 * has the product's guards, without the limits on what is large or takes long on purpose: uploads, streams of events, faults that
 * hang. When it closes, it cuts what is left at once.
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
      // Links that Graph hands out carry what it has to remember.
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
