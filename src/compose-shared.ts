import type { DownloadPolicy } from './bot/download.ts';
import { createExportRequests } from './exports/export-requests.ts';
import { createSchedules } from './exports/schedules.ts';
import { meansBuiltIn } from './imports/reading/headers.ts';
import type { Log } from './log.ts';
import { createAnnouncer } from './notices/announce.ts';
import { createAttributes } from './organizations/attributes.ts';
import { createAudit, type Audit } from './organizations/audit.ts';
import { createRetention } from './operations/retention.ts';
import { createRoles } from './organizations/roles.ts';
import { createOrganizationSettings } from './organizations/settings.ts';
import { createPeople, type People } from './people/people.ts';
import type { Settings } from './settings.ts';
import type { Storage } from './storage/storage.ts';
import { createDirectoryView } from './view/directory-view.ts';

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

/** What the bot and the jobs have in common. */
export type Shared = ReturnType<typeof composeShared>;

export function composeShared({ settings, storage, log }: RollcallParts) {
  const now = () => Date.now();
  const home = settings.MicrosoftAppTenantId;
  let wake: () => void = () => undefined;
  const jobs = waking(storage.jobs, () => wake());
  const deliveries = waking(storage.deliveries, () => wake());
  // Each needs the other: what a process left half recorded is finished by looking at the person.
  const audit: Audit = createAudit({
    store: storage.audit,
    intents: storage.auditIntents,
    complete: (tenant, entry) => people.complete(tenant, entry),
    onDelay: (err) => log.warn({ err }, 'an audit entry is appended later'),
    now,
  });
  const people: People = createPeople({
    store: storage.people,
    organizations: storage.organizations,
    aliases: storage.aliases,
    notes: storage.changes,
    audit,
    now,
  });
  return {
    now,
    jobs,
    deliveries,
    /** @param awaken looks at the queues: something was just put there by this process */
    onSent: (awaken: () => void) => {
      wake = awaken;
    },
    ...(home !== undefined && { homeTenant: home }),
    audit,
    people,
    announcer: createAnnouncer({ outbox: storage.outbox, deliveries, now }),
    roles: createRoles({
      store: storage.roles,
      audit,
      tenantAdmins: settings.TENANT_ADMINS,
      now,
      ...(home !== undefined && { homeTenant: home }),
    }),
    attributes: createAttributes({
      store: storage.attributes,
      audit,
      meansBuiltIn,
      now,
    }),
    organizationSettings: createOrganizationSettings({
      store: storage.organizationSettings,
      audit,
      now,
    }),
    exports: createExportRequests({
      operations: storage.operations,
      memory: storage.exportMemory,
      jobs,
      now,
    }),
    schedules: createSchedules({ store: storage.schedules, jobs, now }),
    retention: createRetention({
      operations: storage.operations,
      files: storage.files,
      days: settings.FILE_DAYS,
      now,
    }),
    directory: createDirectoryView({
      people: storage.people,
      parts: storage.viewParts,
      changes: storage.changes,
      log,
      now,
    }),
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
