import { TeamsAdapter } from './bot/adapter.ts';
import { createAuditExport } from './bot/audit-export.ts';
import { createBot } from './bot/bot.ts';
import { commands } from './bot/commands/index.ts';
import { createChatEvents } from './bot/chat-events.ts';
import { countAnswers } from './bot/count-answers.ts';
import { createCourier } from './bot/courier.ts';
import { usualPolicy } from './bot/download.ts';
import { createFileAllowance, usualFileLimits } from './bot/file-allowance.ts';
import { createOperationView } from './bot/operation-view.ts';
import { createEdgeServer, type EdgeServer } from './bot/server.ts';
import type { BotServices } from './bot/services.ts';
import { createTemplates } from './bot/templates.ts';
import type { RollcallParts, Shared } from './compose-shared.ts';
import type { Watching } from './compose-telemetry.ts';
import { createDialogues } from './dialogs/dialogues.ts';
import type { Readiness } from './health/readiness.ts';
import { createImportRequests } from './imports/import-requests.ts';
import { createUndoRequests } from './imports/undo/undo-requests.ts';
import { composeGroups } from './compose-groups.ts';
import { createLoop, type Loop } from './jobs/loop.ts';
import { createDeliverer } from './notices/deliver.ts';
import { createPace } from './notices/pace.ts';
import { createReach } from './notices/reach.ts';
import { createOutboxSweep, type OutboxSweep } from './notices/sweep.ts';

/** The web side: the server that takes turns, and the loop that delivers notices and draws cards again. */
export function composeBot(
  parts: RollcallParts,
  shared: Shared,
  { watching, readiness }: { readonly watching: Watching; readonly readiness: Readiness },
): {
  readonly server: EdgeServer;
  readonly deliveries: Loop;
  readonly sweepNotices: OutboxSweep;
} {
  const { settings, storage, log } = parts;
  const { now, announcer, deliveries, roles, homeTenant } = shared;
  const { operations, files, organizations, chats, turns } = storage;
  const linkMinutes = settings.LINK_MINUTES;
  const view = createOperationView({
    files,
    retention: shared.retention,
    linkMinutes,
    now,
    roleOf: (tenant, person) => roles.roleOf(tenant, person),
  });
  const adapter = new TeamsAdapter(settings, parts.cloud);
  const outbox = watching.outbox(storage.outbox);
  const pace = watching.pace(parts.pace ?? createPace(now));
  adapter.use(countAnswers(pace));
  const courier = createCourier({ adapter, view, log });
  const deliverer = createDeliverer({
    operations,
    outbox,
    chats,
    deliveries,
    courier,
    pace,
    log,
    now,
  });
  const reach = createReach({ chats, deliveries });
  const imports = createImportRequests({
    operations,
    files,
    work: storage.work,
    jobs: shared.jobs,
    writers: storage.writerLine,
    parts: storage.importParts,
    maxFileBytes: settings.MAX_FILE_MB * 1024 * 1024,
    now,
  });
  const templateUrl = createTemplates({ files, organizations, linkMinutes });
  const redraw: BotServices['redraw'] = (operation, delaySeconds) =>
    announcer.moved(operation, delaySeconds);
  const dialogues = createDialogues(storage.dialogues, {
    imports,
    operations,
    view,
    templateUrl,
    redraw,
  });
  const services: BotServices = {
    operations,
    imports,
    undos: createUndoRequests({ operations, jobs: shared.jobs, now }),
    exports: shared.exports,
    schedules: shared.schedules,
    settings: shared.organizationSettings,
    syncs: shared.syncs,
    syncSettings: shared.syncSettings,
    entraGroups: shared.entraGroups,
    view,
    dialogues,
    directory: shared.directory,
    groups: shared.groups,
    people: shared.people,
    organizations,
    roles,
    attributes: shared.attributes,
    chats,
    commands,
    log,
    templateUrl,
    redraw,
    auditUrl: createAuditExport({ files, audit: shared.audit, organizations, linkMinutes, now }),
    now,
  };
  const loopback = settings.MicrosoftAppId === undefined;
  const groups = composeGroups(parts, shared, adapter);
  const bot = createBot({
    roles,
    turns,
    reach,
    chatEvents: createChatEvents({ reach, ...(homeTenant !== undefined && { homeTenant }) }),
    services,
    newcomers: groups.newcomers,
    receiving: {
      turns,
      policy: { ...usualPolicy, loopback, ...parts.downloadPolicy },
      allowance: createFileAllowance({
        store: storage.sentFiles,
        limits: { ...usualFileLimits, ...parts.fileLimits },
        now,
      }),
    },
    ...(homeTenant !== undefined && { homeTenant }),
    watch: watching.turns,
    log,
    now,
  });
  return {
    sweepNotices: createOutboxSweep({ outbox, chats, deliveries, log, now }),
    server: groups.withSignIns(
      createEdgeServer({ adapter, bot, readiness, watch: watching.turns, log }),
    ),
    deliveries: createLoop({
      name: 'deliveries',
      queue: watching.queue('deliveries', deliveries),
      slots: 8,
      log,
      handle: watching.handle(
        'deliveries',
        groups.readingRosters((body, handling) => deliverer.handle(body, handling.deliveries)),
      ),
    }),
  };
}
