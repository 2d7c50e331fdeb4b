import type { Dependencies } from './dependencies.ts';
import { composeWeb } from './web.ts';
import { composeWorker } from './worker.ts';
import { composeShared } from './shared.ts';
import { composeTelemetry } from './telemetry.ts';
import type { EdgeServer } from '../edge/server.ts';
import { createHealthServer, type HealthServer } from '../edge/health/health-server.ts';
import { createReadiness } from '../edge/health/readiness.ts';
import { createHousekeeping } from '../jobs/housekeeping.ts';
import type { QueueLoop } from '../jobs/queue-loop.ts';
import type { Roles } from '../features/admin/roles.ts';

export interface Rollcall {
  /** absent with ROLE=worker */
  readonly server?: EdgeServer;
  /** the health checks' own server, where there is no other; only with ROLE=worker */
  readonly health?: HealthServer;
  readonly roles: Roles;
  /** Begins to take jobs and deliveries off the queues. */
  start(): void;
  /** Stops in good order: turns are finished, jobs handed back. */
  stop(): Promise<void>;
}

/** Puts the product together from its parts; nothing runs until it is started. Tests put together the same. */
export function composeRollcall(deps: Dependencies): Rollcall {
  const { settings, storage, log } = deps;
  const shared = composeShared(deps);
  const loops: QueueLoop[] = [];
  const instrumentation = composeTelemetry(deps, shared.now);
  const readiness = createReadiness({ ping: () => storage.ping(), loops: () => loops, log });
  shared.onSent(() => {
    for (const loop of loops) loop.wake();
  });
  const bot =
    settings.ROLE === 'worker'
      ? undefined
      : composeWeb(deps, shared, { instrumentation, readiness });
  if (bot !== undefined) loops.push(bot.deliveries);
  const worker = settings.ROLE === 'web' ? undefined : composeWorker(deps, shared, instrumentation);
  if (worker !== undefined) loops.push(worker.jobs);
  const housekeeping = createHousekeeping({
    turns: storage.turns,
    ...(bot !== undefined && { sweepNotices: bot.sweepNotices }),
    log,
    now: shared.now,
  });

  const health = bot === undefined ? createHealthServer(readiness, log) : undefined;

  return {
    ...(bot !== undefined && { server: bot.server }),
    ...(health !== undefined && { health }),
    roles: shared.roles,
    start() {
      for (const loop of loops) loop.start();
      housekeeping.start();
      worker?.purge.start();
      instrumentation.start();
    },
    async stop() {
      readiness.stop();
      // All at once: the door is closed in 5 s and jobs are handed back, whatever else takes its time.
      await Promise.all([
        bot?.server.close().then(() => bot.settled()),
        instrumentation.stop(),
        housekeeping.stop(),
        worker?.purge.stop(),
        ...loops.map((loop) => loop.stop()),
      ]);
      // Last: until then whoever asks is told that it stops.
      await health?.close();
    },
  };
}
