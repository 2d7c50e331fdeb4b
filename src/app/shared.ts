import type { ChannelCloud } from '../edge/channel-authentication.ts';
import type { DownloadPolicy } from '../edge/download.ts';
import type { FileLimits } from '../edge/file-allowance.ts';
import { createExportRequests } from '../features/exports/export-requests.ts';
import { createSchedules } from '../features/exports/schedules.ts';
import { meansBuiltIn } from '../features/imports/reading/headers.ts';
import { createGroups } from '../features/groups/groups.ts';
import type { AccountLookUp, GroupOwners, RosterReader } from '../features/groups/ports.ts';
import type { Log } from '../log.ts';
import { createRunningImports } from '../jobs/running-imports.ts';
import { createAnnouncer } from '../features/notices/announcer.ts';
import type { RateLimiter } from '../features/notices/rate-limiter.ts';
import { createAttributes } from '../features/admin/attributes.ts';
import { createAudit, type Audit } from '../features/admin/audit.ts';
import { createRetention } from '../domain/operations/retention.ts';
import { createRoles } from '../features/admin/roles.ts';
import { createOrganizationSettings } from '../features/admin/settings.ts';
import { createProvisioning, type PeopleProvisioning } from '../features/people/provisioning.ts';
import { createLinkImportedPeople } from '../features/people/link-imported-people.ts';
import { createPeople, type People } from '../features/people/people.ts';
import type { EntraGroups } from '../features/sync/ports.ts';
import { createSyncSettings } from '../features/sync/sync-settings-use.ts';
import type { SyncedPeople } from '../features/sync/apply-changes.ts';
import { createSyncs, type Syncs } from '../features/sync/syncs.ts';
import { createEntra } from '../infra/graph/entra.ts';
import { createGraphClient } from '../infra/graph/graph-client.ts';
import { createTokens } from '../infra/graph/tokens.ts';
import { createProvisioningBatch } from '../features/people/provisioning-batch.ts';
import type { Settings } from '../settings.ts';
import type { Storage } from '../infra/storage/storage.ts';
import type { Telemetry } from '../infra/telemetry/ports.ts';
import { createDirectoryView } from '../features/search/directory-view.ts';

export interface Dependencies {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly log: Log;
  /** transactions under way at once while an import is applied */
  readonly concurrency: number;
  readonly downloadPolicy?: Partial<DownloadPolicy>;
  readonly fileLimits?: Partial<FileLimits>;
  /** where Teams runs; absent: in the public cloud */
  readonly cloud?: ChannelCloud;
  /** refuses what the store has no room for; absent: it has room for anything */
  readonly assertRoom?: (people: number) => Promise<void>;
  /** what asks for syncs and looks for groups; absent: as Microsoft Graph does */
  readonly syncs?: Syncs;
  readonly entraGroups?: EntraGroups;
  /** who is in chats and teams; absent: as Teams tells it */
  readonly members?: AccountLookUp & RosterReader;
  /** absent: as Microsoft Graph tells it */
  readonly groupOwners?: GroupOwners;
  /** how long a failed job waits before its next try; usually doubling from 2 s */
  readonly retrySeconds?: (tries: number) => number;
  /** milliseconds since 1970; absent: by this machine's clock */
  readonly now?: () => number;
  /** how fast chats are written to; absent: as fast as Teams allows */
  readonly rateLimiter?: RateLimiter;
  /** absent: nothing is measured */
  readonly telemetry?: Telemetry;
}

/** More people with one email than this are told apart by nothing that is known of them. */
const maxWithEmail = 10;

/** What the bot and the jobs have in common. */
export type Shared = ReturnType<typeof composeShared>;

export function composeShared(deps: Dependencies) {
  const { settings, storage, log } = deps;
  const now = deps.now ?? (() => Date.now());
  const home = settings.MicrosoftAppTenantId;
  let wake: () => void = () => undefined;
  const jobs = waking(storage.jobs, () => wake());
  const deliveries = waking(storage.deliveries, () => wake());
  // Each needs the other: what a process left half recorded is finished by looking at the person.
  const audit: Audit = createAudit({
    store: storage.audit,
    intents: storage.auditIntents,
    async complete(tenant, entry) {
      await provisioning.finishMerge(tenant, entry);
      return people.complete(tenant, entry);
    },
    onDelay: (err) => log.warn({ err }, 'an audit entry is appended later'),
    now,
  });
  const runningImports = createRunningImports();
  const directory = createDirectoryView({
    people: storage.people,
    segments: storage.segments,
    changes: storage.changes,
    log,
    now,
    isBusy: () => runningImports.any(),
  });
  const peopleDeps = {
    store: storage.people,
    organizations: storage.organizations,
    aliases: storage.aliases,
    notes: storage.changes,
    audit,
    now,
  };
  const entra = createEntra(
    createGraphClient({ url: settings.GRAPH_URL, tokenOf: createTokens(settings) }),
  );
  const syncSettings = createSyncSettings({
    store: storage.syncSettings,
    audit,
    jobs,
    attributes: (tenant) => storage.organizations.attributes(tenant),
    now,
  });
  const people: People = createPeople(peopleDeps);
  const provisioningDeps = {
    ...peopleDeps,
    entraLinks: storage.entraLinks,
    emails: {
      withEmail: async (tenant: string, email: string) =>
        (await directory.find(tenant, email, maxWithEmail, 'en')).entries.map(({ id }) => id),
    },
  };
  const provisioning: PeopleProvisioning = createProvisioning(provisioningDeps);
  const batchDeps = { ...provisioningDeps, contents: storage.people, provisioning };
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
    provisioning,
    groups: createGroups({
      groups: storage.groups,
      memberships: storage.memberships,
      provisioning,
      people,
      organizations: storage.organizations,
      now,
    }),
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
    entra,
    syncs:
      deps.syncs ??
      createSyncs({
        operations: storage.operations,
        states: storage.syncStates,
        settings: syncSettings,
        jobs,
        audit,
        now,
      }),
    entraGroups: deps.entraGroups ?? entra,
    /** people as a sync brings and removes them */
    syncedPeople: {
      round: (tenant: string) => createProvisioningBatch(batchDeps, tenant),
      leave: (...given) => provisioning.leave(...given),
      byEntraId: (...given) => provisioning.byEntraId(...given),
    } satisfies SyncedPeople,
    syncSettings,
    linkImportedPeople: createLinkImportedPeople(batchDeps),
    retention: createRetention({
      operations: storage.operations,
      files: storage.files,
      days: settings.FILE_DAYS,
      now,
    }),
    directory,
    runningImports,
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
