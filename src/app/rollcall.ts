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
import { defined } from '../lib/defined.ts';

export interface Rollcall {
  /** absent with ROLE=worker */
  readonly server?: EdgeServer;
  /** health checks of a worker, which has no other server; only with ROLE=worker */
  readonly health?: HealthServer;
  readonly roles: Roles;
  /** Starts the loops that read the queues. */
  start(): void;
  /** Stops gracefully: running turns are answered, unfinished jobs return to the queue. */
  stop(): Promise<void>;
}

/** Composes the product; nothing runs before `start`. Tests compose the same. */
export function composeRollcall(deps: Dependencies): Rollcall {
  const { settings, storage, log } = deps;
  const shared = composeShared(deps);
  const loops: QueueLoop[] = [];
  const instrumentation = composeTelemetry(deps, shared.now);
  const readiness = createReadiness({ ping: () => storage.ping(), loops: () => loops, log });
  const bot =
    settings.ROLE === 'worker'
      ? undefined
      : composeWeb(deps, shared, { instrumentation, readiness });
  if (bot !== undefined) loops.push(bot.deliveries);
  const worker = settings.ROLE === 'web' ? undefined : composeWorker(deps, shared, instrumentation);
  if (worker !== undefined) loops.push(worker.jobs);
  shared.onSent((queue, afterSeconds) => {
    const loop = queue === 'jobs' ? worker?.jobs : bot?.deliveries;
    loop?.wake(afterSeconds);
  });
  const housekeeping = createHousekeeping({
    turns: storage.turns,
    ...(bot !== undefined && { sweepNotices: bot.sweepNotices }),
    log,
    now: shared.now,
  });

  const health = bot === undefined ? createHealthServer(readiness, log) : undefined;

  return {
    ...(bot !== undefined && { server: bot.server }),
    ...defined({ health }),
    roles: shared.roles,
    start() {
      for (const loop of loops) loop.start();
      housekeeping.start();
      worker?.purge.start();
      worker?.inbox.start();
      worker?.backups.start();
      instrumentation.start();
    },
    async stop() {
      readiness.stop();
      // All at once: the listening server has 5 s to close and jobs have to be given back, however slow one of
      // them is.
      await Promise.all([
        bot?.server.close().then(() => bot.settled()),
        instrumentation.stop(),
        housekeeping.stop(),
        worker?.purge.stop(),
        worker?.inbox.stop(),
        worker?.backups.stop(),
        ...loops.map((loop) => loop.stop()),
      ]);
      // Last, so that health checks are answered with "stopping" until the end.
      await health?.close();
    },
  };
}
