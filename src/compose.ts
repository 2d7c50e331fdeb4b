import { composeBot } from './compose-bot.ts';
import { composeJobs } from './compose-jobs.ts';
import { composeShared, type RollcallParts } from './compose-shared.ts';
import { composeTelemetry } from './compose-telemetry.ts';
import type { EdgeServer } from './bot/server.ts';
import { createHealthServer, type HealthServer } from './health/health-server.ts';
import { createReadiness } from './health/readiness.ts';
import { createHousekeeping } from './jobs/housekeeping.ts';
import type { Loop } from './jobs/loop.ts';
import type { Roles } from './organizations/roles.ts';

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
export function composeRollcall(parts: RollcallParts): Rollcall {
  const { settings, storage, log } = parts;
  const shared = composeShared(parts);
  const loops: Loop[] = [];
  const watching = composeTelemetry(parts, shared.now);
  const readiness = createReadiness({ ping: () => storage.ping(), loops: () => loops, log });
  shared.onSent(() => {
    for (const loop of loops) loop.wake();
  });
  const bot =
    settings.ROLE === 'worker' ? undefined : composeBot(parts, shared, { watching, readiness });
  if (bot !== undefined) loops.push(bot.deliveries);
  const worker = settings.ROLE === 'web' ? undefined : composeJobs(parts, shared, watching);
  if (worker !== undefined) loops.push(worker.jobs);
  const housekeeping = createHousekeeping({
    turns: storage.turns,
    ...(bot !== undefined && { sweepNotices: bot.sweepNotices }),
    log,
    now: shared.now,
  });

  const health = bot === undefined ? createHealthServer(readiness) : undefined;

  return {
    ...(bot !== undefined && { server: bot.server }),
    ...(health !== undefined && { health }),
    roles: shared.roles,
    start() {
      for (const loop of loops) loop.start();
      housekeeping.start();
      worker?.purge.start();
      watching.start();
    },
    async stop() {
      readiness.stop();
      await watching.stop();
      await housekeeping.stop();
      await worker?.purge.stop();
      await bot?.server.close();
      await Promise.all(loops.map((loop) => loop.stop()));
      // Last: until then whoever asks is told that it stops.
      await health?.close();
    },
  };
}
