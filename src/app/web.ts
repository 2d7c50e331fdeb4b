import type { Dependencies } from './dependencies.ts';
import { TeamsAdapter } from '../edge/teams-adapter.ts';
import { createBot } from '../bot/bot.ts';
import { createChatEvents } from '../bot/chat-events.ts';
import { countAnswers, countWhatIsSent } from '../bot/count-answers.ts';
import { createTeamsSender } from '../bot/teams-sender.ts';
import { usualPolicy } from '../edge/download.ts';
import { createFileAllowance, usualFileLimits } from '../edge/file-allowance.ts';
import { createLookupAllowance, usualLookupLimits } from '../bot/lookup/allowance.ts';
import { createLongWork } from '../bot/long-work.ts';
import { createDownloads } from '../features/downloads/downloads.ts';
import { downloadPages } from './download-pages.ts';
import { createOperationView } from '../bot/operation-view.ts';
import { createEdgeServer, type EdgeServer } from '../edge/server.ts';
import { composeBotServices } from './bot-services.ts';
import { usualTurnLimits } from '../edge/turn-limits.ts';
import type { Shared } from './shared.ts';
import type { Instrumentation } from './telemetry.ts';
import type { Readiness } from '../edge/health/readiness.ts';
import { composeGroups } from './groups.ts';
import { createQueueLoop, type QueueLoop } from '../jobs/queue-loop.ts';
import { createDeliverer } from '../features/notices/deliver.ts';
import { createRateLimiter } from '../features/notices/rate-limiter.ts';
import { createReachability } from '../features/notices/reachability.ts';
import { createOutboxSweep, type OutboxSweep } from '../features/notices/sweep.ts';
import { defined } from '../lib/defined.ts';

export interface Web {
  readonly server: EdgeServer;
  readonly deliveries: QueueLoop;
  readonly sweepNotices: OutboxSweep;
  /** resolves when no work that outlasts its turn is left */
  readonly settled: () => Promise<void>;
}

/** The web role: the server that receives activities, and the loop that delivers notices and updates cards. */
export function composeWeb(
  deps: Dependencies,
  shared: Shared,
  {
    instrumentation,
    readiness,
  }: { readonly instrumentation: Instrumentation; readonly readiness: Readiness },
): Web {
  const { settings, storage, log } = deps;
  const { now, deliveries, roles, homeTenant } = shared;
  const { operations, files, chats, turns } = storage;
  const linkMinutes = settings.LINK_MINUTES;
  const limits = { ...usualTurnLimits, ...deps.turnLimits };
  const downloads = createDownloads({
    files,
    keys: storage.downloadKeys,
    minutes: linkMinutes,
    ...defined({ url: settings.PUBLIC_URL, homeTenant }),
    standingOf: (tenant, person) => roles.standingOf(tenant, person),
    now,
  });
  const view = createOperationView({
    files,
    downloads,
    retention: shared.retention,
    linkMinutes,
    now,
    standingOf: (tenant, person) => roles.standingOf(tenant, person),
  });
  const adapter = new TeamsAdapter(settings, deps.cloud);
  const outbox = instrumentation.outbox(storage.outbox);
  const rateLimiter = instrumentation.rateLimiter(deps.rateLimiter ?? createRateLimiter(now));
  adapter.use(countAnswers(rateLimiter));
  const sender = createTeamsSender({ adapter, view, log });
  const deliverer = createDeliverer({
    operations,
    outbox,
    chats,
    deliveries,
    sender,
    rateLimiter,
    log,
    now,
  });
  const reachability = createReachability({ chats, deliveries });
  const longWork = createLongWork({
    resume: (reference, logic) =>
      adapter.resume(reference, (context) => {
        countWhatIsSent(rateLimiter, context);
        return logic(context);
      }),
    limits,
    log,
  });
  const groups = composeGroups(deps, shared, adapter);
  const services = composeBotServices(deps, shared, {
    ...{ view, downloads, longWork },
    accounts: groups.accounts,
  });
  const loopback = settings.MicrosoftAppId === undefined;
  const bot = createBot({
    roles,
    turns,
    reachability,
    chatEvents: createChatEvents({ reachability, ...defined({ homeTenant }) }),
    services,
    provisionSpeaker: groups.provisionSpeaker,
    receiving: {
      turns,
      policy: { ...usualPolicy, loopback, ...deps.downloadPolicy },
      allowance: createFileAllowance({
        store: storage.sentFiles,
        limits: { ...usualFileLimits, ...deps.fileLimits },
        now,
      }),
    },
    lookup: {
      services,
      roles,
      accountKind: services.accountKind,
      allowance: createLookupAllowance({
        limits: { ...usualLookupLimits, ...deps.lookupLimits },
        now,
      }),
      ...defined({ homeTenant }),
    },
    ...defined({ homeTenant }),
    observer: instrumentation.turns,
    limits,
    log,
    now,
  });
  return {
    sweepNotices: createOutboxSweep({ outbox, chats, deliveries, log, now }),
    server: createEdgeServer({
      adapter,
      bot,
      downloads: downloadPages(downloads),
      readiness,
      observer: instrumentation.turns,
      limits,
      connections: deps.connectionLimits,
      log,
    }),
    async settled() {
      await Promise.all([longWork.settled(), groups.settled()]);
    },
    deliveries: createQueueLoop({
      name: 'deliveries',
      queue: instrumentation.queue('deliveries', deliveries),
      slots: 8,
      log,
      handle: instrumentation.handle(
        'deliveries',
        groups.readingRosters((body, handling) => deliverer.handle(body, handling.deliveries)),
      ),
    }),
  };
}
