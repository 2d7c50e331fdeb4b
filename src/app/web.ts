import type { Dependencies } from './dependencies.ts';
import { TeamsAdapter } from '../edge/teams-adapter.ts';
import { createAuditExport } from '../bot/audit-export.ts';
import { createBot } from '../bot/bot.ts';
import { commands } from '../bot/commands/index.ts';
import { createChatEvents } from '../bot/chat-events.ts';
import { countAnswers, countWhatIsSent } from '../bot/count-answers.ts';
import { createTeamsSender } from '../bot/teams-sender.ts';
import { usualPolicy } from '../edge/download.ts';
import { createFileAllowance, usualFileLimits } from '../edge/file-allowance.ts';
import { createLookupAllowance, usualLookupLimits } from '../bot/lookup/allowance.ts';
import { createAccountKinds } from '../bot/lookup/own-account.ts';
import { createLongWork } from '../bot/long-work.ts';
import { createOperationView } from '../bot/operation-view.ts';
import { createEdgeServer, type EdgeServer } from '../edge/server.ts';
import type { BotServices } from '../bot/services.ts';
import { usualTurnLimits } from '../edge/turn-limits.ts';
import { createTemplates } from '../bot/templates.ts';
import type { Shared } from './shared.ts';
import type { Instrumentation } from './telemetry.ts';
import { createDialogs } from '../bot/dialogs/dialogs.ts';
import type { Readiness } from '../edge/health/readiness.ts';
import { mustBeEmpty } from '../features/imports/everything/bring-everything.ts';
import { createImportRequests } from '../features/imports/import-requests.ts';
import { createUndoRequests } from '../features/imports/undo/undo-requests.ts';
import { createSyncImages } from '../features/sync/sync-images.ts';
import { createErasures } from '../features/people/erase.ts';
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
  const { now, announcer, deliveries, roles, homeTenant } = shared;
  const { operations, files, organizations, chats, turns } = storage;
  const linkMinutes = settings.LINK_MINUTES;
  const limits = { ...usualTurnLimits, ...deps.turnLimits };
  const view = createOperationView({
    files,
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
  const imports = createImportRequests({
    operations,
    files,
    work: storage.work,
    jobs: shared.jobs,
    writeQueue: storage.writeQueue,
    formerWorkUnits: storage.formerWorkUnits,
    maxFileBytes: settings.MAX_FILE_MB * 1024 * 1024,
    now,
  });
  const templateLinks = createTemplates({
    files,
    organizations,
    delimiter: (tenant) => shared.organizationSettings.delimiter(tenant),
    linkMinutes,
  });
  const redraw: BotServices['redraw'] = (operation, delaySeconds) =>
    announcer.moved(operation, delaySeconds);
  const dialogs = createDialogs(storage.dialogs, {
    imports,
    operations,
    view,
    templateLinks,
    redraw,
  });
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
  const recordOf: BotServices['recordOf'] = (tenant, entraId) =>
    shared.provisioning.byEntraId(tenant, entraId);
  const { accounts } = groups;
  const services: BotServices = {
    operations,
    imports,
    undos: createUndoRequests({
      operations,
      jobs: shared.jobs,
      people: storage.people,
      work: storage.work,
      changeFeed: storage.changes,
      phones: shared.phoneChanges,
      concurrency: deps.concurrency,
      imagesOfSync: createSyncImages(storage.work),
      resetSync: (tenant, by) => shared.syncs.reset(tenant, by),
      now,
    }),
    exports: shared.exports,
    schedules: shared.schedules,
    settings: shared.organizationSettings,
    listColumns: storage.listColumns,
    columnMemory: storage.columnMemory,
    syncs: shared.syncs,
    syncSettings: shared.syncSettings,
    heldPeople: shared.heldPeople,
    entraGroups: shared.entraGroups,
    view,
    dialogs,
    directory: shared.directory,
    groups: shared.groups,
    restoreRequests: shared.restoreRequests,
    people: shared.people,
    bulk: shared.bulk,
    duplicates: shared.duplicates,
    merges: shared.merges,
    recordOf,
    accountKind: createAccountKinds({ recordOf, chats, accounts, now }),
    erasures: createErasures({
      store: storage.people,
      changeFeed: storage.changes,
      jobs: shared.jobs,
      now,
    }),
    mustBeEmpty: (tenant) => mustBeEmpty(storage, tenant),
    keptUntil: (at) => shared.retention.keptUntil(at),
    organizations,
    roles,
    attributes: shared.attributes,
    chats,
    commands,
    log,
    templateLinks,
    redraw,
    longWork,
    auditUrl: createAuditExport({ files, audit: shared.audit, organizations, linkMinutes, now }),
    now,
  };
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
      readiness,
      observer: instrumentation.turns,
      limits,
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
