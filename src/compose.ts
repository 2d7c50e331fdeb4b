import { TeamsAdapter } from './bot/adapter.ts';
import { createBot } from './bot/bot.ts';
import { commands } from './bot/commands/index.ts';
import { createCourier } from './bot/courier.ts';
import { usualPolicy, type DownloadPolicy } from './bot/download.ts';
import { createOperationView } from './bot/operation-view.ts';
import { createEdgeServer, type EdgeServer } from './bot/server.ts';
import type { BotServices } from './bot/services.ts';
import { createTemplates } from './bot/templates.ts';
import { createDialogues } from './dialogs/dialogues.ts';
import { may } from './directory/roles.ts';
import { AppError } from './errors.ts';
import { finalErrorLog } from './imports/final-error-log.ts';
import { createImportRequests } from './imports/import-requests.ts';
import { createTidyImport } from './imports/tidy-import.ts';
import { createApplyImportJob } from './jobs/apply-import-job.ts';
import { createJobHandler } from './jobs/handlers.ts';
import { createHousekeeping } from './jobs/housekeeping.ts';
import { createLoop, type Loop } from './jobs/loop.ts';
import { createPlanImportJob } from './jobs/plan-import-job.ts';
import type { Log } from './log.ts';
import { createAnnouncer } from './notices/announce.ts';
import { createDeliverer } from './notices/deliver.ts';
import { createRoles } from './organizations/roles.ts';
import type { Settings } from './settings.ts';
import type { Storage } from './storage/storage.ts';
import { textFor } from './text/text.ts';

export interface Rollcall {
  /** absent with ROLE=worker */
  readonly server?: EdgeServer;
  /** Begins to take jobs and deliveries off the queues. */
  start(): void;
  /** Stops in good order: turns are finished, jobs handed back. */
  stop(): Promise<void>;
}

export interface RollcallParts {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly log: Log;
  /** transactions under way at once while an import is applied */
  readonly concurrency: number;
  readonly downloadPolicy?: Partial<DownloadPolicy>;
  /** refuses what the store has no room for; absent: it has room for anything */
  readonly assertRoom?: (people: number) => Promise<void>;
  /** how long a failed job waits before its next try; usually doubling from 2 s */
  readonly retrySeconds?: (tries: number) => number;
}

/** Puts the product together from its parts; nothing runs until it is started. Tests put together the same. */
export function composeRollcall(parts: RollcallParts): Rollcall {
  const { settings, storage, log, concurrency } = parts;
  const now = () => Date.now();
  const home = settings.MicrosoftAppTenantId;
  const roles = createRoles({
    store: storage.roles,
    tenantAdmins: settings.TENANT_ADMINS,
    ...(home !== undefined && { homeTenant: home }),
  });
  const view = createOperationView({ files: storage.files, linkMinutes: settings.LINK_MINUTES });
  const loops: Loop[] = [];
  const wake = () => loops.forEach((loop) => loop.wake());
  const jobs: typeof storage.jobs = waking(storage.jobs, wake);
  const deliveries: typeof storage.deliveries = waking(storage.deliveries, wake);
  const announcer = createAnnouncer({ outbox: storage.outbox, deliveries, now });

  const imports = createImportRequests({
    operations: storage.operations,
    files: storage.files,
    work: storage.work,
    jobs,
    writers: storage.writerLine,
    maxFileBytes: settings.MAX_FILE_MB * 1024 * 1024,
    now,
  });

  const jobDeps = {
    operations: storage.operations,
    organizations: storage.organizations,
    people: storage.people,
    files: storage.files,
    work: storage.work,
    writers: storage.writerLine,
    announcer,
    concurrency,
    announce: announcer.ended,
    assertRoom: parts.assertRoom ?? (() => Promise.resolve()),
    retrySeconds: parts.retrySeconds ?? ((tries) => 2 ** tries),
    tidy: createTidyImport({ work: storage.work, writers: storage.writerLine }),
    now,
    logFailure: (operation, error) => {
      const text = textFor(operation.locale, operation.timeZone);
      return finalErrorLog(storage, { key: operation, late: [], failure: text.error(error), text });
    },
    targetOf: async (operation, actor) => {
      const role = await roles.roleOf(operation.tenant, actor.id);
      if (!may(role, 'import')) throw new AppError('not-an-admin');
      return { network: operation.network ?? 'Others', mayMove: may(role, 'move-people') };
    },
  } satisfies Parameters<typeof createApplyImportJob>[0] &
    Parameters<typeof createPlanImportJob>[0];

  let server: EdgeServer | undefined;
  if (settings.ROLE !== 'worker') {
    const adapter = new TeamsAdapter(settings);
    const deliverer = createDeliverer({
      operations: storage.operations,
      outbox: storage.outbox,
      chats: storage.chats,
      deliveries,
      courier: createCourier({ adapter, view, log }),
      now,
    });
    const redraw = (operation: Parameters<typeof announcer.moved>[0]) => announcer.moved(operation);
    const templateUrl = createTemplates({
      files: storage.files,
      linkMinutes: settings.LINK_MINUTES,
    });
    const dialogues = createDialogues(storage.dialogues, {
      imports,
      operations: storage.operations,
      view,
      templateUrl,
      redraw,
    });
    const services: BotServices = {
      operations: storage.operations,
      imports,
      view,
      dialogues,
      commands,
      log,
      templateUrl,
      redraw,
      tellPersonalChat: (turn) => turn.say(turn.text.import.personalChatOnly),
    };
    const bot = createBot({
      roles,
      turns: storage.turns,
      deliverer,
      services,
      receiving: {
        turns: storage.turns,
        policy: {
          ...usualPolicy,
          loopback: settings.MicrosoftAppId === undefined,
          ...parts.downloadPolicy,
        },
      },
      ...(home !== undefined && { homeTenant: home }),
      log,
      now,
    });
    server = createEdgeServer({ adapter, bot, ping: () => storage.ping(), log });
    loops.push(
      createLoop({
        name: 'deliveries',
        queue: deliveries,
        slots: 8,
        log,
        handle: (body, handling) => deliverer.handle(body, handling.deliveries),
      }),
    );
  }
  if (settings.ROLE !== 'web') {
    const handle = createJobHandler({
      'plan-import': createPlanImportJob(jobDeps),
      'apply-import': createApplyImportJob(jobDeps),
    });
    loops.push(createLoop({ name: 'jobs', queue: jobs, slots: 4, log, handle }));
  }

  const housekeeping = createHousekeeping({ turns: storage.turns, log, now });
  return {
    ...(server !== undefined && { server }),
    start() {
      for (const loop of loops) loop.start();
      housekeeping.start();
    },
    async stop() {
      housekeeping.stop();
      await server?.close();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

/** A queue that wakes this process's loops when this process puts something in; others find it by asking. */
function waking<Q extends { send(message: never, delaySeconds?: number): Promise<void> }>(
  queue: Q,
  wake: () => void,
): Q {
  return Object.assign(Object.create(queue) as Q, {
    async send(message: never, delaySeconds?: number) {
      await queue.send(message, delaySeconds);
      wake();
    },
  });
}
